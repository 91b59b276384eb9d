"""Whose check-in is due: claimed by whoever ticks first, at the trader's own wall time."""

from core.conversations.prompts import Prompt, put_prompts
from core.storage.unit_of_work import UnitOfWork

PROMPT = "checkin"
BATCH = 1000

# Several days may have been slept through (the journal was down): only the latest is asked for, and
# the next moment is computed from wall time and zone, so a change of clocks moves nothing. The rows are
# locked, so their places in the table hold: by keys, all schedules would be read to find a thousand.
_CLAIM = """
with due as (
    select ctid as place, local_time, timezone, weekdays, ($1 at time zone timezone)::date as today
    from checkin_schedules
    where is_active and next_due_at <= $1 order by next_due_at limit $2 for update skip locked
)
update checkin_schedules s set next_due_at = turn.next, last_fired_for = greatest(s.last_fired_for, turn.day)
from due cross join lateral (
    select max(day) filter (where at <= $1) as day, min(at) filter (where at > $1) as next
    from (
        select day, (day + due.local_time) at time zone due.timezone as at
        from (select due.today + n as day from generate_series(-7, 7) as n) as around
        where extract(isodow from day)::int = any (due.weekdays) offset 0
    ) as days
) as turn
where s.ctid = due.place
returning s.user_id, turn.day
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
