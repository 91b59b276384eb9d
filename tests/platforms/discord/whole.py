"""Fixtures of the tests that run the whole product: a Wednesday afternoon, the journal, and Ana."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from core.storage.database import Database
from tests.patience import PATIENCE
from tests.platforms.discord.conftest import ServerClock
from tests.platforms.discord.journal import Journal, open_journal
from tests.platforms.discord.server import DiscordServer, Person, RunningClock


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """A Wednesday afternoon on the server's clock, which is the journal's."""
    server = DiscordServer(clock=RunningClock(datetime(2026, 11, 18, 15, 0, tzinfo=UTC).timestamp()))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def journal(
    database: Database, server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Journal]:
    monkeypatch.setattr("bots.glancing.SECONDS", PATIENCE)  # a crowded machine is slow to look
    async with open_journal(server, ServerClock(server)) as journal:
        yield journal


@pytest.fixture
def ana(server: DiscordServer) -> Person:
    return server.person("Ana")
