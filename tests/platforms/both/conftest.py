"""The whole journal as `ams serve` composes it, on Telegram and Discord at once, with both real libraries."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cli.house import House, open_house
from core.clock import MovedClock, SystemClock
from core.settings import read_settings
from core.storage.database import DatabaseUrls
from tests.patience import PATIENCE
from tests.platforms.discord.server import DiscordServer, Person, RunningClock
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.journeys.desk import Desk


@pytest.fixture
async def api() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as api:
        yield api


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    server = DiscordServer(clock=RunningClock(time.time()))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def house(
    database_urls: DatabaseUrls, redis_url: str, api: BotApiServer, server: DiscordServer, tmp_path: Path
) -> AsyncIterator[House]:
    settings = read_settings(
        {
            "AMS_DATABASE_URL": database_urls.app,
            "AMS_SERVICE_DATABASE_URL": database_urls.service,
            "AMS_REDIS_URL": redis_url,
            "AMS_DATA_DIR": str(tmp_path / "desk"),
            "AMS_SECRET_KEYS": "k" * 32,
            "AMS_TELEGRAM_TOKEN": api.token,
            "AMS_TELEGRAM_API_URL": api.url,
            "AMS_DISCORD_TOKEN": server.token,
            "AMS_DISCORD_API_URL": server.url,
            "AMS_DISCORD_GATEWAY_URL": server.gateway_url,
        }
    )
    async with open_house(settings, clock=MovedClock(SystemClock())) as house:
        yield house


@pytest.fixture
async def desk(house: House, server: DiscordServer) -> AsyncIterator[Desk]:
    async with Desk(house) as desk:
        await listens(server)
        yield desk


async def listens(server: DiscordServer) -> None:
    await server.world.changed(
        lambda: server.gateway.is_connected and server.world.commands, seconds=PATIENCE
    )


@pytest.fixture
def telegram(api: BotApiServer, desk: Desk) -> User:
    """Ana on Telegram."""
    return api.user("Ana")


@pytest.fixture
def discord(server: DiscordServer, desk: Desk) -> Person:
    """Ana on Discord."""
    return server.person("Ana", locale="en-GB")
