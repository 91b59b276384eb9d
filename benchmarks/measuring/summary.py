"""Marked days counted again, one and all, beside one pass of SQL over the same trades: for orientation."""

import time
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import asyncpg

from benchmarks.comparison import Comparison, alternate
from benchmarks.ground import Ground
from core.storage.database import opened
from core.storage.unit_of_work import begin_service
from core.summaries.recount import Mark, recount

DAYS = 500
PER_DAY = 10
FIRST = date(2024, 1, 1)

_PERSON = "insert into users (id, name, locale) values (uuidv7(), 'Ana', 'en') returning id"
_ACCOUNT = """
insert into trading_accounts (user_id, name, is_default) values ($1, 'Main', true) returning id
"""
_TRADES = """
insert into trades (user_id, account_id, asset, symbol, trade_type, trade_date, opened_at, closed_at, closed_day,
    status, currency, source, result_value, result_r, result_type, entry_price, exit_price, position_size)
select $1, $2, 'EURUSD', 'EURUSD', 'long', at, at, at + interval '1 hour', at::date, 'closed', 'USD', 'csv',
    (n * 7919) % 211 - 100, ((n * 7919) % 211 - 100) / 50.0,
    case when (n * 7919) % 211 > 100 then 'win' when (n * 7919) % 211 < 100 then 'loss' else 'breakeven' end,
    1.08, 1.09, 1
from (select n, ($3::date + n / $5::int)::timestamptz + interval '9 hours' as at
      from generate_series(0, $4::int * $5::int - 1) n) made
"""
_FILLS = """
insert into fills (user_id, trade_id, kind, price, quantity, filled_at, local_day, realized_value, realized_r)
select user_id, id, 'exit', 1.09, 1, closed_at, closed_day, result_value, result_r from trades
"""
_ONE_PASS = """
select t.user_id, f.local_day, count(*), count(*) filter (where t.result_type = 'win'), sum(f.realized_value),
    sum(f.realized_r), sum(f.realized_value) filter (where f.realized_value > 0),
    sum(f.realized_value) filter (where f.realized_value < 0)
from fills f join trades t on t.user_id = f.user_id and t.id = f.trade_id
where f.user_id = $1 and t.is_active group by t.user_id, f.local_day
"""


async def measure(ground: Ground) -> list[Comparison]:
    urls = await ground.make_journal("bench_summary")
    person = await _fill(ground)
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    async with opened(urls):
        raw = await asyncpg.connect(urls.service)

        async def count(marked: list[date]) -> float:
            began = time.perf_counter()
            async with begin_service(now=datetime(2026, 11, 18, tzinfo=UTC)) as uow:
                await recount(uow, [Mark(user_id=person, day=day, version=-1) for day in marked])
            return (time.perf_counter() - began) * 1000

        async def pass_once() -> float:
            began = time.perf_counter()
            await raw.fetch(_ONE_PASS, person)
            return (time.perf_counter() - began) * 1000

        found = await alternate(
            {"one": lambda: count(days[-1:]), "all": lambda: count(days), "floor": pass_once}, ground.rounds
        )
        await raw.close()
    against = f"one pass of SQL over all {DAYS * PER_DAY:,} trades"
    return [
        Comparison(
            name=f"summary: {name}",
            unit="ms",
            against_name=against,
            product=found[key],
            against=found["floor"],
        )
        for name, key in (("one marked day", "one"), (f"all {DAYS} days", "all"))
    ]


async def _fill(ground: Ground) -> UUID:
    admin = await ground.connect_as_superuser("bench_summary")
    await admin.execute("set session_replication_role = replica")
    person = await admin.fetchval(_PERSON)
    account = await admin.fetchval(_ACCOUNT, person)
    await admin.execute(_TRADES, person, account, FIRST, DAYS, PER_DAY)
    await admin.execute(_FILLS)
    await admin.execute("vacuum analyze")
    await admin.close()
    return person
