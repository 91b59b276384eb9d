"""Clears away uploads that belong to nothing: rows that no trade took, bytes that no row names."""

from datetime import datetime, timedelta
from uuid import UUID

from core.pictures.shelf import Shelf
from core.pictures.store import Stored
from core.storage.unit_of_work import UnitOfWork, begin_service

_FORGET = """
delete from attachments a where a.trade_id is null and a.created_at < $1
    and not exists (select from trade_acts t where t.user_id = a.user_id and t.undone_at is null
        and t.at > $2 and t.before -> 'pictures' ? a.id::text)
"""
_UNDO = timedelta(days=30)
"""So long Undo brings a picture back that was taken off a trade."""

_NAMED = """
select distinct a.storage_key from unnest($1::uuid[], $2::text[]) as lying(owner, key)
join attachments a on a.user_id = lying.owner and a.storage_key = lying.key
"""


async def forget_loose_uploads(uow: UnitOfWork, *, before: datetime) -> None:
    """Delete the rows of pictures that were sent `before` and belong to no trade, unless Undo may still want them."""
    await uow.execute(_FORGET, before, before - _UNDO)


async def sweep_shelf(shelf: Shelf, *, now: datetime, before: datetime) -> int:
    """Drop the bytes put there `before` that no row names; how many.

    `before` must leave time between putting bytes and noting them.
    """
    dropped = 0
    async for batch in shelf.list_all(before=before):
        async with begin_service(now=now) as uow:
            named = await _list_named(uow, batch)
        loose = [each.key for each in batch if each.key not in named]
        await shelf.drop(loose)
        dropped += len(loose)
    return dropped


async def _list_named(uow: UnitOfWork, batch: list[Stored]) -> set[str]:
    owners = {each.key: owner for each in batch if (owner := _find_owner(each.key)) is not None}
    rows = await uow.fetch(_NAMED, list(owners.values()), list(owners))
    return {row["storage_key"] for row in rows}


def _find_owner(key: str) -> UUID | None:
    try:
        return UUID(key.partition("/")[0])
    except ValueError:
        return None
