"""Counts days, months and metrics again, set-based: they always equal a live count of the fills."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.storage.unit_of_work import UnitOfWork
from core.summaries import statements

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A day to count again, as it stood when it was read."""

    user_id: UUID
    day: date
    version: int


async def list_marks(uow: UnitOfWork, *, user_id: UUID | None = None, limit: int = BATCH) -> list[Mark]:
    """The oldest marks; of one person if named, of all that the transaction can see otherwise."""
    rows = await uow.fetch(statements.LIST_MARKS, user_id, limit)
    return [Mark(user_id=row["user_id"], day=row["local_day"], version=row["version"]) for row in rows]


async def recount(uow: UnitOfWork, marks: Sequence[Mark]) -> None:
    """Count the marked days, then their months and metrics, and drop the marks that are still as read.

    A write that comes meanwhile raises its mark's version, so that the mark survives and the day is
    counted once more. Two counters of one day take turns (a lock that ends with the transaction).
    """
    if not marks:
        return
    users = [mark.user_id for mark in marks]
    days = [mark.day for mark in marks]
    await uow.execute(statements.LOCK_DAYS, users, days)
    for statement in (
        statements.CLEAR_DAYS,
        statements.COUNT_DAYS,
        statements.CLEAR_MONTHS,
        statements.COUNT_MONTHS,
        statements.CLEAR_METRICS,
    ):
        await uow.execute(statement, users, days)
    await uow.execute(statements.COUNT_METRICS, users, days, uow.now)
    await uow.execute(statements.DROP_MARKS, users, days, [mark.version for mark in marks])


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A day whose stored count differs from the live one although nothing marks it."""

    user_id: UUID
    day: date


async def repair(uow: UnitOfWork, *, since: date) -> list[Drift]:
    """Compare every stored day from `since` on with a live count and recount those that differ.

    Empty when all is well; anything in it is a bug to report.
    """
    rows = await uow.fetch(statements.LIST_DRIFT, since)
    drifts = [Drift(user_id=row["user_id"], day=row["day"]) for row in rows]
    await recount(uow, [Mark(user_id=drift.user_id, day=drift.day, version=-1) for drift in drifts])
    return drifts
