"""Where the cells of a month stand, and the precision at which all its figures fit."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from core.summaries.month_calendar import MonthCalendar
from reports.charts.calendar_finding import (
    RoundedMonth,
    find_month_unit,
    list_roundings,
    monday_of,
)
from reports.charts.canvas import Box
from reports.charts.figures import shorten
from reports.charts.fonts import Face, measure_width
from reports.charts.frame import MARGIN, RIGHT

CELLS_TOP = 330
_GRID_WIDTH, _WIDE_GRID_WIDTH = 776, 820
_GAP = 10
_ROW, _LOW_ROW = 168, 140
"""From one row of cells to the next, with five rows at most and with six."""
_WEEK = timedelta(days=7)
_VALUE_SIZES = (46, 42, 38, 35, 32)
_WEEK_SIZES = (46, 42, 38, 35, 32)
_INSET = 7


@dataclass(frozen=True, kw_only=True)
class CalendarLayout:
    """A month with at least one counted trade, laid out."""

    calendar: MonthCalendar

    @cached_property
    def weekdays(self) -> tuple[int, ...]:
        """Monday is 0; weekend columns only if something was closed on them."""
        traded = {cell.day.weekday() for cell in self.calendar.cells}
        return (*range(5), *(day for day in (5, 6) if day in traded))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the month that have a column."""
        first = self.calendar.month
        days = (first + timedelta(days=n) for n in range(31))
        return tuple(d for d in days if d.month == first.month and d.weekday() in self.weekdays)

    @cached_property
    def mondays(self) -> tuple[date, ...]:
        first, last = monday_of(self.days[0]), monday_of(self.days[-1])
        return tuple(first + n * _WEEK for n in range((last - first).days // 7 + 1))

    @property
    def row_height(self) -> int:
        return _ROW if len(self.mondays) <= 5 else _LOW_ROW

    @property
    def cell_height(self) -> int:
        return self.row_height - _GAP

    @property
    def is_narrow(self) -> bool:
        """More than five columns: the number of trades is written short."""
        return len(self.weekdays) > 5

    @property
    def grid_width(self) -> int:
        return _WIDE_GRID_WIDTH if self.is_narrow else _GRID_WIDTH

    @cached_property
    def cell_width(self) -> float:
        columns = len(self.weekdays)
        return (self.grid_width - (columns - 1) * _GAP) / columns

    def cell_of(self, day: date) -> Box:
        left = self.column_left(day.weekday())
        row = self.mondays.index(monday_of(day))
        top = CELLS_TOP + row * self.row_height
        return Box(left=left, top=top, right=left + self.cell_width, bottom=top + self.cell_height)

    def column_left(self, weekday: int) -> float:
        return MARGIN + self.weekdays.index(weekday) * (self.cell_width + _GAP)

    @cached_property
    def _choice(self) -> tuple[RoundedMonth, int, int]:
        candidates = tuple(list_roundings(self.calendar))
        for rounded in candidates:
            room = self.cell_width - 2 * _INSET
            days = [shorten(value, rounded.quantum) for value in rounded.days.values()]
            value_size = _largest(days, _VALUE_SIZES[self.is_narrow :], room)
            weeks = [self.write_week(value, rounded) for value in rounded.weeks.values()]
            week_size = _largest(weeks, _WEEK_SIZES, RIGHT - MARGIN - self.grid_width - 18)
            if value_size and week_size:
                return rounded, value_size, week_size
        return candidates[-1], _VALUE_SIZES[-1], _WEEK_SIZES[-1]

    @property
    def rounded(self) -> RoundedMonth:
        """The most exact figures that fit their cells and still add up."""
        return self._choice[0]

    @property
    def value_size(self) -> int:
        return self._choice[1]

    @property
    def week_size(self) -> int:
        return self._choice[2]

    def write_week(self, value: Decimal, rounded: RoundedMonth) -> str:
        """A week's total at the precision of the days, with R or a sign; a code is in the footer."""
        number = shorten(value, rounded.quantum)
        dressed = find_month_unit(self.calendar, rounded).dress(number)
        return number if dressed.endswith(self.calendar.currency or "R ") else dressed


def _largest(texts: list[str], sizes: tuple[int, ...], room: float) -> int | None:
    """The first size at which every text fits."""
    fitting = (size for size in sizes if all(measure_width(t, Face.BOLD, size) <= room for t in texts))
    return next(fitting, None)
