"""The real discord.py against our own Discord; only the journal behind the door is a stand-in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bots.commands.registry import Argument, Command, Source
from bots.commands.registry import register as register_commands
from bots.discord.door import DiscordDoor, DiscordSettings, Lead
from bots.glancing import Glances, Look, Proposal
from bots.inbound import Inbound
from bots.intake import JournalAway, Received
from bots.turn import Answer, Turn
from core.clock import Clock
from core.identifiers import UserId
from core.messaging.addresses import Platform
from core.messaging.screen import Screen
from tests.patience import PATIENCE
from tests.platforms.discord.server import DiscordServer

USER = UserId(uuid4())


class ServerClock:
    """The journal's clock shows what the server's does."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._server.clock.now(), UTC)


class Inbox:
    """Stands in for the journal: keeps what it is given, or fails as it is told."""

    def __init__(self) -> None:
        self.received: list[Inbound] = []
        self.fails: Exception | None = None
        self.open = asyncio.Event()
        self.open.set()
        self._news = asyncio.Condition()

    async def receive(self, inbound: Inbound) -> Received:
        await self.open.wait()
        if self.fails:
            raise self.fails
        async with self._news:
            self.received.append(inbound)
            self._news.notify_all()
        return Received(user=USER, inbox_id=uuid4(), is_new=True)

    async def handle_now(self, inbound: Inbound) -> Screen | None:
        raise JournalAway(None)

    async def next(self, count: int = 1) -> Inbound:
        """The `count`-th thing received, once it is there."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: len(self.received) >= count)
        return self.received[count - 1]


class Blind(Glances):
    """Finds out nothing, as if everybody were a stranger."""

    async def look(self, platform: Platform, person: str) -> Look | None:
        return None

    async def propose(
        self, platform: Platform, person: str, source: Source, typed: str, *, locale: str | None
    ) -> tuple[Proposal, ...]:
        return ()


class Leading:
    def __init__(self) -> None:
        self.lost = asyncio.Event()


@asynccontextmanager
async def lead_alone() -> AsyncIterator[Leading]:
    yield Leading()


async def never_asked(turn: Turn) -> Answer:
    raise AssertionError("the journal behind the door is a stand-in")


COMMANDS = register_commands(
    [
        Command(
            name="log",
            description="Log a trade",
            handler=never_asked,
            arguments=(
                Argument(name="trade", description="long EURUSD 1.0850 sl 1.0820 0.5 lots"),
                Argument(name="stop", description="A price", lead="sl "),
                Argument(name="symbol", description="The market", source=Source.MARKET),
                Argument(name="picture", description="A screenshot", picture=True),
            ),
        ),
        Command(name="today", description="How today went", handler=never_asked),
        Command(name="secret", description="Not in menus", handler=never_asked, listed=False),
    ]
)


def make_door(
    server: DiscordServer,
    inbox: Inbox,
    *,
    clock: Clock | None = None,
    token: str | None = None,
    lead: Lead = lead_alone,
    glances: Glances | None = None,
) -> DiscordDoor:
    settings = DiscordSettings(
        token=token or server.token, api_url=server.url, gateway_url=server.gateway_url
    )
    return DiscordDoor(
        settings,
        intake=inbox,
        clock=clock or ServerClock(server),
        lead=lead,
        commands=COMMANDS,
        glances=glances or Blind(clock or ServerClock(server)),
        first_pause=0.01,
    )


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    server = DiscordServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def door(server: DiscordServer, inbox: Inbox) -> AsyncIterator[DiscordDoor]:
    """A door that is open: logged in, connected, its commands known to Discord."""
    door = make_door(server, inbox)
    await door.start()
    await server.world.changed(lambda: server.gateway.is_connected and server.world.commands)
    yield door
    await door.stop()
