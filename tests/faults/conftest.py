"""A local Telegram and a data directory for `ams serve` as processes of its own."""

from collections.abc import AsyncIterator

import pytest

from tests.faults.journal import Home, a_home, telegram_settings
from tests.platforms.telegram.bot_api import BotApiServer, User


@pytest.fixture
async def api() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
async def home(api: BotApiServer) -> AsyncIterator[Home]:
    """Embedded servers in a directory of its own; nothing runs yet."""
    async with a_home(telegram_settings(api)) as home:
        yield home


@pytest.fixture
def ana(api: BotApiServer) -> User:
    return api.user("Ana")
