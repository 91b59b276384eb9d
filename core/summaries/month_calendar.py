"""What the month picture draws: the result and the number of trades of each trading day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One trading day on which a trade was closed.

    `trades` are those that `result` adds up, after costs; `left_out` those of the day that have
    no result in the calendar's unit (no stop, so no R). `result` is None where all are left out.
    """

    day: date
    result: Decimal | None
    trades: int
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCalendar:
    """One account's month, one cell for each day with a closed trade, oldest first.

    `month` is the month's first day. `today` is the account's trading day now; days after it are
    future, and a month that it does not lie in has no today. `currency` None means R multiples;
    `zone` is an IANA name.
    """

    month: date
    cells: tuple[DayCell, ...]
    today: date
    currency: str | None
    account: str
    zone: str

    @property
    def total(self) -> Decimal:
        return sum((cell.result for cell in self.cells if cell.result is not None), ZERO)

    @property
    def trades(self) -> int:
        return sum(cell.trades for cell in self.cells)

    @property
    def left_out(self) -> int:
        return sum(cell.left_out for cell in self.cells)

    @property
    def is_running(self) -> bool:
        """The month is not over yet: today lies in it, or it has not begun."""
        return (self.today.year, self.today.month) <= (
            self.month.year,
            self.month.month,
        )
