"""Exact sums on their way back to Decimal, so that parts always add up to the whole."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

MONEY_DIGITS = 8
PRICE_DIGITS = 18
_PRECISION = 80


def to_decimal(value: Fraction, digits: int = PRICE_DIGITS) -> Decimal:
    """`value` to at most `digits` decimals, without trailing zeros beyond its own."""
    with localcontext() as context:
        context.prec = _PRECISION
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
        return _plain(rounded)


class Tally:
    """A running sum whose rounded steps add up to its rounded total."""

    def __init__(self) -> None:
        self._exact = Fraction(0)
        self.total = Decimal(0)

    def add(self, amount: Fraction) -> Decimal:
        """The step by which the rounded total moved."""
        self._exact += amount
        before, self.total = self.total, to_decimal(self._exact, MONEY_DIGITS)
        return self.total - before


def _plain(value: Decimal) -> Decimal:
    """`190.00000000` as 190 and `1E+2` as 100: the form a person would write."""
    stripped = value.normalize()
    exponent = stripped.as_tuple().exponent
    return stripped.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else stripped
