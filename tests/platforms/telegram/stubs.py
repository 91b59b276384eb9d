"""What stands behind Telegram's door in its own tests: an intake that notes, a lock that is held."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

from bots.inbound import Inbound
from bots.intake import Received
from core.identifiers import UserId
from core.messaging.screen import Screen
from tests.patience import PATIENCE


class NotingIntake:
    """Stores in a list; `failures` are raised one after the other before anything is stored."""

    def __init__(self) -> None:
        self.stored: list[Inbound] = []
        self.failures: list[Exception] = []
        self.answers: dict[str, Screen | None] = {}
        self.reply: Callable[[Inbound], Screen | None] = lambda _: None
        self.changed = asyncio.Condition()

    async def receive(self, inbound: Inbound) -> Received:
        if self.failures:
            raise self.failures.pop(0)
        is_new = inbound.event not in self.answers
        if is_new:
            self.answers[inbound.event] = self.reply(inbound)
            self.stored.append(inbound)
        async with self.changed:
            self.changed.notify_all()
        return Received(user=UserId(uuid4()), inbox_id=uuid4(), is_new=is_new)

    async def handle_now(self, inbound: Inbound) -> Screen | None:
        await self.receive(inbound)
        return self.answers[inbound.event]

    async def hears(self, *texts: str, seconds: float = PATIENCE) -> list[Inbound]:
        """Wait until exactly these texts are stored, in this order."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(lambda: [inbound.text for inbound in self.stored] == list(texts))
        return self.stored


class Held:
    """The leader lock of a process that is alone. `lost` can be set by a test; `refusals` come first."""

    def __init__(self) -> None:
        self.lost = asyncio.Event()
        self.refusals: list[OSError] = []
        self.times = 0

    @asynccontextmanager
    async def lead(self) -> "AsyncGenerator[Held]":
        if self.refusals:
            raise self.refusals.pop()
        self.times += 1
        yield self
        self.lost.clear()
