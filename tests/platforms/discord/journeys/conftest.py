"""The whole journal as `ams serve` composes it, with our Discord in the platform's place."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.journal import build_repertoire
from cli.bot_room import BotRoom
from cli.doors import add_doors
from cli.house import House, open_house
from core.clock import MovedClock, SystemClock
from core.settings import Settings, read_settings
from core.storage.database import DatabaseUrls
from tests.patience import PATIENCE
from tests.platforms.discord.server import DiscordServer, Person, RunningClock


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    server = DiscordServer(clock=RunningClock(time.time()))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def ana(server: DiscordServer) -> Person:
    return server.person("Ana")


@pytest.fixture
def environment(
    database_urls: DatabaseUrls, redis_url: str, server: DiscordServer, tmp_path: Path
) -> dict[str, str]:
    """What an operator would set."""
    return {
        "AMS_DATABASE_URL": database_urls.app,
        "AMS_SERVICE_DATABASE_URL": database_urls.service,
        "AMS_REDIS_URL": redis_url,
        "AMS_DATA_DIR": str(tmp_path / "desk"),
        "AMS_SECRET_KEYS": "k" * 32,
        "AMS_DISCORD_TOKEN": server.token,
        "AMS_DISCORD_API_URL": server.url,
        "AMS_DISCORD_GATEWAY_URL": server.gateway_url,
    }


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    return read_settings(environment)


@pytest.fixture
def moved_clock() -> MovedClock:
    """Runs, and can be moved ahead."""
    return MovedClock(SystemClock())


@pytest.fixture
async def house(settings: Settings, moved_clock: MovedClock) -> AsyncIterator[House]:
    async with open_house(settings, clock=moved_clock) as house:
        yield house


@pytest.fixture
async def journal(house: House, server: DiscordServer) -> AsyncIterator[BotRoom]:
    """Answers on Discord until the test is over."""
    room = BotRoom(house, build_repertoire())
    add_doors(room, house)
    await room.start()
    await server.world.changed(
        lambda: server.gateway.is_connected and server.world.commands, seconds=PATIENCE
    )
    yield room
    await room.stop()
