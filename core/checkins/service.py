"""Keeps a check-in: one a day, the newest answers count."""

from datetime import date

from core.checkins.checkin import CheckIn, PlanAdherence
from core.identifiers import new_id
from core.storage.unit_of_work import UnitOfWork


async def keep_checkin(uow: UnitOfWork, checkin: CheckIn) -> None:
    """Write the day's answers; a day once kept in time stays in time, and words stay if none are given."""
    await uow.execute(
        """
        insert into consistency_tracker as old (user_id, id, date, risk_management_score,
            strategy_execution_score, emotional_discipline_score, plan_adherence, followed_plan, focus_kept,
            daily_notes, is_late)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (user_id, date) do update set
            risk_management_score = excluded.risk_management_score,
            strategy_execution_score = excluded.strategy_execution_score,
            emotional_discipline_score = excluded.emotional_discipline_score,
            plan_adherence = excluded.plan_adherence, followed_plan = excluded.followed_plan,
            focus_kept = coalesce(excluded.focus_kept, old.focus_kept),
            daily_notes = coalesce(excluded.daily_notes, old.daily_notes),
            is_late = old.is_late and excluded.is_late
        """,
        uow.user_id,
        new_id(),
        checkin.day,
        checkin.risk,
        checkin.execution,
        checkin.emotion,
        checkin.plan.value if checkin.plan else None,
        checkin.plan is PlanAdherence.YES,
        checkin.focus_kept,
        checkin.words,
        checkin.is_late,
    )


async def add_words(uow: UnitOfWork, day: date, words: str) -> bool:
    """Keep words below those of the day's check-in; False if that day has none."""
    return bool(
        await uow.execute(
            """update consistency_tracker set daily_notes = concat_ws(E'\\n', daily_notes, $3::text)
                where user_id = $1 and date = $2""",
            uow.user_id,
            day,
            words,
        )
    )
