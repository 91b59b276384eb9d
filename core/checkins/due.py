"""Whose check-in is due: claimed by whoever ticks first, at the trader's own wall time."""

from core.conversations.prompts import Prompt, put_prompts
from core.storage.unit_of_work import UnitOfWork

PROMPT = "checkin"
BATCH = 1000

# Several days may have been slept through (the journal was down): only the latest is asked for, and
# the next moment is computed from wall time and zone, so a change of clocks moves nothing.
_CLAIM = """
with due as (
    select user_id, id, local_time, timezone, weekdays from checkin_schedules
    where is_active and next_due_at <= $1 order by next_due_at limit $2 for update skip locked
), days as (
    select due.user_id, due.id, day::date as day, (day::date + due.local_time) at time zone due.timezone as at
    from due, generate_series(($1 at time zone due.timezone)::date - 7, ($1 at time zone due.timezone)::date + 7,
        interval '1 day') as day
    where extract(isodow from day) = any(due.weekdays)
), turns as (
    select user_id, id, max(day) filter (where at <= $1) as day, min(at) filter (where at > $1) as next
    from days group by user_id, id
)
update checkin_schedules s set next_due_at = turns.next,
    last_fired_for = greatest(s.last_fired_for, turns.day)
from turns where s.user_id = turns.user_id and s.id = turns.id
returning s.user_id, turns.day
"""


async def claim_due(uow: UnitOfWork, *, limit: int = BATCH) -> int:
    """Open the check-ins that are due at `uow.now` in their people's lanes (a job's transaction).

    Returns how many schedules were claimed; below `limit`, no more are due.
    """
    rows = await uow.fetch(_CLAIM, uow.now, limit)
    await put_prompts(
        uow,
        [
            Prompt(
                user_id=row["user_id"],
                event=f"{PROMPT}:{row['user_id']}:{row['day']}",
                name=PROMPT,
                args={"day": row["day"].isoformat()},
            )
            for row in rows
            if row["day"] is not None
        ],
    )
    return len(rows)
