"""The roles as processes of their own on one data directory, each killed now and then; two of them are bots."""

import asyncio
from contextlib import suppress
from decimal import Decimal
from random import Random

import aiohttp
import pytest

from tests.faults.books import age_claims, finish, list_lost, list_trades, watching
from tests.faults.crowd import FIRST_SCORE, Person, Reviewer, Trader
from tests.faults.journal import Home, Journal
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, User

LONGEST_LIFE = 3.0
PACE = 0.5
"""Seconds between two trades of a program: faster, and it waits out the minute of its rate limit."""
ROLES = ("bots", "bots", "clock", "worker", "api")


class Cluster:
    """A process for each role; a killed one is started again."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self.journals: list[Journal] = []

    async def start(self) -> None:
        self.journals = [await self._home.start("--roles", role) for role in ROLES]
        await asyncio.gather(*(journal.says("journal.ready") for journal in self.journals))

    async def replace(self, place: int) -> None:
        await self.journals[place].kill()
        self.journals[place] = await self._home.start("--roles", ROLES[place])
        await self.journals[place].says("journal.ready")

    async def stop(self) -> list[int]:
        return list(await asyncio.gather(*(journal.stop() for journal in self.journals)))


class Program(Person):
    """Files trades over HTTP and asks again until it has an answer."""

    filed: int = 0

    async def file_until(self, home: Home, done: asyncio.Event, key: str) -> None:
        headers = {"Authorization": f"Bearer {key}"}
        url = f"{home.environment['AMS_PUBLIC_URL']}/v1/trades"
        timeout = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
            while not done.is_set():
                await self._file(session, url)
                self.filed += 1
                await asyncio.sleep(PACE)

    async def _file(self, session: aiohttp.ClientSession, url: str) -> None:
        trade = {
            "symbol": "EURUSD",
            "side": "long",
            "entry_price": str(Decimal("1.0850") + Decimal(self.filed) / 10_000),
            "quantity": "0.5",
            "opened_at": "2026-01-05T10:00:00Z",
        }
        headers = {"Idempotency-Key": f"trade-{self.filed}"}
        while True:
            try:
                async with session.post(url, json=trade, headers=headers) as answer:
                    if answer.status == 201:
                        return
                    assert answer.status in (429, 503), await answer.text()
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(0.2)


async def make_key(home: Home, user: User) -> str:
    printed = await home.start("key", "create", "--user", f"telegram:{user.id}")
    assert 0 == await asyncio.wait_for(printed.process.wait(), PATIENCE)
    return printed.lines[-1]


@pytest.mark.timeout(600)
async def test_each_role_is_killed_and_the_others_carry_on(home: Home, api: BotApiServer) -> None:
    cluster, chance, done = Cluster(home), Random(2), asyncio.Event()
    first_update = api.updates.next_id
    await cluster.start()
    traders = [Trader(user=api.user(f"Ana{each}")) for each in range(3)]
    program = Program(user=api.user("Cleo"))
    await program.asks("/help", "/log")
    async with watching(home, traders):
        living = [
            asyncio.create_task(program.file_until(home, done, await make_key(home, program.user))),
            *(asyncio.create_task(trader.trade_until(done.is_set)) for trader in traders),
        ]
        for place in chance.sample(range(len(ROLES)), len(ROLES)):
            called = len(api.world.calls) + chance.randrange(1, 12)
            with suppress(AssertionError):  # a silent one is killed too
                await api.world.until(lambda called=called: len(api.world.calls) >= called, LONGEST_LIFE)
            await cluster.replace(place)
        done.set()
        await finish(home, living)
    await api.world.until(lambda: not api.updates.pending, PATIENCE)
    async with home.questions() as books:
        assert [] == await list_lost(books, api, first_update)
        for trader in traders:
            assert [(price, "closed", 2) for price in trader.opened] == await list_trades(books, trader)
        entries = [Decimal("1.0850") + Decimal(each) / 10_000 for each in range(program.filed)]
        assert [(entry, "open", 1) for entry in entries] == await list_trades(books, program)
    assert [0] * len(ROLES) == await cluster.stop()
    assert [] == home.list_processes()


async def test_of_two_bots_one_receives_and_the_other_takes_over(home: Home, api: BotApiServer) -> None:
    trader = Trader(user=api.user("Ana"))
    first = await home.start("--roles", "bots")
    await first.says("journal.ready")
    await trader.trade_once()
    second = await home.start("--roles", "bots")
    await second.says("journal.ready")
    await trader.trade_once()
    assert [] == [call.answer for call in api.calls_of("getUpdates") if not call.answer["ok"]]
    await first.kill()
    async with home.questions() as books:
        await age_claims(books)
    await trader.trade_once()
    async with home.questions() as books:
        assert [(price, "closed", 2) for price in trader.opened] == await list_trades(books, trader)
    assert 0 == await second.stop()


async def test_a_prompt_waits_for_its_clock_and_a_dialog_for_its_bots(home: Home, api: BotApiServer) -> None:
    ben = Reviewer(user=api.user("Ben"))
    bots = await home.start("--roles", "bots")
    await bots.says("journal.ready")
    await ben.settle_in()
    await bots.kill()
    async with home.questions() as books:
        await age_claims(books)
        await books.execute("update checkin_schedules set next_due_at = now()")
    clock = await home.start("--roles", "clock")
    await clock.says("clock.leads")
    bots = await home.start("--roles", "bots")
    prompt = await ben.user.sees(FIRST_SCORE, seconds=PATIENCE)
    ben.user.presses("8", prompt)
    await ben.user.sees("Execution?", seconds=PATIENCE)
    await bots.kill()
    await clock.kill()
    ben.user.presses("7", prompt)
    async with home.questions() as books:
        await age_claims(books)
    bots = await home.start("--roles", "bots")
    await ben.user.sees("Emotional", seconds=PATIENCE)
    assert prompt["message_id"] == ben.user.last["message_id"]
