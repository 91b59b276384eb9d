"""Questions about check-ins: one day's, the streak, what the mentor asked to watch."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import msgspec

from core.checkins.checkin import CheckIn, PlanAdherence, count_streak
from core.people.vacation import read_vacations
from core.storage.unit_of_work import UnitOfWork

LONGEST_STREAK = 400
"""Days that are looked back over; a longer streak shows as this many."""


async def find_checkin(uow: UnitOfWork, day: date) -> CheckIn | None:
    row = await uow.fetch_one(
        """select risk_management_score, strategy_execution_score, emotional_discipline_score,
            plan_adherence, focus_kept, daily_notes, is_late
        from consistency_tracker where user_id = $1 and date = $2""",
        uow.user_id,
        day,
    )
    if row is None:
        return None
    return CheckIn(
        day=day,
        risk=row["risk_management_score"],
        execution=row["strategy_execution_score"],
        emotion=row["emotional_discipline_score"],
        plan=PlanAdherence(row["plan_adherence"]) if row["plan_adherence"] else None,
        focus_kept=row["focus_kept"],
        words=row["daily_notes"],
        is_late=row["is_late"],
    )


async def find_streak(uow: UnitOfWork, until: date) -> int:
    """Check-ins in a row up to `until`; only days on which one was due can break it."""
    rows = await uow.fetch(
        "select date from consistency_tracker where user_id = $1 and date between $2 and $3",
        uow.user_id,
        until - timedelta(days=LONGEST_STREAK),
        until,
    )
    due = await uow.fetch_one(
        """select s.weekdays, u.preferences::text as preferences from users u
            left join checkin_schedules s on s.user_id = u.id and s.kind = 'checkin' where u.id = $1""",
        uow.user_id,
    )
    if due is None:
        return 0
    away = read_vacations(msgspec.json.decode(due["preferences"]))
    return count_streak({row["date"] for row in rows}, due["weekdays"] or (), until, away)


@dataclass(frozen=True, kw_only=True, slots=True)
class FromMentor:
    """Something a mentor wrote: words to read once, or a focus to answer for every day."""

    id: UUID
    mentor: str
    body: str


async def find_focus(uow: UnitOfWork, day: date) -> FromMentor | None:
    """The focus that holds on `day`, the newest if there are several."""
    row = await uow.fetch_one(
        """select n.id, n.body, coalesce(k.name, '') as mentor from mentor_notes n
            left join known_people() k on k.user_id = n.mentor_id
        where n.user_id = $1 and n.kind = 'focus' and n.starts_on <= $2
            and (n.ends_on is null or n.ends_on >= $2) and n.done_at is null
        order by n.starts_on desc, n.created_at desc limit 1""",
        uow.user_id,
        day,
    )
    return None if row is None else FromMentor(id=row["id"], mentor=row["mentor"], body=row["body"])


async def take_notes(uow: UnitOfWork) -> list[FromMentor]:
    """What mentors wrote and was not yet shown, oldest first, at most five; it counts as shown now."""
    rows = await uow.fetch(
        """with shown as (
            update mentor_notes set delivered_at = $2 where user_id = $1 and id in (
                select id from mentor_notes where user_id = $1 and delivered_at is null
                order by created_at, id limit 5)
            returning id, mentor_id, body, created_at
        )
        select s.id, s.body, coalesce(k.name, '') as mentor from shown s
        left join known_people() k on k.user_id = s.mentor_id order by s.created_at, s.id""",
        uow.user_id,
        uow.now,
    )
    return [FromMentor(id=row["id"], mentor=row["mentor"], body=row["body"]) for row in rows]
