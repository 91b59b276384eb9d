"""Telegram's webhook into the real `ams serve`, killed while updates are on their way."""

import asyncio
from random import Random

import aiohttp
import pytest

from bots.telegram.webhook import SECRET_HEADER, webhook_path
from tests.faults.books import age_claims, finish, list_lost, list_trades, watching
from tests.faults.crowd import Trader
from tests.faults.journal import Home
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.people import text_of

KILLS = 6


@pytest.fixture
def home(home: Home) -> Home:
    home.environment["AMS_TELEGRAM_MODE"] = "webhook"
    return home


async def test_killed_between_updates_each_that_got_its_200_is_filed_once(
    home: Home, api: BotApiServer
) -> None:
    first_update, chance, is_over = api.updates.next_id, Random(7), False
    traders = [Trader(user=api.user(f"Ana{each}")) for each in range(4)]
    journal = await home.start()
    await journal.says("journal.ready")
    async with watching(home, traders):
        trading = [asyncio.create_task(trader.trade_until(lambda: is_over)) for trader in traders]
        for _ in range(KILLS):
            pushed = len(api.updates.pushes) + chance.randrange(1, 12)
            await api.world.until(lambda pushed=pushed: len(api.updates.pushes) >= pushed, PATIENCE)
            await journal.kill()
            async with home.questions() as books:
                assert [] == await list_lost(books, api, first_update)
                await age_claims(books)
            journal = await home.start()
            await journal.says("journal.ready")
        is_over = True
        await finish(home, trading)
    await api.world.until(lambda: not api.updates.pending, PATIENCE)
    async with home.questions() as books:
        for trader in traders:
            assert [(price, "closed", 2) for price in trader.opened] == await list_trades(books, trader)
    assert 0 == await journal.stop()


async def test_an_answer_rides_in_the_200_and_a_stranger_is_sent_away(
    home: Home, api: BotApiServer, ana: User
) -> None:
    journal = await home.start("--roles", "bots")
    await journal.says("journal.ready")
    ana.sends("/help")
    said = text_of(await ana.sees("/log", seconds=PATIENCE))
    (call,) = api.calls_of("sendMessage")
    assert (True, said) == (call.in_body, call.parameters["text"])
    url = home.environment["AMS_PUBLIC_URL"] + webhook_path(api.token)
    update = {"update_id": 1, "message": {**ana.last, "from": ana.person, "text": "long EURUSD 1.08"}}
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {SECRET_HEADER: "guessed"}):
            async with session.post(url, json=update, headers=headers) as answer:
                assert 403 == answer.status
    async with home.questions() as books:
        assert 1 == await books.fetchval("select count(*) from inbox")
    assert 0 == await journal.stop()
