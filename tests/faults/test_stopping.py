"""The journal is told to stop, at rest, at work and at its start; a killed one is taken over."""

import asyncio
from collections.abc import Callable

import psutil

from tests.faults.books import list_trades
from tests.faults.crowd import Trader
from tests.faults.journal import Home
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer

_STORED = "select count(*) from inbox where kind <> 'prompt'"


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - processes do not signal their end to strangers
            await asyncio.sleep(0.05)


def is_being_made(home: Home) -> bool:
    """From now on there is a database directory, finished or not."""
    return (home.directory / "postgres.new").exists() or (home.directory / "postgres").exists()


async def test_told_to_stop_at_work_it_drains_and_leaves_nothing_running(
    home: Home, api: BotApiServer
) -> None:
    traders = [Trader(user=api.user(f"Ana{each}")) for each in range(12)]
    journal = await home.start()
    await journal.says("journal.ready")
    trading = [asyncio.create_task(trader.trade_until(lambda: False)) for trader in traders]
    await api.world.until(lambda: len(api.calls_of("sendMessage")) >= 40, PATIENCE)
    assert 0 == await journal.stop()
    for task in trading:
        task.cancel()
    assert [] == home.list_processes()
    assert 0 == journal.count('"level": "error"')

    confirmed = api.updates.next_id - 700_001 - len(api.updates.pending)
    again = await home.start()
    await again.says("journal.ready")
    async with home.questions() as books:
        assert confirmed <= await books.fetchval(_STORED)
        await api.world.until(lambda: not api.updates.pending, PATIENCE)
        for trader in traders:
            await trader.hears("EURUSD", below=trader.user.sends("/trades"))
            assert list(trader.opened) == [entry for entry, _, _ in await list_trades(books, trader)]
    assert 0 == await again.stop()


async def test_told_to_stop_during_its_first_start_it_leaves_nothing_running(home: Home) -> None:
    journal = await home.start()
    await until(lambda: is_being_made(home))
    assert 0 == await journal.stop()
    assert [] == home.list_processes()


async def test_killed_during_its_first_start_it_starts_over(home: Home, api: BotApiServer) -> None:
    journal = await home.start()
    await until(lambda: is_being_made(home))
    await journal.kill()
    journal = await home.start()
    await until((home.directory / "sockets" / "valkey.sock").exists)
    await journal.kill()
    await _is_taken_over(home, api)


async def _is_taken_over(home: Home, api: BotApiServer) -> None:
    orphans = {process.pid for process in home.list_processes()}
    journal = await home.start()
    await journal.says("journal.ready")
    assert orphans <= {process.pid for process in psutil.process_iter()}
    ana = api.user("Ana")
    ana.sends("/help")
    await ana.sees("/log", seconds=PATIENCE)
    assert 0 == await journal.stop()
    assert [] == home.list_processes()


async def test_the_last_one_out_stops_the_servers(home: Home) -> None:
    first, second = await home.start("--roles", "clock"), await home.start("--roles", "worker")
    await asyncio.gather(first.says("journal.ready"), second.says("journal.ready"))
    assert 0 == await first.stop()
    assert await asyncio.to_thread(home.postgres.is_ready)
    assert await asyncio.to_thread(home.valkey.is_ready)
    assert 0 == await second.stop()
    assert [] == home.list_processes()
