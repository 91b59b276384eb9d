"""A trader's own view of one day: three scores, the plan, the mentor's focus, words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from core.money import round_half_up


class PlanAdherence(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIn:
    """Scores are 1 to 10. `focus_kept` None: there was no focus, or it was not answered."""

    day: date
    risk: int | None = None
    execution: int | None = None
    emotion: int | None = None
    plan: PlanAdherence | None = None
    focus_kept: bool | None = None
    words: str | None = None
    is_late: bool = False

    @property
    def overall(self) -> Decimal | None:
        """The mean of the three scores to two digits; None while one is missing."""
        if self.risk is None or self.execution is None or self.emotion is None:
            return None
        return round_half_up(Decimal(self.risk + self.execution + self.emotion) / 3, 2)


def count_streak(
    days: Collection[date], weekdays: Collection[int], until: date, away: Collection[tuple[date, date]] = ()
) -> int:
    """Check-ins in a row up to and with `until`: only a missed day on which one was due ends the row.

    `weekdays` are ISO; a missing check-in of `until` itself does not end it yet, nor does one of a vacation
    (`away`: first and last day each).
    """
    if not days or not weekdays:
        return sum(1 for day in days if day == until)
    found = 0
    day, first = until, min(days)
    while day >= first:
        if day in days:
            found += 1
        elif day.isoweekday() in weekdays and day != until and not _is_off(day, away):
            break
        day -= timedelta(days=1)
    return found


def _is_off(day: date, away: Collection[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in away)
