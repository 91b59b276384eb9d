"""Deciding to say something: a row in the transaction that decided it."""

from collections.abc import Sequence
from datetime import datetime

from core.identifiers import UserId
from core.outbox.message import OutboundMessage
from core.outbox.rows import INSERT, SUPERSEDE, has_edits, pack_messages
from core.storage.unit_of_work import UnitOfWork

_ENQUEUE = INSERT.format(user="$1", messages="$2")
_SUPERSEDE = SUPERSEDE.format(user="$1", messages="$2")

_FORGET = """
delete from outbox where state not in ('ready', 'sending') and created_at < $1
"""


async def enqueue(uow: UnitOfWork, *messages: OutboundMessage, user_id: UserId | None = None) -> None:
    """Say these to the tenant (or, as a job, to `user_id`) once this transaction is committed.

    One with a dedupe key that was used before is left out.
    """
    await enqueue_all(uow, messages, user_id=user_id or uow.user_id)


async def enqueue_all(uow: UnitOfWork, messages: Sequence[OutboundMessage], *, user_id: UserId) -> None:
    """`enqueue` for a list."""
    if not messages:
        return
    packed = pack_messages(messages, uow.now)
    if has_edits(messages):
        await uow.execute(_SUPERSEDE, user_id, packed)
    await uow.execute(_ENQUEUE, user_id, packed)


async def forget_sent(uow: UnitOfWork, *, before: datetime) -> int:
    """Delete rows that are over and older than `before` (a job; 72 h behind the clock). Their words
    were emptied when they were sent.
    """
    return await uow.execute(_FORGET, before)
