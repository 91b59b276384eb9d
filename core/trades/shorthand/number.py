"""One written number with what it counts."""

from decimal import Decimal

import msgspec

from core.trades.shorthand.figures import PLAIN
from core.trades.shorthand.roles import Unit

_MOST_DIGITS = 3


class Number(msgspec.Struct, gc=False):
    """One written number. `place` is its token, `end` the first token behind it and its unit."""

    place: int
    end: int
    raw: str
    sign: int = 0
    unit: Unit | None = None
    money: str | None = None
    factor: Decimal = PLAIN
    bracketed: bool = False

    @property
    def is_price(self) -> bool:
        return self.unit is None

    @property
    def whole(self) -> int | None:
        """Its value when it is a small whole number, as ordinals and counts are."""
        return int(self.raw) if self.raw.isdigit() and len(self.raw) <= _MOST_DIGITS else None
