"""A drawn picture and the kinds there are; free of matplotlib, so that every process may import it."""

from dataclasses import dataclass
from enum import StrEnum

from core.digests.overview import MentorOverview
from core.summaries.equity import EquityCurve
from core.summaries.month_calendar import MonthCalendar

ChartValues = EquityCurve | MonthCalendar | MentorOverview


class ChartKind(StrEnum):
    EQUITY = "equity"
    CALENDAR = "calendar"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A PNG with its size in pixels; `alt` says the finding and the footer in words."""

    png: bytes
    width: int
    height: int
    alt: str
