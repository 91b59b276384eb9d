"""The month: one cell for each day, gain and loss by colour, sign and the edge their bar stands on."""

from datetime import date
from decimal import Decimal

from core.messaging.dates import as_title
from core.messaging.phrases import say
from core.messaging.tongue import spoken
from core.summaries.month_calendar import DayCell, MonthCalendar
from reports.charts.calendar_finding import (
    find_empty_month,
    find_month,
    last_shown_day,
    month_title,
)
from reports.charts.calendar_layout import CELLS_TOP, CalendarLayout
from reports.charts.canvas import Box, Canvas
from reports.charts.empty import CALENDAR_STORY, draw_empty
from reports.charts.figures import shorten
from reports.charts.fonts import Face, fit_text, measure_width
from reports.charts.frame import FOOTER_ROOM, MARGIN, RIGHT, draw_footer, draw_title
from reports.charts.theme import Theme
from reports.charts.wording import count_trades

_HEIGHT = 1350
_RADIUS = 11
_SMALL, _HEADING = 28, 30
_ASIDE = 18
"""Between the days and the sums of their weeks."""
_RING = 5
_THINNEST_BAR, _THICKEST_BAR = 4, 12


def draw_month_calendar(calendar: MonthCalendar, theme: Theme) -> Canvas:
    """Draw the month; without a counted trade the empty picture that says what will be here."""
    if not calendar.trades:
        return draw_empty(find_empty_month(calendar), CALENDAR_STORY, theme)
    layout = CalendarLayout(calendar=calendar)
    finding = find_month(calendar, layout.rounded)
    canvas = Canvas(_HEIGHT, theme, alt=finding.alt)
    _draw_headings(canvas, layout)
    cells = {cell.day: cell for cell in calendar.cells}
    for day in layout.days:
        if day in cells:
            _draw_traded_day(canvas, layout, cells[day])
        else:
            _draw_other_day(canvas, layout, day)
        if day == calendar.today:
            _draw_ring(canvas, layout.cell_of(day))
    _draw_weeks(canvas, layout)
    _draw_total(canvas, layout)
    draw_title(canvas, finding)
    draw_footer(canvas, finding)
    return canvas


def _draw_headings(canvas: Canvas, layout: CalendarLayout) -> None:
    color, baseline = canvas.theme.muted, CELLS_TOP - 20
    for weekday in layout.weekdays:
        center = layout.column_left(weekday) + layout.cell_width / 2
        name = as_title(spoken().short_weekdays[weekday])
        canvas.text(center, baseline, name, face=Face.MEDIUM, size=_HEADING, color=color, align="center")
    canvas.text(RIGHT, baseline, say("Week"), face=Face.MEDIUM, size=_HEADING, color=color, align="right")


def _draw_traded_day(canvas: Canvas, layout: CalendarLayout, cell: DayCell) -> None:
    theme, box = canvas.theme, layout.cell_of(cell.day)
    value = layout.rounded.days.get(cell.day)
    if value is None:
        canvas.rectangle(box, theme.hairline, radius=_RADIUS, outline=2)
        _write_value(canvas, layout, box, say("no R"), _SMALL, theme.muted)
    else:
        sign = (value > 0) - (value < 0)
        ground = (theme.flat_day, theme.gain_cell, theme.loss_cell)[sign]
        canvas.rectangle(box, ground, radius=_RADIUS)
        _draw_bar(canvas, layout, box, value)
        text = shorten(value, layout.rounded.quantum)
        _write_value(canvas, layout, box, text, layout.value_size, theme.outcome(sign))
    _write_date(canvas, layout, cell.day, theme.second)
    trades = cell.trades or cell.left_out
    canvas.text(
        (box.left + box.right) / 2,
        box.top + layout.cell_height * 0.842,
        _count_in(trades, layout.cell_width),
        face=Face.REGULAR,
        size=_SMALL,
        color=theme.second,
        align="center",
    )


def _draw_other_day(canvas: Canvas, layout: CalendarLayout, day: date) -> None:
    """A weekday without trade is an outline; a future day and a free weekend only a date."""
    theme, box = canvas.theme, layout.cell_of(day)
    _write_date(canvas, layout, day, theme.muted)
    if day > last_shown_day(layout.calendar) or day.weekday() >= 5:
        return
    canvas.rectangle(box, theme.hairline, radius=_RADIUS, outline=2)
    is_today = day == layout.calendar.today
    wide = say("none yet" if is_today else "no trade")
    text = say("none", context="no trade that day") if layout.is_narrow else wide
    canvas.text(
        (box.left + box.right) / 2,
        box.top + layout.cell_height * 0.652,
        text,
        face=Face.REGULAR,
        size=_SMALL,
        color=theme.muted,
        align="center",
    )


def _draw_bar(canvas: Canvas, layout: CalendarLayout, cell: Box, value: Decimal) -> None:
    """At the top edge a gain, at the bottom edge a loss; thicker is larger."""
    if not value:
        return
    largest = max(abs(other) for other in layout.rounded.days.values())
    share = float(abs(value) / largest)
    height = _THINNEST_BAR + (_THICKEST_BAR - _THINNEST_BAR) * share
    top = cell.top if value > 0 else cell.bottom - height
    bar = Box(left=cell.left, top=top, right=cell.right, bottom=top + height)
    color = canvas.theme.outcome(1 if value > 0 else -1)
    canvas.rectangle(bar, color, clip=cell, clip_radius=_RADIUS)


def _draw_ring(canvas: Canvas, cell: Box) -> None:
    around = Box(
        left=cell.left - _RING,
        top=cell.top - _RING,
        right=cell.right + _RING,
        bottom=cell.bottom + _RING,
    )
    canvas.rectangle(around, canvas.theme.ink, radius=_RADIUS + _RING, outline=_RING)


def _write_date(canvas: Canvas, layout: CalendarLayout, day: date, color: str) -> None:
    box, is_today = layout.cell_of(day), day == layout.calendar.today
    canvas.text(
        box.left + 17,
        box.top + layout.cell_height * 0.272,
        str(day.day),
        face=Face.BOLD if is_today else Face.REGULAR,
        size=_SMALL,
        color=canvas.theme.ink if is_today else color,
    )


def _write_value(
    canvas: Canvas, layout: CalendarLayout, box: Box, text: str, size: float, color: str
) -> None:
    canvas.text(
        (box.left + box.right) / 2,
        box.top + layout.cell_height * 0.614,
        text,
        face=Face.BOLD,
        size=size,
        color=color,
        align="center",
    )


def _draw_weeks(canvas: Canvas, layout: CalendarLayout) -> None:
    theme, height = canvas.theme, layout.cell_height
    for row, monday in enumerate(layout.mondays):
        value = layout.rounded.weeks.get(monday)
        if value is None:
            continue
        top = CELLS_TOP + row * layout.row_height
        canvas.text(
            RIGHT,
            top + height * 0.53,
            layout.write_week(value, layout.rounded),
            face=Face.BOLD,
            size=layout.week_size,
            color=theme.outcome((value > 0) - (value < 0)),
            align="right",
        )
        of_week = [cell for cell in layout.calendar.cells if 0 <= (cell.day - monday).days < 7]
        canvas.text(
            RIGHT,
            top + height * 0.823,
            _count_in(sum(cell.trades for cell in of_week), RIGHT - MARGIN - layout.grid_width - _ASIDE),
            face=Face.REGULAR,
            size=_SMALL,
            color=theme.second,
            align="right",
        )


def _draw_total(canvas: Canvas, layout: CalendarLayout) -> None:
    """The last row adds the weeks up as they are printed."""
    theme, calendar, total = canvas.theme, layout.calendar, layout.rounded.total
    hairline = _HEIGHT - FOOTER_ROOM - 75
    baseline = hairline + 54
    canvas.rule(MARGIN, RIGHT, hairline, theme.hairline)
    value = canvas.text(
        RIGHT,
        baseline,
        layout.write_week(total, layout.rounded),
        face=Face.BOLD,
        size=48,
        color=theme.outcome((total > 0) - (total < 0)),
        align="right",
    )
    trades = canvas.text(
        value.left - 27,
        baseline,
        count_trades(calendar.trades),
        face=Face.REGULAR,
        size=32,
        color=theme.second,
        align="right",
    )
    month = as_title(month_title(calendar))
    name = say("{month} so far", month=month) if calendar.is_running else month
    shown, size = fit_text(name, Face.MEDIUM, 34, trades.left - MARGIN - 24, smallest=_SMALL)
    canvas.text(MARGIN, baseline, shown, face=Face.MEDIUM, size=size, color=theme.second)


def _count_in(trades: int, room: float) -> str:
    """`4 trades`, or `n 4` where the words are too long for the room."""
    words = count_trades(trades)
    return words if measure_width(words, Face.REGULAR, _SMALL) <= room else f"n {trades}"
