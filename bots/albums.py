"""Albums: their pictures come as events of their own; the first one waits a moment and gathers the rest."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from msgspec.structs import replace

from bots.inbound import Inbound
from core.conversations.service import take_album
from core.storage.unit_of_work import UnitOfWork

SETTLES_AFTER = timedelta(seconds=1)
"""Source: vercel/chat, adapter-telegram: the parts of an album arrive within a second."""

_DECODE = msgspec.json.Decoder(Inbound)


def find_settling(inbound: Inbound, now: datetime) -> datetime | None:
    """When all pictures of this one's album will have come; None: now, or it belongs to none."""
    if inbound.album is None:
        return None
    settles_at = inbound.received_at + SETTLES_AFTER
    return settles_at if now < settles_at else None


async def gather_album(uow: UnitOfWork, event: UUID, inbound: Inbound) -> Inbound:
    """The whole album as one event: every picture, and the words from whichever part has them."""
    rest = [_DECODE.decode(payload) for payload in await take_album(uow, event, inbound.album or "")]
    parts = [inbound, *rest]
    worded = next((part for part in parts if part.text or part.command), inbound)
    return replace(worded, uploads=tuple(upload for part in parts for upload in part.uploads))
