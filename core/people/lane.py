"""Takes a person's lane: the next event, who they are, and where their conversation stands, in one question.

The lane is an advisory lock of the transaction, tried when it begins. It must be taken in a statement of its
own: a statement that both locks and reads would read what was true before the lock.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import msgspec

from core.conversations.conversation import Conversation
from core.conversations.inbox import Event
from core.identifiers import UserId, new_id
from core.messaging.addresses import Address
from core.people.person import Person
from core.people.queries import PERSON_COLUMNS, Row, read_person
from core.storage.leader import lock_key
from core.storage.unit_of_work import Actor, Channel, UnitOfWork

_STANDING = """
    c.dialog, c.version, c.step, c.answers, c.revision, c.since, c.address, c.message_id, c.started_at, c.expires_at
"""

_CLAIM = f"""
with next as materialized (
    select id, payload, attempts, platform from inbox
    where user_id = $1 and current_setting('app.lock', true) = 't'
      and (status = 'pending' and (not_before is null or not_before <= $2) or status = 'deferred' and not_before <= $2)
      and ($3::uuid is null or id = $3)
    order by seq limit 1
)
select n.id, n.payload, n.attempts, {PERSON_COLUMNS.strip()},
    {_STANDING.strip()}, n.platform, current_setting('app.lock', true) = 't' as mine,
    set_config('app.channel', n.platform, true), set_config('app.request_id', n.id::text, true)
from (select 1) one
left join next n on true
left join (users u join trading_accounts a on a.user_id = u.id and a.is_default) on u.id = $1 and n.id is not null
left join conversations c on c.user_id = $1 and n.id is not null
"""  # noqa: S608 - made of constants


_CLAIM_FRESH = f"""
with free as materialized (
    select 1 where current_setting('app.lock', true) = 't'
      and exists (
        select 1 from chat_accounts c
        where c.user_id = $1 and c.platform = $4 and c.platform_user_id = $8 and c.state = 'active'
          and not exists (
            select 1 from chat_accounts o
            where o.user_id = $1 and o.id <> c.id and o.last_seen_at >= c.last_seen_at))
      and not exists (
        select 1 from inbox
        where user_id = $1 and status in ('pending', 'deferred') and (not_before is null or not_before <= $2))
), stored as (
    insert into inbox (user_id, id, platform, bot, event_id, kind, received_at)
    select $1, $3, $4, $5, $6, $7, $2 from free
    on conflict do nothing returning id
)
select s.id, 0 as attempts, null as payload, {PERSON_COLUMNS.strip()},
    {_STANDING.strip()}, $4 as platform,
    set_config('app.channel', $4, true), set_config('app.request_id', s.id::text, true)
from stored s
join users u on u.id = $1
join trading_accounts a on a.user_id = u.id and a.is_default
left join conversations c on c.user_id = $1
"""  # noqa: S608 - made of constants


_CONVERSATION = f"select {_STANDING.strip()} from conversations c where c.user_id = $1"  # noqa: S608 - made of constants


class Standing(StrEnum):
    """BUSY: somebody else has the lane. EMPTY: nothing is to be done now."""

    BUSY = "busy"
    EMPTY = "empty"


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """The oldest event of the person, for as long as the transaction lasts; the audit knows of it.
    `payload` is JSON; empty for one that was never stored.
    """

    event: UUID
    payload: str
    attempts: int
    person: Person
    conversation: Conversation


def lane_key(user_id: UserId) -> int:
    """The advisory lock of a person's lane."""
    return lock_key(f"lane:{user_id}")


async def claim_event(uow: UnitOfWork, only: UUID | None = None) -> Claimed | Standing:
    """Take the oldest event that is due (or `only` that one), in a transaction begun with the lane's lock."""
    row = await uow.fetch_one(_CLAIM, uow.user_id, uow.now, only)
    if row is None or not row["mine"]:
        return Standing.BUSY
    return Standing.EMPTY if row["id"] is None else _read_claimed(uow, row)


async def claim_fresh(uow: UnitOfWork, event: Event) -> Claimed | None:
    """Store an event and take it at once, in a transaction begun with the lane's lock.

    None, and nothing stored, unless the lane is free, nothing else is due, the event is new and the
    account is known, active and the one that its person used last: the ordinary way then has to be
    taken. The payload is not stored: it is needed only until the end of this transaction.
    """
    row = await uow.fetch_one(
        _CLAIM_FRESH,
        uow.user_id,
        uow.now,
        new_id(),
        event.address.platform.value,
        event.address.bot,
        event.event,
        event.kind,
        event.platform_user,
    )
    return _read_claimed(uow, row) if row else None


async def find_conversation(uow: UnitOfWork) -> Conversation:
    """What the tenant is in the middle of, outside of their lane: it may be over in the next moment."""
    row = await uow.fetch_one(_CONVERSATION, uow.user_id)
    return _read_conversation(row) if row is not None else Conversation()


def _read_claimed(uow: UnitOfWork, row: Row) -> Claimed:
    uow.actor = Actor(user_id=uow.user_id, channel=Channel(row["platform"]), request_id=str(row["id"]))
    return Claimed(
        event=row["id"],
        payload=row["payload"] or "",
        attempts=row["attempts"],
        person=read_person(row),
        conversation=_read_conversation(row) if row["revision"] is not None else Conversation(),
    )


def _read_conversation(row: Row) -> Conversation:
    if not row["dialog"]:
        return Conversation(revision=row["revision"])
    return Conversation(
        dialog=row["dialog"],
        version=row["version"],
        step=row["step"],
        answers=msgspec.json.decode(row["answers"], type=dict[str, str | None]),
        revision=row["revision"],
        since=row["since"],
        address=msgspec.json.decode(row["address"], type=Address) if row["address"] else None,
        message=row["message_id"],
        started_at=row["started_at"],
        expires_at=row["expires_at"],
    )
