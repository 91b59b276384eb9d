"""Trading days side by side: weekdays, and those weekend days on which something was closed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.messaging.dates import show_short_month
from core.messaging.phrases import say
from reports.charts.wording import short_day

_DAY = timedelta(days=1)
_DAYS_NAMED = 10
_WEEKS_NAMED = 45
_MONTHS_NAMED = 330


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A named part of the axis between two pixels."""

    label: str
    left: float
    right: float


@dataclass(frozen=True, kw_only=True)
class TimeAxis:
    """The trading days from `days[0]` to `days[-1]` in equal widths between two pixels."""

    days: tuple[date, ...]
    left: float
    right: float

    @cached_property
    def _index(self) -> dict[date, int]:
        return {day: index for index, day in enumerate(self.days)}

    def place(self, day: date, share: float) -> float:
        """The pixel at `share` (0 to 1) of a day of this axis."""
        return self.left + (self._index[day] + share) * (self.right - self.left) / len(self.days)

    @property
    def names_weeks(self) -> bool:
        """Stretches are weeks, so that a label says on which day its stretch begins."""
        return _DAYS_NAMED < len(self.days) <= _WEEKS_NAMED

    def list_stretches(self) -> list[Stretch]:
        """Days, weeks, months, quarters or years, whichever fits the length of the axis."""
        count = len(self.days)
        starts = [0, *(i for i in range(1, count) if self._begins(i))]
        edges = [*starts, count]
        width = (self.right - self.left) / count
        return [
            Stretch(
                label=self._label(start, is_first=start == 0),
                left=self.left + start * width,
                right=self.left + end * width,
            )
            for start, end in zip(starts, edges[1:], strict=True)
        ]

    def _begins(self, index: int) -> bool:
        """A new stretch begins with this day."""
        day, before = self.days[index], self.days[index - 1]
        count = len(self.days)
        if count <= _DAYS_NAMED:
            return True
        if count <= _WEEKS_NAMED:
            return day.isocalendar()[:2] != before.isocalendar()[:2]
        if count <= _MONTHS_NAMED:
            return day.month != before.month or day.year != before.year
        if count <= 3 * _MONTHS_NAMED:
            return (day.year, (day.month - 1) // 3) != (before.year, (before.month - 1) // 3)
        return day.year != before.year

    def _label(self, index: int, *, is_first: bool) -> str:
        day, count = self.days[index], len(self.days)
        if count <= _WEEKS_NAMED:
            new_month = is_first or day.month != self.days[index - 1].month or day.day <= 7
            return short_day(day) if new_month or count == 1 else str(day.day)
        if count <= _MONTHS_NAMED:
            return show_short_month(day)
        if count <= 3 * _MONTHS_NAMED:
            quarter = say("Q{number}", number=(day.month - 1) // 3 + 1)
            return f"{quarter} {day:%y}" if is_first or day.month <= 3 else quarter
        return str(day.year)


def lay_out_days(since: date, until: date, traded: Iterable[date], *, left: float, right: float) -> TimeAxis:
    """The axis of a period; traded days outside of it widen it."""
    closed_on = frozenset(traded)
    first, last = min((since, *closed_on)), max((until, *closed_on))
    days = tuple(day for day in _list_days(first, last) if day.weekday() < 5 or day in closed_on)
    return TimeAxis(days=days or (last,), left=left, right=right)


def _list_days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + offset * _DAY
