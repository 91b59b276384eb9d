"""The words of a trade: its side, how it was ordered, how it ended."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Side(StrEnum):
    LONG = "long"
    SHORT = "short"

    @property
    def sign(self) -> int:
        return 1 if self is Side.LONG else -1


class OrderKind(StrEnum):
    MARKET = "market"
    LIMIT = "limit"
    STOP = "stop"


class TradeStatus(StrEnum):
    """MISSED: a setup that was seen and not taken."""

    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"


class Outcome(StrEnum):
    WIN = "win"
    LOSS = "loss"
    BREAKEVEN = "breakeven"


class ToleranceUnit(StrEnum):
    MONEY = "money"
    TICKS = "ticks"
    R = "r"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far from zero still counts as break-even; the edge itself does."""

    unit: ToleranceUnit = ToleranceUnit.MONEY
    amount: Decimal = Decimal(0)


EXACT = Tolerance()
