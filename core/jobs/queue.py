"""Heavy work, enqueued in the transaction that decided it: pictures, recounts, digests, repairs."""

from datetime import timedelta
from enum import StrEnum

import msgspec
from pgqueuer import AsyncpgDriver, Queries
from pgqueuer.adapters.persistence.qb import (
    DBSettings,
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.db import Driver

from core.storage.unit_of_work import UnitOfWork

SCHEMA = "jobs"
_SETTINGS = DBSettings(db_schema=SCHEMA)


class JobKind(StrEnum):
    """Each has one handler in scheduler.handlers. Handlers may run twice for one job: they must not mind."""

    PICTURE = "picture"
    RECOUNT = "recount"
    DIGEST = "digest"
    MENTORING_NEWS = "mentoring_news"
    REPAIR = "repair"
    SWEEP = "sweep"
    KEEP = "keep"
    """Fetch, check and keep what somebody sent; done where the platforms can be asked."""


def queries(driver: Driver) -> Queries:
    """The queue's own statements, in its own schema."""
    return Queries(
        driver,
        qbe=QueryBuilderEnvironment(_SETTINGS),
        qbq=QueryQueueBuilder(_SETTINGS),
        qbs=QuerySchedulerBuilder(_SETTINGS),
    )


async def enqueue(
    uow: UnitOfWork, kind: JobKind, *, once: str | None = None, after: timedelta | None = None, **ids: str
) -> None:
    """Have `kind` done after this transaction commits, or so long `after` it; a rollback takes the job back.

    `ids` are identifiers only, never words a person typed. With `once`, a job of the same name that
    still waits is enough and no second one is added.
    """
    await queries(AsyncpgDriver(uow.raw)).enqueue(
        kind.value, msgspec.json.encode(ids), execute_after=after, dedupe_key=once, on_conflict="skip"
    )
