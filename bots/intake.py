"""The door for what people do: stored first, acknowledged afterwards, answered by a lane."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, cast
from uuid import UUID

import msgspec

from bots.failures import Outage, compose_away
from bots.inbound import Inbound, Sender
from bots.lanes import Lanes
from core.clock import Clock
from core.conversations.inbox import Event, accept_event, find_ridden
from core.errors import Unavailable
from core.identifiers import UserId
from core.messaging.addresses import Address
from core.messaging.phrases import phrases
from core.messaging.screen import Screen


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """`is_new` False: the platform told us before; nothing happens a second time."""

    user: UserId
    inbox_id: UUID
    is_new: bool


class JournalAway(Unavailable):
    """The event could not be stored: do not acknowledge it to the platform.

    `screen` is what to tell the chat directly, None when it was told before in this outage.
    """

    def __init__(self, screen: Screen | None) -> None:
        self.screen = screen
        super().__init__()


class Intake(Protocol):
    """What the platforms' adapters call."""

    async def receive(self, inbound: Inbound) -> Received:
        """Store the event and wake the person's lane; acknowledge to the platform afterwards.

        Raises:
            JournalAway: the database does not answer.
        """
        ...

    async def handle_now(self, inbound: Inbound) -> Screen | None:
        """Store and handle in this call; the screen may ride in the webhook's answer (no buttons).

        None: the answer, if any, goes by the outbox. A repeated event gets the same stored screen.

        Raises:
            JournalAway: the database does not answer.
        """
        ...


class LaneIntake:
    """The intake of a process that runs lanes."""

    def __init__(self, lanes: Lanes, clock: Clock) -> None:
        self._lanes = lanes
        self._clock = clock
        self._outage = Outage()
        self._regulars = Regulars()

    async def receive(self, inbound: Inbound) -> Received:
        received = await self._store(_as_event(inbound), inbound)
        if received.is_new:
            self._lanes.wake(received.user)
        return received

    async def handle_now(self, inbound: Inbound) -> Screen | None:
        event = _as_event(inbound)
        regular = self._regulars.find(inbound, self._clock.now())
        if regular and not inbound.album:
            answered = await self._lanes.answer_fresh(regular, inbound, event)
            if answered is not None:
                return answered.riding
        received = await self._store(event, inbound)
        if received.is_new:
            return await self._lanes.answer_now(received.user, received.inbox_id)
        return await find_ridden(received.user, received.inbox_id, now=self._clock.now())

    async def _store(self, event: Event, inbound: Inbound) -> Received:
        now = self._clock.now()
        try:
            user, inbox_id, is_new = await accept_event(event, now=now)
        except Unavailable as away:
            say = phrases(inbound.sender.locale or "en")
            must_tell = self._outage.must_tell(inbound.address, now)
            raise JournalAway(compose_away(say, inbound.address.platform) if must_tell else None) from away
        self._outage.end()
        self._regulars.learn(inbound, user, now)
        return Received(user=user, inbox_id=inbox_id, is_new=is_new)


class Regulars:
    """Who wrote here lately under the same names: their account needs no refreshing for a while."""

    def __init__(self, *, fresh_for: timedelta = timedelta(minutes=30), most: int = 20_000) -> None:
        self._fresh_for = fresh_for
        self._most = most
        self._known: dict[tuple[Address, Sender], tuple[UserId, datetime]] = {}

    def learn(self, inbound: Inbound, user: UserId, now: datetime) -> None:
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[(inbound.address, inbound.sender)] = (user, now)

    def find(self, inbound: Inbound, now: datetime) -> UserId | None:
        known = self._known.get((inbound.address, inbound.sender))
        return known[0] if known and now - known[1] < self._fresh_for else None


def _as_event(inbound: Inbound) -> Event:
    payload = _encode(inbound)
    if payload is None or rb"\u0000" in payload:
        inbound = msgspec.convert(_clean(msgspec.to_builtins(inbound)), Inbound)
        payload = msgspec.json.encode(inbound)
    return Event(
        address=inbound.address,
        event=inbound.event,
        kind=inbound.kind.value,
        payload=payload.decode(),
        platform_user=inbound.sender.platform_user,
        name=inbound.sender.name,
        username=inbound.sender.username,
        locale=inbound.sender.locale,
        is_direct=inbound.direct,
    )


def _encode(inbound: Inbound) -> bytes | None:
    """None: a lone surrogate is in it, which no UTF-8 can hold."""
    try:
        return msgspec.json.encode(inbound)
    except UnicodeEncodeError:
        return None


def _clean(value: object) -> object:
    """Without the characters that PostgreSQL cannot keep: NUL and lone surrogates."""
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode()
        case dict():
            return {_clean(key): _clean(each) for key, each in cast("dict[str, object]", value).items()}
        case list() | tuple():
            return [_clean(each) for each in cast("list[object]", value)]
        case _:
            return value
