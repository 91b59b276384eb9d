"""The mentor's week, read through the wall: exactly what each student agreed to show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import asyncpg

from core.digests.overview import CheckinMark, FocusKept, MentorOverview, StudentRow
from core.digests.triage import RiskTaken, StudentWeek, find_reason
from core.storage.unit_of_work import UnitOfWork

_WORKDAYS = 5
_SCORED_DAYS = 10
_MOST_STUDENTS = 200

_STUDENTS = """
select r.trader_id as user_id, u.name, r.access_level::text as access, r.created_at as since
from mentor_relationships r join known_people() u on u.user_id = r.trader_id
where r.mentor_id = $1 and r.status = 'approved' order by u.name, r.trader_id limit $2
"""
_CHECKINS = """
select user_id, date, overall_score, is_late, focus_kept from consistency_tracker
where user_id = any($1) and date between $2 and $3
"""
_RESULTS = """
select user_id, date, sum(result_r) as r from calendar_stats
where user_id = any($1) and date between $2 and $3 and result_r is not null group by user_id, date
"""
_TRADES = """
select user_id, opened_at, closed_at, initial_risk, result_type = 'loss' as is_loss from trades
where user_id = any($1) and is_active and status <> 'missed'
    and opened_at >= $2::date and opened_at < ($3::date + 2)
"""
_FOCUS = """
select user_id, body from mentor_notes
where user_id = any($1) and mentor_id = $4 and kind = 'focus' and starts_on <= $3
    and (ends_on is null or ends_on >= $2)
order by starts_on
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorWeek:
    """`students` are in the order of `overview.students`, those who need the mentor first."""

    overview: MentorOverview
    students: tuple[Student, ...]


@dataclass(slots=True)
class _Found:
    """What was read of one student, by day."""

    checkins: dict[date, asyncpg.Record] = field(default_factory=dict[date, asyncpg.Record])
    results: dict[date, Decimal] = field(default_factory=dict[date, Decimal])
    trades: list[RiskTaken] = field(default_factory=list[RiskTaken])
    focus: str | None = None


async def load_mentor_week(uow: UnitOfWork, *, until: date, zone: str) -> MentorWeek:
    """The week (Monday to Friday) around `until` of all approved students; days after `until` are not due.

    `uow` is the mentor's own. A student who shares nothing of a kind shows nothing of it.
    """
    students = await uow.fetch(_STUDENTS, uow.user_id, _MOST_STUDENTS)
    monday = until - timedelta(days=until.weekday())
    found = await _read(uow, [row["user_id"] for row in students], monday=monday, until=until)
    rows = [
        (Student(id=row["user_id"], name=row["name"]), _row(row, found[row["user_id"]], monday, until))
        for row in students
    ]
    rows.sort(key=lambda pair: (not pair[1].needs_mentor, pair[1].name))
    overview = MentorOverview(
        students=tuple(row for _, row in rows),
        days=_workdays(monday),
        zone=zone,
        focus=_focus(list(found.values()), monday),
    )
    return MentorWeek(overview=overview, students=tuple(student for student, _ in rows))


async def _read(uow: UnitOfWork, users: Sequence[UUID], *, monday: date, until: date) -> dict[UUID, _Found]:
    found: dict[UUID, _Found] = defaultdict(_Found)
    if not users:
        return found
    earliest = monday - timedelta(days=14)
    for row in await uow.fetch(_CHECKINS, users, earliest, until):
        found[row["user_id"]].checkins[row["date"]] = row
    for row in await uow.fetch(_RESULTS, users, earliest, until):
        found[row["user_id"]].results[row["date"]] = row["r"]
    for row in await uow.fetch(_TRADES, users, monday, until):
        found[row["user_id"]].trades.append(
            RiskTaken(
                opened_at=row["opened_at"],
                closed_at=row["closed_at"],
                initial_risk=row["initial_risk"],
                is_loss=bool(row["is_loss"]),
            )
        )
    for row in await uow.fetch(_FOCUS, users, monday, until, uow.user_id):
        found[row["user_id"]].focus = row["body"]
    return found


def _row(student: asyncpg.Record, found: _Found, monday: date, until: date) -> StudentRow:
    since, lately = student["since"].date(), _last_workdays(until, _SCORED_DAYS)
    scores = tuple(_score(found, day) for day in lately)
    answers = [
        row["focus_kept"]
        for day, row in found.checkins.items()
        if day >= monday and row["focus_kept"] is not None
    ]
    return StudentRow(
        name=student["name"],
        scores=scores,
        results=tuple(found.results.get(day) for day in _workdays(monday)),
        checkins=tuple(_mark(found, day, since=since, until=until) for day in _workdays(monday)),
        reason=find_reason(
            StudentWeek(
                checkins=tuple(_mark(found, day, since=since, until=until) for day in lately),
                scores=scores,
                trades=found.trades,
                last_result=found.results[max(found.results)] if found.results else None,
                focus_broken=answers.count(False),
                focus_answers=len(answers),
            )
        ),
    )


def _mark(found: _Found, day: date, *, since: date, until: date) -> CheckinMark:
    row = found.checkins.get(day)
    if row is not None:
        return CheckinMark.LATE if row["is_late"] else CheckinMark.IN_TIME
    # the digest's own day is not over: its check-in may still come
    return CheckinMark.NOT_DUE if day >= until or day < since else CheckinMark.MISSED


def _score(found: _Found, day: date) -> Decimal | None:
    row = found.checkins.get(day)
    return None if row is None else row["overall_score"]


def _focus(found: Sequence[_Found], monday: date) -> FocusKept | None:
    texts = {of.focus for of in found if of.focus is not None}
    if len(texts) != 1:
        return None
    answers = [
        (day >= monday, row["focus_kept"])
        for of in found
        for day, row in of.checkins.items()
        if row["focus_kept"] is not None and day >= monday - timedelta(days=7)
    ]
    now = [kept for is_now, kept in answers if is_now]
    before = [kept for is_now, kept in answers if not is_now]
    return FocusKept(
        text=texts.pop(),
        kept=now.count(True),
        asked=len(now),
        kept_before=before.count(True),
        asked_before=len(before),
    )


def _workdays(monday: date) -> tuple[date, ...]:
    return tuple(monday + timedelta(days=offset) for offset in range(_WORKDAYS))


def _last_workdays(until: date, count: int) -> tuple[date, ...]:
    """The last `count` weekdays up to and with `until`, oldest first."""
    days: list[date] = []
    day = until
    while len(days) < count:
        if day.isoweekday() <= _WORKDAYS:
            days.append(day)
        day -= timedelta(days=1)
    return tuple(reversed(days))
