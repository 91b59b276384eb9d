"""One process listens; one whose database went away goes on, until another has taken over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.platforms.discord.conftest import Inbox, Leading, make_door
from tests.platforms.discord.server import DiscordServer


class Lock:
    """The leader lock: free, away, or somebody else's."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.free.set()
        self.is_away = False
        self.asked = 0
        self.leading: Leading | None = None

    @asynccontextmanager
    async def lead(self) -> AsyncIterator[Leading]:
        self.asked += 1
        if self.is_away:
            raise ConnectionError("the lock cannot be had")
        await self.free.wait()
        self.leading = Leading()
        yield self.leading

    def lose(self) -> None:
        assert self.leading is not None
        self.leading.lost.set()


@pytest.fixture
def lock() -> Lock:
    return Lock()


async def test_without_the_lock_nobody_listens(server: DiscordServer, inbox: Inbox, lock: Lock) -> None:
    lock.free.clear()
    door = make_door(server, inbox, lead=lock.lead)
    await door.start()
    await server.world.changed(lambda: server.asked("GET", "/oauth2/applications/@me"))
    async with asyncio.timeout(3):
        await door.stop()
    assert 0 == server.gateway.identified


async def test_with_the_lock_away_the_connection_stays(
    server: DiscordServer, inbox: Inbox, lock: Lock
) -> None:
    door = make_door(server, inbox, lead=lock.lead)
    await door.start()
    await server.world.changed(lambda: server.gateway.is_connected)
    lock.is_away = True
    lock.lose()
    await server.person("Ana").dms("are you there?")
    assert "are you there?" == (await inbox.next()).text
    lock.is_away = False
    await server.person("Ben").dms("and now?")
    await inbox.next(2)
    await door.stop()
    assert 1 == server.gateway.identified


async def test_where_somebody_else_leads_the_connection_is_given_up(
    server: DiscordServer, inbox: Inbox, lock: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.discord.door.GIVE_WAY_SECONDS", 0.01)
    door = make_door(server, inbox, lead=lock.lead)
    await door.start()
    await server.world.changed(lambda: server.gateway.is_connected)
    lock.free.clear()
    lock.lose()
    await server.world.changed(lambda: not server.gateway.is_connected)
    lock.free.set()
    await server.world.changed(lambda: server.gateway.identified == 2)
    await door.stop()
