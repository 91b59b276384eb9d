"""From the asset that a Picture block names to its bytes."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

from core.errors import NotFound
from core.identifiers import PictureId
from core.pictures.drawn import CHART, UPLOAD, find_png
from core.pictures.shelf import Shelf
from core.pictures.store import StoreAway
from core.storage.unit_of_work import UnitOfWork

_KEY = "select storage_key from attachments where user_id = $1 and id = $2"

Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


async def load_asset(begin: Begin, asset: str, shelf: Shelf) -> bytes | None:
    """The bytes of a drawn chart or of an upload; None if they are gone, or cannot be had now.

    The shelf is asked outside of the transaction that `begin` opens for the owner.
    """
    kind, _, name = asset.partition(":")
    try:
        found = UUID(name)
    except ValueError:
        return None
    async with begin() as uow:
        if f"{kind}:" == CHART:
            return await find_png(uow, PictureId(found))
        key = await uow.fetch_value(_KEY, uow.user_id, found) if f"{kind}:" == UPLOAD else None
    try:
        return None if key is None else await shelf.read(key)
    except (NotFound, StoreAway):
        return None
