"""Questions about mentors and students, asked by either side of the wall."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from core.identifiers import RelationshipId, UserId
from core.mentoring.access import Relationship, Shared, Status
from core.storage.unit_of_work import UnitOfWork

MOST_STUDENTS = 100

_RELATIONSHIPS = """
select r.id, r.mentor_id, r.trader_id, r.requested_by, r.status, r.access_level::text as access,
    coalesce(k.name, '') as other_name
from mentor_relationships r
left join known_people() k
    on k.user_id = case when r.mentor_id = $1 then r.trader_id else r.mentor_id end
where r.status in ('pending', 'approved')
"""


async def list_mentors(uow: UnitOfWork) -> list[Relationship]:
    """Who reads along or asks to, the one who does first."""
    rows = await uow.fetch(
        f"{_RELATIONSHIPS} and r.trader_id = $1 order by r.status, r.created_at limit 10", uow.user_id
    )
    return [_read(dict(row)) for row in rows]


async def list_students(uow: UnitOfWork) -> list[Relationship]:
    """This mentor's students by name, those still to answer last; at most 100."""
    rows = await uow.fetch(
        f"{_RELATIONSHIPS} and r.mentor_id = $1 order by r.status, k.name, r.id limit $2",
        uow.user_id,
        MOST_STUDENTS,
    )
    return [_read(dict(row)) for row in rows]


async def find_student(uow: UnitOfWork, trader: UUID) -> Relationship | None:
    """A student of this mentor who let them in."""
    row = await uow.fetch_one(
        f"{_RELATIONSHIPS} and r.mentor_id = $1 and r.trader_id = $2 and r.status = 'approved'",
        uow.user_id,
        trader,
    )
    return None if row is None else _read(dict(row))


async def find_relationship(uow: UnitOfWork, relationship: UUID) -> Relationship | None:
    """An open or live relationship that this person is a side of."""
    row = await uow.fetch_one(f"{_RELATIONSHIPS} and r.id = $2", uow.user_id, relationship)
    return None if row is None else _read(dict(row))


@dataclass(frozen=True, kw_only=True, slots=True)
class StudentWeekFigures:
    """What of a week the student shares; None where nothing is shared or known. Never money."""

    trades: int | None = None
    result_r: Decimal | None = None
    score: Decimal | None = None
    score_before: Decimal | None = None
    checkins: int | None = None
    focus: str | None = None
    focus_kept: int = 0
    focus_answers: int = 0
    note: str | None = None


async def load_student_week(
    uow: UnitOfWork, student: Relationship, monday: date, sunday: date
) -> StudentWeekFigures:
    """A student's week as the wall lets this mentor see it."""
    row = await uow.fetch_one(
        """
        select
            (select count(*) from trades t where t.user_id = $2 and t.is_active
                and t.closed_day between $3 and $4) as trades,
            (select sum(f.realized_r) from fills f join trades t on t.user_id = f.user_id and t.id = f.trade_id
                where f.user_id = $2 and t.is_active and f.local_day between $3 and $4) as result_r,
            c.score, c.checkins, c.kept, c.answers,
            (select avg(overall_score) from consistency_tracker
                where user_id = $2 and date between $3::date - 7 and $4::date - 7) as score_before,
            (select body from mentor_notes where user_id = $2 and mentor_id = $1 and kind = 'focus'
                and done_at is null order by starts_on desc, created_at desc limit 1) as focus,
            (select body from mentor_notes where user_id = $2 and mentor_id = $1 and kind = 'note'
                order by created_at desc limit 1) as note
        from (select avg(overall_score) as score, count(*) as checkins,
                count(*) filter (where focus_kept) as kept, count(focus_kept) as answers
            from consistency_tracker where user_id = $2 and date between $3 and $4) c
        """,
        uow.user_id,
        student.trader,
        monday,
        sunday,
    )
    if row is None:
        return StudentWeekFigures()
    sees_trades = Shared.TRADES in student.shared
    sees_days = Shared.CONSISTENCY in student.shared
    return StudentWeekFigures(
        trades=row["trades"] if sees_trades else None,
        result_r=row["result_r"],
        score=row["score"],
        score_before=row["score_before"],
        checkins=row["checkins"] if sees_days else None,
        focus=row["focus"],
        focus_kept=row["kept"],
        focus_answers=row["answers"],
        note=row["note"],
    )


def _read(row: dict[str, Any]) -> Relationship:
    access = msgspec.json.decode(row["access"], type=dict[str, object])
    return Relationship(
        id=RelationshipId(row["id"]),
        mentor=UserId(row["mentor_id"]),
        trader=UserId(row["trader_id"]),
        requested_by=UserId(row["requested_by"]),
        other_name=row["other_name"],
        status=Status(row["status"]),
        shared=frozenset(kind for kind in Shared if access.get(f"view_{kind.value}") is True),
    )


async def find_locale(uow: UnitOfWork, other: UserId) -> str | None:
    """How the other side of a mentorship, asked for or live, is spoken to."""
    return await uow.fetch_value("select locale from known_people() where user_id = $1", other)
