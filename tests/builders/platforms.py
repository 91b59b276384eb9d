"""The whole product behind three platforms at once, without their libraries: one person's chats on each."""

import asyncio
from itertools import count

from bots.delivery import Delivery
from bots.inbound import Kind
from bots.journal import build_repertoire
from bots.messenger import Delivered, Outgoing
from bots.pacing import Pacing
from core.clock import Clock
from core.identifiers import UserId
from core.messaging.addresses import Address, Platform
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk
from tests.builders.talk import RecordingMessenger, an_event

_messages = count(1)


class ThreePlatforms(TestDesk):
    """Telegram, Discord and the web chat; `chat` gives somebody's chat on one of them."""

    def __init__(self, clock: Clock, *, messenger: RecordingMessenger | None = None) -> None:
        super().__init__(clock, build_repertoire(), messenger=messenger)
        self.delivery = _Deliveries(self.messenger, clock)  # pyright: ignore[reportAttributeAccessIssue]
        self.lanes._speak = self.delivery.wake  # pyright: ignore[reportPrivateUsage]

    def chat(self, platform: Platform, person: str = "ana") -> "PlatformChat":
        return PlatformChat(self, platform, f"{person}@{platform.value}")


class _Unpaced(Pacing):
    """Nobody waits for a platform's patience here."""

    async def reserve(self, address: Address, *, is_reply: bool = False) -> float:
        return 0.0


class _Deliveries:
    """One delivery for each platform, all into one book."""

    def __init__(self, book: RecordingMessenger, clock: Clock) -> None:
        self._all = [
            Delivery(
                _Line(platform, book),
                clock=clock,
                pacing=_Unpaced(None),
                load_picture=_no_picture,
                is_alone=True,
            )
            for platform in Platform
        ]

    def wake(self) -> None:
        for delivery in self._all:
            delivery.wake()

    def drain(self) -> None:
        for delivery in self._all:
            delivery.drain()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            for delivery in self._all:
                tasks.create_task(delivery.run())


class _Line:
    """A messenger of one platform that writes into the common book."""

    bot = "test"

    def __init__(self, platform: Platform, book: RecordingMessenger) -> None:
        self.platform = platform
        self._book = book

    async def deliver(self, message: Outgoing) -> Delivered:
        return await self._book.deliver(message)

    def repeats_safely(self, message: Outgoing) -> bool:
        return self._book.repeats_safely(message)


class PlatformChat(Chat):
    """A person's private chat on one platform."""

    def __init__(self, desk: ThreePlatforms, platform: Platform, person: str) -> None:
        super().__init__(desk, person)
        self.platform = platform

    async def type(self, text: str, *, reply_to: str | None = None, message: str | None = None) -> str:
        sent = message or f"typed-{next(_messages)}"
        command, text = self._split(text)
        event = an_event(
            text,
            person=self.person,
            command=command,
            message=sent,
            reply_to=reply_to,
            platform=self.platform,
            direct=self._direct,
        )
        await self._desk.tell(event)
        return self.says

    async def tap(self, label: str, *, on: str | None = None) -> str:
        number, token = self._find_button(label, on)
        await self._desk.tell(
            an_event(
                person=self.person,
                token=token,
                message=number,
                platform=self.platform,
                kind=Kind.ACTION,
                direct=self._direct,
            )
        )
        return self.says

    @staticmethod
    def _split(text: str) -> tuple[str | None, str]:
        if not text.startswith("/"):
            return None, text
        command, _, rest = text[1:].partition(" ")
        return command, rest


async def _no_picture(_user: UserId, _asset: str) -> bytes | None:
    return None
