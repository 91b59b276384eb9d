"""Every kind of picture with the function that draws it; imports matplotlib, so not for the bots."""

from core.digests.overview import MentorOverview
from core.summaries.equity import EquityCurve
from core.summaries.month_calendar import MonthCalendar
from reports.charts.canvas import WIDTH, Canvas
from reports.charts.chart import Chart, ChartKind, ChartValues
from reports.charts.equity import draw_equity
from reports.charts.mentor_overview import draw_mentor_overview
from reports.charts.month_calendar import draw_month_calendar
from reports.charts.theme import THEMES, Theme, ThemeName


def render_chart(kind: ChartKind, values: ChartValues, theme: ThemeName) -> Chart:
    """Draw one picture in this process and encode it.

    Raises:
        TypeError: the values are not those of this kind.
    """
    canvas = _draw(kind, values, THEMES[theme])
    return Chart(png=canvas.png(), width=WIDTH, height=canvas.height, alt=canvas.alt)


def _draw(kind: ChartKind, values: ChartValues, theme: Theme) -> Canvas:
    match kind, values:
        case ChartKind.EQUITY, EquityCurve():
            return draw_equity(values, theme)
        case ChartKind.CALENDAR, MonthCalendar():
            return draw_month_calendar(values, theme)
        case ChartKind.MENTOR, MentorOverview():
            return draw_mentor_overview(values, theme)
        case _:
            raise TypeError(f"{type(values).__name__} is not what a picture of {kind} draws")
