"""The outbox from the side of whoever delivers: due messages are claimed, and settled one by one."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from msgspec import Struct

from core.identifiers import UserId
from core.messaging.addresses import Address, Platform
from core.messaging.screen import Screen
from core.outbox.message import Importance, Mode
from core.storage.doors import call_door

_SETTLE = "select settle_outbox($1, $2, $3, $4, $5, $6, $7)"
_SCREEN = msgspec.json.Decoder(Screen)


class State(StrEnum):
    """READY waits for its time, SENDING is claimed; the others are ends. UNCERTAIN: it may have arrived."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Queued(Struct, frozen=True, kw_only=True):
    """A claimed message. `problem` is what the last attempt met; `screen` None only acknowledges."""

    id: UUID
    user_id: UserId
    address: Address
    kind: Importance
    mode: Mode
    screen: Screen | None
    edit_message: str | None
    reply_handle: str | None
    reply_to: str | None
    toast: str | None
    ordinal: int
    attempts: int
    claimed_at: datetime
    composed_at: datetime
    problem: str | None


async def claim_messages(platform: Platform, bot: str, *, limit: int, now: datetime) -> list[Queued]:
    """Take due messages, one per chat at most: the next of a chat waits until this one is settled.

    Raises:
        Unavailable: the database does not answer.
    """
    rows = await call_door("select * from claim_outbox($1, $2, $3, $4)", platform.value, bot, limit, now)
    return [_read(row) for row in rows]


async def reclaim_messages(
    platform: Platform, bot: str, *, before: datetime, limit: int, now: datetime
) -> list[Queued]:
    """Take over what somebody claimed before `before` and never settled: its fate is unknown."""
    rows = await call_door(
        "select * from reclaim_outbox($1, $2, $3, $4, $5)", platform.value, bot, before, limit, now
    )
    return [_read(row) for row in rows]


async def settle_message(
    message: Queued,
    state: State,
    *,
    now: datetime,
    message_id: str | None = None,
    problem: str | None = None,
    retry_at: datetime | None = None,
) -> None:
    """Store what became of a claimed message; a numbered one becomes the card of its subject."""
    await call_door(_SETTLE, message.id, message.user_id, state.value, message_id, problem, retry_at, now)


def _read(row: asyncpg.Record) -> Queued:
    packed: Any = row["screen"]
    return Queued(
        id=row["id"],
        user_id=UserId(row["user_id"]),
        address=Address(
            platform=Platform(row["platform"]), bot=row["bot"], chat=row["chat_id"], thread=row["thread"]
        ),
        kind=Importance(row["kind"]),
        mode=Mode(row["mode"]),
        screen=_SCREEN.decode(packed) if packed and packed != "null" else None,
        edit_message=row["edit_message_id"],
        reply_handle=row["reply_handle"],
        reply_to=row["reply_to"],
        toast=row["toast"],
        ordinal=row["ordinal"],
        attempts=row["attempts"],
        claimed_at=row["claimed_at"],
        composed_at=row["created_at"],
        problem=row["error"],
    )
