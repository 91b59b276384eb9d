"""The whole journal as `ams serve` composes it, with a local Bot API in Telegram's place."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bots.journal import build_repertoire
from cli.bot_room import BotRoom
from cli.doors import add_doors
from cli.house import House, open_house
from cli.roles import answering_http
from core.clock import MovedClock, SystemClock
from core.settings import Settings, read_settings
from core.storage.database import DatabaseUrls
from tests.platforms.telegram.bot_api import BotApiServer
from tests.ports import free_port


@pytest.fixture(params=["polling", "webhook"])
def mode(request: pytest.FixtureRequest) -> str:
    """How updates arrive."""
    return str(request.param)


@pytest.fixture
def settings(
    database_urls: DatabaseUrls, redis_url: str, api: BotApiServer, mode: str, tmp_path: Path
) -> Settings:
    return read_settings(environment_of(database_urls, redis_url, api, tmp_path / "desk", mode))


def environment_of(
    urls: DatabaseUrls, redis_url: str, api: BotApiServer, directory: Path, mode: str = "polling"
) -> dict[str, str]:
    """What an operator would set."""
    port = free_port()
    return {
        "AMS_DATABASE_URL": urls.app,
        "AMS_SERVICE_DATABASE_URL": urls.service,
        "AMS_REDIS_URL": redis_url,
        "AMS_DATA_DIR": str(directory),
        "AMS_SECRET_KEYS": "k" * 32,
        "AMS_TELEGRAM_TOKEN": api.token,
        "AMS_TELEGRAM_API_URL": api.url,
        "AMS_TELEGRAM_MODE": mode,
        "AMS_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "AMS_HTTP_PORT": str(port),
    }


@pytest.fixture
def moved_clock() -> MovedClock:
    """Runs, and can be moved ahead."""
    return MovedClock(SystemClock())


@pytest.fixture
async def house(settings: Settings, moved_clock: MovedClock) -> AsyncIterator[House]:
    async with open_house(settings, clock=moved_clock) as house:
        yield house


@pytest.fixture
async def journal(house: House) -> AsyncIterator[BotRoom]:
    """Answers on Telegram until the test is over."""
    room = BotRoom(house, build_repertoire())
    doors = add_doors(room, house)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(answering_http(house, routes=doors.routes, checks=doors.checks))
        stack.push_async_callback(room.stop)
        await room.start()
        yield room
