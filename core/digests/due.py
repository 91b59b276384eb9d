"""Which mentors' digests are due: the job that draws each is added in the transaction that claims it."""

from datetime import date
from uuid import UUID

from core.jobs.queue import JobKind, enqueue
from core.storage.unit_of_work import UnitOfWork

BATCH = 100

_CLAIM = """
with due as (
    select user_id, id, digest_weekday, digest_local_time, timezone from mentor_channels
    where state = 'active' and next_due_at <= $1 order by next_due_at limit $2 for update skip locked
), days as (
    select due.user_id, due.id, day::date as day,
        (day::date + due.digest_local_time) at time zone due.timezone as at
    from due, generate_series(($1 at time zone due.timezone)::date - 7, ($1 at time zone due.timezone)::date + 8,
        interval '1 day') as day
    where extract(isodow from day) = due.digest_weekday
), turns as (
    select user_id, id, max(day) filter (where at <= $1) as day, min(at) filter (where at > $1) as next
    from days group by user_id, id
)
update mentor_channels c set next_due_at = turns.next
from turns where c.user_id = turns.user_id and c.id = turns.id
returning c.user_id, c.id, turns.day
"""


async def claim_due(uow: UnitOfWork, *, limit: int = BATCH) -> int:
    """Claim the channels whose digest is due at `uow.now` (a job's transaction); returns how many."""
    rows = await uow.fetch(_CLAIM, uow.now, limit)
    for row in rows:
        if row["day"] is not None:
            await request_digest(uow, row["user_id"], channel=row["id"], until=row["day"])
    return len(rows)


async def request_digest(uow: UnitOfWork, mentor: UUID, *, channel: UUID | None, until: date) -> None:
    """Have the digest of the week up to `until` made; `channel` None: for the mentor's own chat, now."""
    name = f"digest:{mentor}:{channel}:{until}" if channel else None
    await enqueue(
        uow,
        JobKind.DIGEST,
        once=name,
        mentor=str(mentor),
        channel=str(channel or ""),
        until=until.isoformat(),
    )
