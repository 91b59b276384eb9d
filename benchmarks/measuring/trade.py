"""One logged trade through the whole service, at sixteen writers and at one.

Floor: the product's own statements, recorded and repeated by bare asyncpg: same SQL, same round trips, same
triggers, same role behind the same wall; nothing is parsed, decided or composed.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from itertools import count
from statistics import median

import asyncpg

from benchmarks.comparison import Comparison, Measure, alternate
from benchmarks.ground import Ground
from benchmarks.peers.crowd import TRADE
from benchmarks.peers.recording import Script, play, record
from bots.answering import Answering
from bots.inbound import Inbound, Kind, Sender
from bots.intake import LaneIntake
from bots.journal import build_repertoire
from bots.lanes import Lanes
from bots.router import Router
from core.clock import SystemClock
from core.conversations.tokens import Keyring
from core.messaging.addresses import Address, Platform
from core.storage.database import DatabaseUrls, opened

WRITERS = 16
TRADES = 40
"""of each writer in one round"""
_ALONE = 100
_events = count(1)

_INSERT = """
insert into trades (user_id, account_id, asset, symbol, trade_type, trade_date, opened_at, status, currency, source)
select $1, $2, 'EURUSD', 'EURUSD', 'long', now(), now(), 'open', 'USD', 'telegram'
"""

Write = Callable[[int], Awaitable[None]]


async def measure(ground: Ground) -> list[Comparison]:
    urls = await ground.make_journal("bench_trade")
    async with opened(urls):
        clock = SystemClock()
        lanes = Lanes(
            Answering(Router(build_repertoire(), Keyring([b"k" * 32])), clock), clock, speak=_be_silent
        )
        intake = LaneIntake(lanes, clock)
        running = asyncio.create_task(lanes.run())
        for person in range(WRITERS):
            await intake.handle_now(say("/help", person))
        await _onboard(ground)
        scripts = [await _record(intake, person) for person in range(WRITERS)]

        async def log(person: int) -> None:
            await intake.handle_now(say(TRADE, person))

        pool = await asyncpg.create_pool(urls.app, min_size=WRITERS, max_size=WRITERS, reset=_keep)
        many = await alternate(
            {"product": lambda: _throughput(log), "floor": lambda: _repeat(pool, scripts)}, ground.rounds
        )
        alone = await alternate(
            {"product": lambda: _latency(log), "floor": _inserting(pool, scripts[0], urls)}, ground.rounds
        )
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await pool.close()
    return [
        Comparison(
            name=f"trade: {WRITERS} writers",
            unit="trades/s",
            against_name="the same statements, bare asyncpg",
            product=many["product"],
            against=many["floor"],
            goal=0.5,
            more_is_better=True,
        ),
        Comparison(
            name="trade: one writer",
            unit="p50 ms",
            against_name="one INSERT with its triggers, no wall",
            product=alone["product"],
            against=alone["floor"],
        ),
    ]


def say(text: str, person: int) -> Inbound:
    number = next(_events)
    command = text.removeprefix("/") if text.startswith("/") else None
    return Inbound(
        event=f"event-{number}",
        kind=Kind.COMMAND if command else Kind.TEXT,
        address=Address(platform=Platform.TELEGRAM, bot="1", chat=str(1000 + person)),
        sender=Sender(platform_user=str(1000 + person), name=f"Trader {person}", locale="en"),
        received_at=datetime.now(UTC),
        direct=True,
        message=str(number),
        text="" if command else text,
        command=command,
    )


async def _onboard(ground: Ground) -> None:
    admin = await ground.connect_as_superuser("bench_trade")
    await admin.execute("update users set onboarded_at = now()")
    await admin.close()


async def _record(intake: LaneIntake, person: int) -> Script:
    await intake.handle_now(say(TRADE, person))
    inbound = say(TRADE, person)
    with record() as calls:
        await intake.handle_now(inbound)
    logged = next(call for call in calls if "insert into trades" in call.sql)
    return Script(calls, person=logged.arguments[0], account=logged.arguments[4], event=inbound.event)


async def _throughput(write: Write) -> float:
    async def write_all(person: int) -> None:
        for _ in range(TRADES):
            await write(person)

    began = time.perf_counter()
    await asyncio.gather(*(write_all(person) for person in range(WRITERS)))
    return WRITERS * TRADES / (time.perf_counter() - began)


async def _repeat(pool: asyncpg.Pool, scripts: Sequence[Script]) -> float:
    prepared = [[script.prepare(f"event-{next(_events)}") for _ in range(TRADES)] for script in scripts]

    async def write_all(person: int) -> None:
        async with pool.acquire() as connection:
            for calls in prepared[person]:
                await play(connection, calls)

    began = time.perf_counter()
    await asyncio.gather(*(write_all(person) for person in range(WRITERS)))
    return WRITERS * TRADES / (time.perf_counter() - began)


async def _latency(write: Write) -> float:
    times: list[float] = []
    for _ in range(_ALONE):
        began = time.perf_counter()
        await write(0)
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _inserting(pool: asyncpg.Pool, script: Script, urls: DatabaseUrls) -> Measure:
    async def insert() -> float:
        user, account = script.person, script.account
        connection = await asyncpg.connect(urls.service)

        async def write(_: int) -> None:
            await connection.execute(_INSERT, user, account)

        try:
            return await _latency(write)
        finally:
            await connection.close()

    return insert


async def _keep(_connection: object) -> None:
    return None


def _be_silent() -> None:
    return None
