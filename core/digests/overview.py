"""What the mentor's picture draws: one row for each student, in R only, never money."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)


class CheckinMark(StrEnum):
    """How one day's check-in went. NOT_DUE: before joining, on vacation, or still to come."""

    IN_TIME = "in_time"
    LATE = "late"
    MISSED = "missed"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusKept:
    """The mentor's focus of the week and how often it was kept, over all students' answers.

    `kept` of `asked` answers this week; the week before likewise, zero asked if there was none.
    """

    text: str
    kept: int
    asked: int
    kept_before: int = 0
    asked_before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentRow:
    """One student's week.

    `scores` are the daily discipline scores (1 to 10) of the last ten trading days, oldest first,
    the last one on the overview's last day; None: no score that day. `results` (in R, None: no
    trade with an R) and `checkins` have one entry for each of the overview's days. `reason` says
    in the mentor's words why this student needs a person; None: steady.
    """

    name: str
    scores: tuple[Decimal | None, ...]
    results: tuple[Decimal | None, ...]
    checkins: tuple[CheckinMark, ...]
    reason: str | None = None

    @property
    def needs_mentor(self) -> bool:
        return self.reason is not None

    @property
    def week_r(self) -> Decimal | None:
        """Sum of the week in R; None without a trade that has an R."""
        known = [result for result in self.results if result is not None]
        return sum(known, ZERO) if known else None

    @property
    def last_score(self) -> Decimal | None:
        return next((score for score in reversed(self.scores) if score is not None), None)

    @property
    def scored_days(self) -> int:
        return sum(1 for score in self.scores if score is not None)

    @property
    def checked_in_every_day(self) -> bool:
        """At least one check-in was due and none was missed; a late one counts as kept."""
        due = [mark for mark in self.checkins if mark is not CheckinMark.NOT_DUE]
        return bool(due) and CheckinMark.MISSED not in due


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorOverview:
    """One mentor's students over one week, in the order to read them within each group.

    `days` are the week's trading days that the columns stand for (usually Monday to Friday),
    one or more; `zone` is an IANA name.
    """

    days: tuple[date, ...]
    students: tuple[StudentRow, ...]
    zone: str
    focus: FocusKept | None = None

    @property
    def needing(self) -> tuple[StudentRow, ...]:
        return tuple(row for row in self.students if row.needs_mentor)

    @property
    def steady(self) -> tuple[StudentRow, ...]:
        return tuple(row for row in self.students if not row.needs_mentor)
