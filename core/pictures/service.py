"""Keeps what people send; a picture that cannot be fetched now is remembered by its reference."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from core.identifiers import new_id
from core.pictures.shelf import find_shelf
from core.storage.unit_of_work import UnitOfWork

_AT_PLATFORM = "at:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A picture as its platform names it; `size` 0: not told."""

    platform: str
    bot: str
    ref: str
    content_type: str
    size: int


async def keep_upload(uow: UnitOfWork, sent: Sent) -> UUID:
    """Fetch and keep the picture, attached to nothing yet; returns the attachment's id.

    If the platform does not give it now, the reference is kept in its place and nothing else is lost.
    """
    shelf = find_shelf()
    content = await shelf.find_bytes(sent.platform, sent.bot, sent.ref) if shelf else None
    if shelf is not None and content is not None:
        key, size, digest = await shelf.keep(content), len(content), sha256(content).digest()
    else:
        key = f"{_AT_PLATFORM}{sent.platform}:{sent.bot}:{sent.ref}"
        size, digest = max(sent.size, 1), sha256(key.encode()).digest()
    attachment = new_id()
    await uow.execute(
        """insert into attachments (user_id, id, content_type, sha256, size, storage_key)
        values ($1, $2, $3, $4, $5, $6)""",
        uow.user_id,
        attachment,
        sent.content_type.split(";")[0].strip().lower(),
        digest,
        size,
        key,
    )
    return attachment
