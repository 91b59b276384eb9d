"""From the asset that a Picture block names to its bytes."""

from uuid import UUID

from core.errors import NotFound
from core.identifiers import PictureId
from core.pictures.drawn import CHART, UPLOAD, find_png
from core.pictures.shelf import Shelf
from core.storage.unit_of_work import UnitOfWork

_KEY = "select storage_key from attachments where user_id = $1 and id = $2"


async def load_asset(uow: UnitOfWork, asset: str, shelf: Shelf) -> bytes | None:
    """The bytes of a drawn chart or of an upload of this person; None if they are gone."""
    kind, _, name = asset.partition(":")
    try:
        found = UUID(name)
    except ValueError:
        return None
    if f"{kind}:" == CHART:
        return await find_png(uow, PictureId(found))
    if f"{kind}:" != UPLOAD:
        return None
    key = await uow.fetch_value(_KEY, uow.user_id, found)
    try:
        return None if key is None else await shelf.read(key)
    except NotFound:
        return None
