"""Uploads in the database: noted in the transaction of the message, kept by a job, taken away if they are none."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from core.identifiers import TradeId, new_id
from core.jobs.queue import JobKind, enqueue
from core.pictures.cleaning import CleanPicture
from core.storage.unit_of_work import UnitOfWork

_AT_PLATFORM = "at:"
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A picture as its platform names it; `size` 0: not told."""

    platform: str
    bot: str
    ref: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An upload that still lies at its platform. `trade` None: it belongs to none (yet, or any more)."""

    id: UUID
    sent: Sent
    trade: TradeId | None
    since: datetime


async def keep_upload(uow: UnitOfWork, sent: Sent) -> UUID:
    """Note the picture, attached to nothing yet; returns the attachment's id.

    Its bytes are fetched after this transaction, by a job: nothing that a platform or a store does can hold up
    the message or lose its words.
    """
    key = f"{_AT_PLATFORM}{sent.platform}:{sent.bot}:{sent.ref}"
    given = sent.content_type.split(";")[0].strip().lower()
    attachment = new_id()
    await uow.execute(
        """insert into attachments (user_id, id, content_type, sha256, size, storage_key)
        values ($1, $2, $3, $4, $5, $6)""",
        uow.user_id,
        attachment,
        given if _MIME.fullmatch(given) else _UNKNOWN,
        sha256(key.encode()).digest(),
        max(sent.size, 1),
        key,
    )
    await enqueue(uow, JobKind.KEEP, user=str(uow.user_id), attachment=str(attachment))
    return attachment


async def find_waiting(uow: UnitOfWork, attachment: UUID) -> Waiting | None:
    """None: it is kept already, or gone."""
    row = await uow.fetch_one(
        """select trade_id, content_type, size, storage_key, created_at from attachments
        where user_id = $1 and id = $2 and starts_with(storage_key, $3)""",
        uow.user_id,
        attachment,
        _AT_PLATFORM,
    )
    if row is None:
        return None
    platform, bot, ref = row["storage_key"].removeprefix(_AT_PLATFORM).split(":", 2)
    sent = Sent(platform=platform, bot=bot, ref=ref, content_type=row["content_type"], size=row["size"])
    trade = None if row["trade_id"] is None else TradeId(row["trade_id"])
    return Waiting(id=attachment, sent=sent, trade=trade, since=row["created_at"])


async def note_kept(uow: UnitOfWork, attachment: UUID, picture: CleanPicture, key: str) -> None:
    """Its bytes lie on the shelf under `key` now."""
    await uow.execute(
        """update attachments set content_type = $3, sha256 = $4, size = $5, width = $6, height = $7, storage_key = $8
        where user_id = $1 and id = $2""",
        uow.user_id,
        attachment,
        picture.content_type,
        sha256(picture.content).digest(),
        len(picture.content),
        picture.width,
        picture.height,
        key,
    )


async def forget_upload(uow: UnitOfWork, attachment: UUID) -> None:
    """It was no picture, or its platform does not give it any more; the trade keeps its words."""
    await uow.execute("delete from attachments where user_id = $1 and id = $2", uow.user_id, attachment)
