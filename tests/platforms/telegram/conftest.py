"""The local Bot API and a bot on it, for every test of this folder."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bots.telegram.bot import JournalBot
from bots.telegram.messenger import TelegramMessenger
from tests.platforms.telegram.bot_api import BotApiServer, User


@pytest.fixture
async def api() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
async def bot(api: BotApiServer) -> AsyncIterator[JournalBot]:
    async with aiohttp.ClientSession() as session:
        made = JournalBot(api.token, api_url=api.url, find_session=lambda: session)
        await made.initialize()
        yield made


@pytest.fixture
def messenger(bot: JournalBot) -> TelegramMessenger:
    return TelegramMessenger(bot, str(bot.id))


@pytest.fixture
def ana(api: BotApiServer) -> User:
    return api.user("Ana")
