"""The whole path in one process: intake, lanes, router and delivery around a messenger that remembers."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bots.answering import Answering
from bots.delivery import Delivery
from bots.inbound import Inbound
from bots.intake import LaneIntake, Received
from bots.lanes import Lanes
from bots.pacing import Pacing
from bots.repertoire import Repertoire
from bots.router import Router
from core.clock import Clock
from core.conversations.prompts import Prompt, put_prompts
from core.conversations.tokens import Keyring
from core.identifiers import UserId
from core.storage.unit_of_work import begin_service
from tests.builders.repertoire import a_repertoire
from tests.builders.talk import RecordingMessenger
from tests.patience import PATIENCE

KEYRING = Keyring([b"k" * 32])


class TestDesk:
    """`tell` gives an event and waits until everything that follows from it is over."""

    __test__ = False

    def __init__(
        self,
        clock: Clock,
        repertoire: Repertoire | None = None,
        *,
        messenger: RecordingMessenger | None = None,
    ) -> None:
        self.clock = clock
        self.messenger = messenger or RecordingMessenger()
        self.delivery = Delivery(
            self.messenger, clock=clock, pacing=Pacing(None), load_picture=_no_picture, is_alone=True
        )
        self.answering = Answering(Router(repertoire or a_repertoire(), KEYRING), clock)
        self.lanes = Lanes(self.answering, clock, speak=self.delivery.wake)
        self.intake = LaneIntake(self.lanes, clock)

    async def tell(self, inbound: Inbound) -> Received:
        received = await self.intake.receive(inbound)
        await self.settle()
        return received

    async def prompt(self, user: UserId, prompt: str, args: Mapping[str, str], event_id: str) -> None:
        """Let a conversation come due, as the clock does."""
        async with begin_service(now=self.clock.now()) as uow:
            await put_prompts(uow, [Prompt(user_id=user, event=event_id, name=prompt, args=args)])
        self.lanes.wake(user)
        await self.settle()

    async def settle(self, *, within: timedelta = timedelta()) -> None:
        """Wait until nothing is due any more, nor will be `within` so long."""
        async with asyncio.timeout(PATIENCE):
            while await count_due(self.clock.now() + within):
                self.delivery.wake()
                await asyncio.sleep(0.01)

    @property
    def words(self) -> list[str]:
        return self.messenger.words


@asynccontextmanager
async def running(desk: TestDesk) -> AsyncIterator[TestDesk]:
    tasks = [asyncio.create_task(desk.lanes.run()), asyncio.create_task(desk.delivery.run())]
    await asyncio.sleep(0)
    try:
        yield desk
    finally:
        desk.lanes.drain()
        desk.delivery.drain()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def count_due(at: datetime) -> int:
    """Events and messages that somebody should be working on."""
    async with begin_service(now=at) as uow:
        return await uow.fetch_value(
            """select (select count(*) from inbox where status = 'pending' and (not_before is null or not_before <= $1)
                or status = 'deferred' and not_before <= $1)
            + (select count(*) from outbox where (state = 'ready' and not_before <= $1) or state = 'sending')""",
            at,
        )


async def name_of(user: UserId, clock: Clock) -> str:
    async with begin_service(now=clock.now()) as uow:
        return await uow.fetch_value("select name from users where id = $1", user)


async def _no_picture(_user: UserId, _asset: str) -> bytes | None:
    return None
