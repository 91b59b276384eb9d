"""How results are written inside pictures: one unit and one precision for a whole picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from core.money import (
    MINUS,
    Money,
    currency_digits,
    format_money,
    format_number,
    format_r,
    round_half_up,
)

_SHORT = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """R (`currency` None) or money, and the decimals that this picture prints."""

    currency: str | None
    digits: int

    def signed(self, value: Decimal) -> str:
        """`+6.3R`, `−$150.00`; what rounds to zero bears no sign."""
        if self.currency is None:
            return format_r(value, self.digits)
        return format_money(Money(round_half_up(value, self.digits), self.currency))

    def plain(self, value: Decimal) -> str:
        """Without a sign, for falls and costs in a sentence."""
        if self.currency is None:
            return format_r(abs(value), self.digits, signed=False)
        return format_money(Money(abs(value), self.currency), signed=False)

    def sign(self, value: Decimal) -> int:
        """The sign that is printed: 0 for what rounds to zero."""
        rounded = round_half_up(value, self.digits)
        return (rounded > 0) - (rounded < 0)

    def tick(self, value: Decimal, step: Decimal) -> str:
        """An axis label: no cents where the step is whole, thousands shortened above 99,999."""
        if not value:
            return "0"
        scale, suffix = _short_scale(abs(value)) if abs(value) >= 100_000 else (Decimal(1), "")
        digits = max(0, -_exponent(step / scale))
        return self.dress(format_number(value / scale, digits, signed=True) + suffix)

    def dress(self, number: str) -> str:
        """Add R or the currency to a number that is already written: `+1.2k` becomes `+$1.2k`."""
        if self.currency is None:
            return f"{number}R"
        sign = number[0] if number[0] in {"+", MINUS} else ""
        bare = number[len(sign) :]
        return sign + format_money(Money(Decimal(0), self.currency), cents=False).replace("0", bare)


def unit_of_sums(currency: str | None, values: Iterable[Decimal]) -> Unit:
    """The unit for sums: R with 1 decimal (2 where nothing reaches 1R), money with its cents."""
    if currency is not None:
        return Unit(currency=currency, digits=currency_digits(currency))
    highest = max((abs(value) for value in values), default=Decimal(0))
    return Unit(currency=None, digits=2 if 0 < highest < 1 else 1)


def share_out(total: Decimal, parts: tuple[Decimal, ...], quantum: Decimal) -> tuple[Decimal, ...]:
    """Round `parts` to multiples of `quantum` so that they add up to `total`, itself a multiple.

    Each part moves by less than one quantum where `total` is the rounded sum of the parts.
    Source: largest remainder method. Empty parts give an empty tuple.
    """
    floors = [(part / quantum).to_integral_value(ROUND_FLOOR) for part in parts]
    missing = int(total / quantum - sum(floors, Decimal(0)))
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] / quantum - floors[i], reverse=True)
    for index in by_remainder[:missing]:
        floors[index] += 1
    return tuple(floor * quantum for floor in floors)


def shorten(value: Decimal, quantum: Decimal) -> str:
    """`+1,235` for a quantum of 1, `+12.3k` for 100, `+2M` for a million; signed, without unit."""
    scale, suffix = _short_scale(quantum * 10) if quantum >= 100 else (Decimal(1), "")
    text = format_number(value / scale, max(0, -_exponent(quantum / scale)), signed=True)
    return f"{text}{suffix}" if value else text


def _short_scale(size: Decimal) -> tuple[Decimal, str]:
    return next(((s, suffix) for s, suffix in _SHORT if size >= s), (Decimal(1), ""))


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
