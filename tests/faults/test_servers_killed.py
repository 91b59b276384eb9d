"""`kill -9` of the database or the cache under the running journal: it comes back by itself."""

import asyncio
from decimal import Decimal

import psutil

from tests.faults.books import finish, list_lost, list_said, list_trades, until_true, watching
from tests.faults.crowd import FIRST_SCORE, Trader
from tests.faults.journal import Home
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer

AWAY = "The journal is away for a moment. Your message waits and is filed when it is back."


def find_by_name(home: Home, name: str) -> psutil.Process:
    """The oldest of that name: a process just forked by it looks like itself for a moment."""
    found = [process for process in home.list_processes() if name in process.name()]
    return min(found, key=lambda process: process.create_time())


async def test_the_database_is_killed_twice_and_nobody_loses_anything(home: Home, api: BotApiServer) -> None:
    first_update = api.updates.next_id
    traders = [Trader(user=api.user(f"Ana{each}")) for each in range(4)]
    journal = await home.start()
    await journal.says("journal.ready")
    is_over = False
    async with watching(home, traders):
        trading = [asyncio.create_task(trader.trade_until(lambda: is_over)) for trader in traders]
        for outage in (1, 2):
            spoken = len(api.calls_of("sendMessage")) + 8
            await api.world.until(lambda spoken=spoken: len(api.calls_of("sendMessage")) >= spoken, PATIENCE)
            find_by_name(home, "postgres").kill()
            await journal.says("servers.back", times=outage)
        is_over = True
        await finish(home, trading)
    await api.world.until(lambda: not api.updates.pending, PATIENCE)
    async with home.questions() as books:
        assert [] == await list_lost(books, api, first_update)
        for trader in traders:
            assert [(price, "closed", 2) for price in trader.opened] == await list_trades(books, trader)
    for trader in traders:
        assert list_said(api, trader.user).count(AWAY) <= 2
    await _clock_and_worker_go_on(home, traders[0])
    assert 0 == await journal.stop()


async def _clock_and_worker_go_on(home: Home, trader: Trader) -> None:
    """A picture is drawn, the days are counted, a check-in is opened."""
    await trader.hears("", below=trader.user.sends("/month"))
    await trader.user.world.until(lambda: "photo" in trader.user.last, PATIENCE, what="the picture")
    async with home.questions() as books:
        await books.execute("update checkin_schedules set next_due_at = now(), is_active = true")
        await trader.user.sees(FIRST_SCORE, seconds=PATIENCE)
        await until_true(books, "select not exists (select from stats_dirty)")


async def test_the_cache_is_killed_and_people_notice_nothing(home: Home, api: BotApiServer) -> None:
    trader = Trader(user=api.user("Ana"))
    journal = await home.start()
    await journal.says("journal.ready")
    await trader.trade_once()
    find_by_name(home, "valkey").kill()
    await trader.trade_once()
    await journal.says("servers.back")
    await trader.trade_once()
    assert await asyncio.to_thread(home.valkey.is_ready)
    async with home.questions() as books:
        assert [Decimal("1.0850"), Decimal("1.0851"), Decimal("1.0852")] == [
            entry for entry, _, _ in await list_trades(books, trader)
        ]
    assert 6 == len(list_said(api, trader.user))
    assert 0 == await journal.stop()
