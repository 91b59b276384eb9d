"""What a day, a week or a month came to, counted from the fills."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """Figures of the trading days `first_day` to `last_day`, both included.

    `closed` trades ended in the period and are wins, losses, break-even or (if nothing of their result
    is known) neither. `result_r` is the R booked by all exits of the period, parts of open trades too;
    `with_r` counts the closed trades that have an R. `booked` is money per currency, never converted.
    `open_now` counts trades open at the moment of asking.
    """

    first_day: date
    last_day: date
    closed: int = 0
    wins: int = 0
    losses: int = 0
    breakeven: int = 0
    with_r: int = 0
    result_r: Decimal | None = None
    booked: tuple[Money, ...] = ()
    parts: int = 0
    """Exits of trades that stayed open (or closed later): booked here, not counted as trades."""
    open_now: int = 0
    missed: int = 0
    """Trades that were seen in the period and not taken."""
    best_r: Decimal | None = None
    worst_r: Decimal | None = None

    @property
    def decided(self) -> int:
        """Closed trades that were won or lost."""
        return self.wins + self.losses

    @property
    def win_rate(self) -> Decimal | None:
        """Wins among won and lost trades as a share of one; None before the first of them."""
        return None if not self.decided else Decimal(self.wins) / self.decided

    @property
    def is_empty(self) -> bool:
        return not self.closed and not self.parts
