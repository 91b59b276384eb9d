"""The inbox from outside: an event is stored once, and people with something waiting are found."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from core.identifiers import UserId
from core.messaging.addresses import Address
from core.messaging.screen import Screen
from core.storage.doors import call_door
from core.storage.unit_of_work import begin

_ACCEPT = "select * from accept_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"

_RIDDEN = """
select screen from outbox where user_id = $1 and inbox_id = $2 and mode = 'body' and screen is not null
"""


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened on a platform. `payload` is its JSON; `event` the platform's id of it."""

    address: Address
    event: str
    kind: str
    payload: str
    platform_user: str
    name: str
    username: str | None = None
    locale: str | None = None
    is_direct: bool = True


async def accept_event(event: Event, *, now: datetime) -> tuple[UserId, UUID, bool]:
    """Store the event in one statement: whose it is, its row, and whether it is new.

    A stranger becomes a person with a default account. A repeat changes nothing.

    Raises:
        Unavailable: the database does not answer.
    """
    rows = await call_door(
        _ACCEPT,
        event.address.platform.value,
        event.address.bot,
        event.event,
        event.kind,
        event.platform_user,
        event.name,
        event.username,
        event.locale,
        event.address.chat if event.is_direct else None,
        event.payload,
        now,
    )
    row = rows[0]
    return UserId(row["user_id"]), row["inbox_id"], not row["is_duplicate"]


async def list_idle_lanes(*, now: datetime, limit: int) -> list[UserId]:
    """People with events that are due, the longest waiting first."""
    return [UserId(row[0]) for row in await call_door("select * from idle_lanes($1, $2)", limit, now)]


async def find_ridden(user_id: UserId, event: UUID, *, now: datetime) -> Screen | None:
    """The screen that rode in the webhook's answer to this event; None if it went another way."""
    async with begin(user_id, now=now) as uow:
        packed = await uow.fetch_value(_RIDDEN, user_id, event)
    return msgspec.json.decode(packed, type=Screen) if packed else None
