"""The door for what people do: stored first, acknowledged afterwards, answered by a lane."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from bots.inbound import Inbound
from core.errors import Unavailable
from core.identifiers import UserId
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
