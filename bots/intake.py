"""The door for what people do: stored first, acknowledged afterwards, answered by a lane."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import msgspec

from bots.failures import Outage, compose_away
from bots.inbound import Inbound
from bots.lanes import Lanes
from core.clock import Clock
from core.conversations.inbox import Event, accept_event, find_ridden
from core.errors import Unavailable
from core.identifiers import UserId
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

    async def receive(self, inbound: Inbound) -> Received:
        received = await self._store(inbound)
        if received.is_new:
            self._lanes.wake(received.user)
        return received

    async def handle_now(self, inbound: Inbound) -> Screen | None:
        received = await self._store(inbound)
        if received.is_new:
            return await self._lanes.answer_now(received.user, received.inbox_id)
        return await find_ridden(received.user, received.inbox_id, now=self._clock.now())

    async def _store(self, inbound: Inbound) -> Received:
        now = self._clock.now()
        try:
            user, inbox_id, is_new = await accept_event(_as_event(inbound), now=now)
        except Unavailable as away:
            say = phrases(inbound.sender.locale or "en")
            must_tell = self._outage.must_tell(inbound.address, now)
            raise JournalAway(compose_away(say, inbound.address.platform) if must_tell else None) from away
        self._outage.end()
        return Received(user=user, inbox_id=inbox_id, is_new=is_new)


def _as_event(inbound: Inbound) -> Event:
    return Event(
        address=inbound.address,
        event=inbound.event,
        kind=inbound.kind.value,
        payload=msgspec.json.encode(inbound).decode(),
        platform_user=inbound.sender.platform_user,
        name=inbound.sender.name,
        username=inbound.sender.username,
        locale=inbound.sender.locale,
        is_direct=inbound.direct,
    )
