"""All ticks and all handlers: what the clock does and what the worker can do."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from core.checkins import due as checkins
from core.conversations.tokens import Keyring
from core.digests import due as digests
from core.jobs.queue import JobKind, enqueue
from core.pictures.shelf import Shelf
from core.storage.unit_of_work import begin_service
from core.summaries.recount import list_marks
from scheduler.handlers.digest import send_digest
from scheduler.handlers.mentoring_news import send_news
from scheduler.handlers.picture import Draw, send_picture
from scheduler.handlers.upkeep import recount_marked, repair_counts, sweep
from scheduler.handlers.uploads import keep_picture
from scheduler.tick import Tick
from scheduler.worker import Handler

_MONTHS_AHEAD = 3


async def open_checkins(now: datetime) -> None:
    """Claim the check-ins that are due, a batch to a transaction."""
    while True:
        async with begin_service(now=now) as uow:
            claimed = await checkins.claim_due(uow)
        if claimed < checkins.BATCH:
            return


async def open_digests(now: datetime) -> None:
    async with begin_service(now=now) as uow:
        await digests.claim_due(uow)


async def ask_for_recount(now: datetime) -> None:
    async with begin_service(now=now) as uow:
        if await list_marks(uow, limit=1):
            await enqueue(uow, JobKind.RECOUNT, once="recount")


async def _ask(kind: JobKind, now: datetime) -> None:
    async with begin_service(now=now) as uow:
        await enqueue(uow, kind, once=kind.value)


async def make_partitions(now: datetime) -> None:
    """The audit's next three months have their partitions."""
    async with begin_service(now=now) as uow:
        await uow.fetch("select make_audit_partitions($1, $2)", now, _MONTHS_AHEAD)


TICKS = (
    Tick(name="checkins", trigger=IntervalTrigger(seconds=5), run=open_checkins),
    Tick(name="digests", trigger=IntervalTrigger(seconds=15), run=open_digests),
    Tick(name="recount", trigger=IntervalTrigger(seconds=2), run=ask_for_recount),
    Tick(name="partitions", trigger=IntervalTrigger(hours=6), run=make_partitions),
    Tick(
        name="repair",
        trigger=CronTrigger(hour=3, minute=10, timezone="UTC"),
        run=partial(_ask, JobKind.REPAIR),
    ),
    Tick(name="sweep", trigger=CronTrigger(minute=40, timezone="UTC"), run=partial(_ask, JobKind.SWEEP)),
)


def handlers(*, draw: Draw, keyring: Keyring, shelf: Shelf) -> Mapping[JobKind, Handler]:
    """What any worker does with each kind of job."""
    return {
        JobKind.PICTURE: partial(send_picture, draw=draw),
        JobKind.DIGEST: partial(send_digest, draw=draw, keyring=keyring),
        JobKind.MENTORING_NEWS: send_news,
        JobKind.RECOUNT: recount_marked,
        JobKind.REPAIR: repair_counts,
        JobKind.SWEEP: partial(sweep, shelf=shelf),
    }


def upload_handlers(shelf: Shelf) -> Mapping[JobKind, Handler]:
    """What only a process can do that speaks with the platforms."""
    return {JobKind.KEEP: partial(keep_picture, shelf=shelf)}
