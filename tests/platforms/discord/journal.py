"""The whole product behind Discord's door: real router, lanes, outbox and database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bots.answering import Answering
from bots.delivery import Delivery
from bots.discord.door import DiscordDoor, DiscordSettings
from bots.intake import LaneIntake
from bots.journal import build_repertoire
from bots.lanes import Lanes
from bots.pacing import Pacing
from bots.router import Router
from core.clock import Clock
from core.messaging.addresses import Address
from tests.builders.desk import KEYRING
from tests.platforms.discord.conftest import lead_alone
from tests.platforms.discord.server import DiscordServer


class Unpaced(Pacing):
    """A test need not wait for Discord's patience."""

    async def reserve(self, address: Address, *, is_reply: bool = False) -> float:
        return 0.0


class Journal:
    """One process of the product. Several may share a database and a server, one after the other."""

    def __init__(self, server: DiscordServer, clock: Clock) -> None:
        repertoire = build_repertoire()
        self.clock = clock
        self.lanes = Lanes(Answering(Router(repertoire, KEYRING), clock), clock, speak=self.speak)
        settings = DiscordSettings(token=server.token, api_url=server.url, gateway_url=server.gateway_url)
        self.door = DiscordDoor(
            settings,
            intake=LaneIntake(self.lanes, clock),
            clock=clock,
            lead=lead_alone,
            commands=repertoire.commands,
            first_pause=0.01,
        )
        self.delivery = Delivery(
            self.door.messenger, clock=clock, pacing=Unpaced(None), load_picture=_no_picture, is_alone=True
        )

    def speak(self) -> None:
        self.delivery.wake()


@asynccontextmanager
async def open_journal(server: DiscordServer, clock: Clock) -> AsyncIterator[Journal]:
    """Listening and answering inside the block; nothing of it is left in memory after it."""
    journal = Journal(server, clock)
    before = server.gateway.identified
    tasks = [asyncio.create_task(journal.lanes.run()), asyncio.create_task(journal.delivery.run())]
    await journal.door.start()
    try:
        await server.world.changed(lambda: server.gateway.identified > before and server.world.commands)
        yield journal
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await journal.door.stop()


async def _no_picture(_user: object, _asset: str) -> bytes | None:
    return None
