"""Due check-ins claimed and put into their people's lanes, among a hundred thousand schedules.

Limits: what the platform takes (30 messages a second), and the claim alone, one UPDATE … SKIP LOCKED.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median

import asyncpg

from benchmarks.comparison import Comparison, alternate
from benchmarks.ground import Ground
from core.checkins.due import BATCH, claim_due
from core.storage.database import opened
from core.storage.unit_of_work import begin_service

SCHEDULES = 100_000
BATCHES = 5
"""of each round"""
PLATFORM = 30.0
"""messages a second. Source: Telegram Bot FAQ, "My bot is hitting limits"."""
_IDLE_TICKS = 100
_DUE_AT = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)

_FILL = (
    """insert into users (id, name, locale) select uuidv7(), 'Trader ' || n, 'en' from generate_series(1, $1::int) n""",
    """insert into chat_accounts (user_id, platform, platform_user_id, bot, chat_id, display_name, last_seen_at)
       select id, 'telegram', substr(name, 8), '1', substr(name, 8), name, now() from users""",
    """insert into checkin_schedules (user_id, kind, local_time, timezone, next_due_at, is_active)
       select id, 'checkin', '18:30', 'Europe/Lisbon', $1, true from users""",
)

_CLAIM_ONLY = """
with due as (
    select user_id, id from checkin_schedules where is_active and next_due_at <= $1
    order by next_due_at limit $2 for update skip locked
)
update checkin_schedules s set next_due_at = (((($1 at time zone s.timezone)::date + 1) + s.local_time)
    at time zone s.timezone)
from due where s.user_id = due.user_id and s.id = due.id returning s.user_id
"""


async def measure(ground: Ground) -> list[Comparison]:
    urls = await ground.make_journal("bench_claims")
    await _fill(ground)
    async with opened(urls):
        raw = await asyncpg.connect(urls.service)
        busy = await alternate({"product": _claim, "floor": lambda: _claim_only(raw)}, ground.rounds)
        idle = await alternate({"product": _tick_idly, "floor": lambda: _ask_nothing(raw)}, ground.rounds)
        await raw.close()
    platform = tuple(PLATFORM for _ in busy["product"])
    return [
        replace(_compare_claims(busy["product"], "the platform's 30 a second", platform), goal=500),
        _compare_claims(busy["product"], "one UPDATE … SKIP LOCKED, no lanes", busy["floor"]),
        Comparison(
            name="claims: an idle tick",
            unit="ms",
            against_name="select 1",
            product=idle["product"],
            against=idle["floor"],
        ),
    ]


def _compare_claims(product: tuple[float, ...], name: str, against: tuple[float, ...]) -> Comparison:
    return Comparison(
        name="claims: due check-ins",
        unit="claims/s",
        against_name=name,
        product=product,
        against=against,
        more_is_better=True,
    )


async def _claim() -> float:
    """Claims per second."""
    began = time.perf_counter()
    for _ in range(BATCHES):
        async with begin_service(now=_DUE_AT + timedelta(minutes=1)) as uow:
            _require_all(await claim_due(uow))
    return BATCHES * BATCH / (time.perf_counter() - began)


async def _claim_only(raw: asyncpg.Connection) -> float:
    began = time.perf_counter()
    for _ in range(BATCHES):
        _require_all(len(await raw.fetch(_CLAIM_ONLY, _DUE_AT + timedelta(minutes=1), BATCH)))
    return BATCHES * BATCH / (time.perf_counter() - began)


async def _tick_idly() -> float:
    """Milliseconds."""
    return await _median_ms(lambda: _tick(_DUE_AT - timedelta(days=1)))


async def _ask_nothing(raw: asyncpg.Connection) -> float:
    return await _median_ms(lambda: raw.fetchval("select 1"))


async def _fill(ground: Ground) -> None:
    admin = await ground.connect_as_superuser("bench_claims")
    await admin.execute("set session_replication_role = replica")
    users, chats, schedules = _FILL
    await admin.execute(users, SCHEDULES)
    await admin.execute(chats)
    await admin.execute(schedules, _DUE_AT)
    await admin.execute("vacuum analyze")
    await admin.close()


def _require_all(claimed: int) -> None:
    if claimed != BATCH:
        raise RuntimeError(f"only {claimed} schedules were left to claim")


async def _tick(now: datetime) -> None:
    async with begin_service(now=now) as uow:
        await claim_due(uow)


async def _median_ms(ask: Callable[[], Awaitable[object]]) -> float:
    times: list[float] = []
    for _ in range(_IDLE_TICKS):
        began = time.perf_counter()
        await ask()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)
