"""Columns that the ORM does not know: exact numbers, intervals, addresses, generated values."""

from datetime import time as clock_time
from datetime import timedelta
from decimal import Decimal
from ipaddress import IPv4Interface, IPv6Interface, ip_address
from typing import Any

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from uuid_utils.compat import uuid7

_ZERO = Decimal(0)


new_id = uuid7
"""Time-ordered ids (RFC 9562, 5.7), as `core.identifiers.new_id`; rows may not look up to the core."""


def plain_decimal(value: Decimal) -> Decimal:
    """As `core.money.tidy`; rows may not look up to the core."""
    if not value:
        return _ZERO
    text = f"{value:f}"  # normalize() would round to the context's 28 digits
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


class ExactField(fields.DecimalField[Any]):
    """numeric(digits, places); refuses floats, reads back without trailing zeros."""

    skip_to_python_if_native = False

    def __init__(self, max_digits: int, decimal_places: int, **kwargs: Any) -> None:
        super().__init__(max_digits, decimal_places, **kwargs)

    def to_db_value(self, value: Any, instance: Any) -> Decimal | None:
        if isinstance(value, float):
            raise TypeError(f"{self.model_field_name} is exact: Decimal, not float")
        value = value if value is None else Decimal(value)
        self.validate(value)
        return value

    def to_python_value(self, value: Any) -> Decimal | None:
        return None if value is None else plain_decimal(Decimal(value))


def price_field(**kwargs: Any) -> Any:
    """A price or a size: numeric(38,18)."""
    return ExactField(38, 18, **kwargs)


def money_field(**kwargs: Any) -> Any:
    """An amount in the row's currency: numeric(20,8)."""
    return ExactField(20, 8, **kwargs)


def multiple_field(**kwargs: Any) -> Any:
    """A multiple of risk (R): numeric(12,4)."""
    return ExactField(12, 4, **kwargs)


class GeneratedField(fields.DecimalField[Any]):
    """A number that the database derives; stale after `save()` until it is read again."""

    allows_generated = True
    skip_to_python_if_native = True

    def __init__(self, max_digits: int, decimal_places: int, expression: str, **kwargs: Any) -> None:
        kwargs |= {"generated": True, "null": True}
        super().__init__(max_digits, decimal_places, **kwargs)  # pyright: ignore[reportCallIssue, reportArgumentType]
        self.expression = expression

    class _db_postgres:
        def __init__(self, field: "GeneratedField") -> None:
            self.field = field

        @property
        def GENERATED_SQL(self) -> str:
            return f"GENERATED ALWAYS AS ({self.field.expression}) STORED"

    def describe(self, serializable: bool) -> dict[str, Any]:
        return {**super().describe(serializable), "expression": self.expression}


class GeneratedTextField(fields.CharField[Any]):
    """A word that the database derives."""

    allows_generated = True

    def __init__(self, max_length: int, expression: str, **kwargs: Any) -> None:
        kwargs |= {"generated": True, "null": True}
        super().__init__(max_length, **kwargs)  # pyright: ignore[reportCallIssue, reportArgumentType]
        self.expression = expression

    class _db_postgres:
        def __init__(self, field: "GeneratedTextField") -> None:
            self.field = field

        @property
        def GENERATED_SQL(self) -> str:
            return f"GENERATED ALWAYS AS ({self.field.expression}) STORED"

    def describe(self, serializable: bool) -> dict[str, Any]:
        return {**super().describe(serializable), "expression": self.expression}


class IntervalField(fields.Field[timedelta]):
    """A duration as PostgreSQL's own interval."""

    SQL_TYPE = "INTERVAL"
    field_type = timedelta

    def to_python_value(self, value: Any) -> timedelta | None:
        return value


class InetField(fields.Field[Any]):
    """An IP address as text."""

    SQL_TYPE = "INET"
    field_type = str

    def to_db_value(self, value: Any, instance: Any) -> Any:
        return None if value is None else ip_address(str(value))

    def to_python_value(self, value: Any) -> str | None:
        if isinstance(value, IPv4Interface | IPv6Interface):
            value = value.ip
        return None if value is None else str(value)


class PricesField(ArrayField):
    """Prices in order (targets); reads back without trailing zeros."""

    skip_to_python_if_native = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("numeric", **{"default": list, **kwargs})

    def to_python_value(self, value: Any) -> list[Decimal] | None:
        return None if value is None else [plain_decimal(Decimal(each)) for each in value]


def words_field(**kwargs: Any) -> Any:
    """text[]"""
    return ArrayField("text", **{"default": list, **kwargs})


class LocalTimeField(fields.Field[Any]):
    """A wall-clock time without a zone; the zone stands in a column beside it."""

    SQL_TYPE = "TIME"
    field_type = clock_time

    def to_db_value(self, value: Any, instance: Any) -> clock_time | None:
        return clock_time.fromisoformat(value) if isinstance(value, str) else value

    def to_python_value(self, value: Any) -> clock_time | None:
        return value
