"""Numbers as a person writes them: the zeros that a database column appends are gone."""

from decimal import Decimal


def tidy(value: Decimal) -> Decimal:
    """`1.085000000000000000` as 1.085, and 100 instead of 1E+2."""
    stripped = value.normalize()
    exponent = stripped.as_tuple().exponent
    return stripped.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else stripped
