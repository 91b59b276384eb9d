"""What a platform must be able to do to say things, and the ways in which it may fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from core.messaging.addresses import Address, Platform
from core.messaging.screen import Screen
from core.outbox.message import Importance, Mode

__all__ = [
    "AddressGone",
    "AddressMoved",
    "Delivered",
    "DeliveryFailure",
    "FateUnknown",
    "Importance",
    "Messenger",
    "Mode",
    "NotEditable",
    "NotHere",
    "NotSent",
    "Outgoing",
    "RetryLater",
    "Undeliverable",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """One message on its way out.

    `id` is the same at every attempt: derive the platform's nonce from it. `screen` None: nothing is
    shown but the press is acknowledged (with `toast`, if there is one); as an EDIT the message loses its
    buttons, with `reply_to` that message gets the emoji `toast`, where the platform can. `reply_handle` is what the
    adapter put into the Inbound (a callback query id, an interaction token); it may have expired:
    fall back to an ordinary message. `ordinal` counts the messages of one answer from 0: the first one
    takes a deferred answer's place, later ones follow it. `edit_message` is set for EDIT only.
    `reply_to` is the person's message this answers, where quoting it helps (a group), else None.
    `pictures` maps a Picture's asset to its bytes.
    """

    id: UUID
    address: Address
    kind: Importance
    mode: Mode
    screen: Screen | None
    composed_at: datetime
    edit_message: str | None = None
    reply_handle: str | None = None
    reply_to: str | None = None
    toast: str | None = None
    ordinal: int = 0
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivered:
    """`message_id` None: the platform numbered nothing (an acknowledged press)."""

    message_id: str | None


class Messenger(Protocol):
    """One per bot. Every call has its own timeout; nothing here sleeps or retries."""

    platform: Platform
    bot: str

    async def deliver(self, message: Outgoing) -> Delivered:
        """Render and send. "Not modified" is a success, with the id of the edited message.

        Raises:
            DeliveryFailure: one of its kinds below, and nothing else.
        """
        ...

    def repeats_safely(self, message: Outgoing) -> bool:
        """Whether a second sending cannot be seen twice (the platform honours a nonce)."""
        ...


class DeliveryFailure(Exception):
    """Why a message is not known to have arrived; `reason` goes to the log and the row, never to a chat."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        super().__init__(reason)


class RetryLater(DeliveryFailure):
    """The platform asked to wait `seconds`. `whole_bot`: not only this chat."""

    def __init__(self, seconds: float, reason: str = "", *, whole_bot: bool = False) -> None:
        self.seconds = seconds
        self.whole_bot = whole_bot
        super().__init__(reason)


class AddressGone(DeliveryFailure):
    """Blocked, kicked, deactivated, deleted: nothing will arrive there until the person comes back."""


class AddressMoved(DeliveryFailure):
    """The chat has another id now (a group became a supergroup)."""

    def __init__(self, new_chat: str, reason: str = "") -> None:
        self.new_chat = new_chat
        super().__init__(reason)


class NotEditable(DeliveryFailure):
    """The message to edit is gone, too old, or of another make (text to picture): send a new one."""


class NotSent(DeliveryFailure):
    """Surely not sent (no connection, 5xx before anything happened): may be tried again."""


class FateUnknown(DeliveryFailure):
    """It may have arrived (the answer was lost)."""


class NotHere(DeliveryFailure):
    """Others would read along: it is for the person's private chat."""


class Undeliverable(DeliveryFailure):
    """The platform will never take this message (a malformed payload): a bug of ours."""
