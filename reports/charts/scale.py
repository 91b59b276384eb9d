"""Round steps for a value axis and the way from a value to its place in pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_LADDER = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_SHORT_LADDER = tuple(rung for rung in _LADDER if rung == rung.to_integral_value())
"""Steps under 1 leave out 2.5, which would cost a decimal more."""


def round_step(span: Decimal, pixels: float, spacing: float) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that sets lines `spacing` pixels apart.

    A span of zero gives 1.
    """
    if span <= 0:
        return Decimal(1)
    wanted = span * Decimal(spacing) / Decimal(pixels)
    power = Decimal(1).scaleb(wanted.adjusted())
    rungs = _LADDER if power >= 1 else _SHORT_LADDER
    return next(rung * power for rung in rungs if rung * power >= wanted)


def list_ticks(low: Decimal, high: Decimal, step: Decimal) -> Iterator[Decimal]:
    """Multiples of `step` from `low` to `high`, both included, lowest first."""
    tick = (low / step).to_integral_value(rounding="ROUND_CEILING") * step
    while tick <= high:
        yield tick
        tick += step


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    """`high` stands at pixel `top`, `low` at `bottom` (y grows downwards)."""

    low: Decimal
    high: Decimal
    top: float
    bottom: float

    def place(self, value: Decimal) -> float:
        """Exact to the pixel also for values with many digits; floats begin here."""
        if self.high == self.low:
            return self.bottom
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - float(share) * (self.bottom - self.top)
