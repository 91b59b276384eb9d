"""Jobs: added with the decision, done once they are there, done again when their worker died."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

import asyncpg
import pytest
from apscheduler.triggers.interval import IntervalTrigger

from core.clock import FixedClock
from core.errors import Unavailable
from core.jobs.queue import JobKind, enqueue
from core.storage.database import DatabaseUrls
from core.storage.leader import lead
from core.storage.unit_of_work import begin
from scheduler.clock import Ticker
from scheduler.tick import Tick
from scheduler.worker import Worker
from tests.conftest import MakeUser
from tests.patience import PATIENCE

_WAIT = PATIENCE


async def count_jobs(urls: DatabaseUrls) -> int:
    connection = await asyncpg.connect(urls.service)
    try:
        return await connection.fetchval("select count(*) from jobs.pgqueuer")
    finally:
        await connection.close()


async def test_a_rollback_takes_the_job_back(
    a_user: MakeUser, clock: FixedClock, database_urls: DatabaseUrls
) -> None:
    user = await a_user()
    with pytest.raises(ZeroDivisionError):
        async with begin(user, now=clock.now()) as uow:
            await enqueue(uow, JobKind.SWEEP)
            raise ZeroDivisionError

    assert 0 == await count_jobs(database_urls)


async def test_a_job_that_waits_already_is_not_added_again(
    a_user: MakeUser, clock: FixedClock, database_urls: DatabaseUrls
) -> None:
    user = await a_user()
    for _ in range(3):
        async with begin(user, now=clock.now()) as uow:
            await enqueue(uow, JobKind.RECOUNT, once="recount")

    assert 1 == await count_jobs(database_urls)


async def test_the_worker_hands_ids_and_the_journals_time_to_the_handler(
    a_user: MakeUser, clock: FixedClock, database_urls: DatabaseUrls
) -> None:
    user = await a_user()
    done: asyncio.Queue[tuple[Mapping[str, str], datetime]] = asyncio.Queue()

    async def handle(ids: Mapping[str, str], now: datetime) -> None:
        done.put_nowait((ids, now))

    worker = Worker({JobKind.PICTURE: handle}, clock, database_urls.service)
    running = asyncio.create_task(worker.run())
    async with begin(user, now=clock.now()) as uow:
        await enqueue(uow, JobKind.PICTURE, user=str(user), picture="equity")
    ids, now = await asyncio.wait_for(done.get(), _WAIT)
    worker.stop()
    await asyncio.wait_for(running, _WAIT)

    assert (str(user), "equity", clock.now()) == (ids["user"], ids["picture"], now)
    assert ids["job"].isdigit()


async def test_what_was_away_is_tried_again(
    a_user: MakeUser, clock: FixedClock, database_urls: DatabaseUrls
) -> None:
    user = await a_user()
    tries: list[str] = []
    done = asyncio.Event()

    async def handle(ids: Mapping[str, str], _: datetime) -> None:
        tries.append(ids["job"])
        if len(tries) == 1:
            raise Unavailable
        done.set()

    worker = Worker({JobKind.PICTURE: handle}, clock, database_urls.service)
    running = asyncio.create_task(worker.run())
    async with begin(user, now=clock.now()) as uow:
        await enqueue(uow, JobKind.PICTURE)
    await asyncio.wait_for(done.wait(), _WAIT)
    worker.stop()
    await asyncio.wait_for(running, _WAIT)

    assert [tries[0]] * 2 == tries


async def test_a_broken_job_is_held_for_whoever_looks_into_it(
    a_user: MakeUser, clock: FixedClock, database_urls: DatabaseUrls
) -> None:
    user = await a_user()
    tried = asyncio.Event()

    async def handle(_: Mapping[str, str], __: datetime) -> None:
        tried.set()
        raise ZeroDivisionError

    worker = Worker({JobKind.PICTURE: handle}, clock, database_urls.service)
    running = asyncio.create_task(worker.run())
    async with begin(user, now=clock.now()) as uow:
        await enqueue(uow, JobKind.PICTURE)
    await asyncio.wait_for(tried.wait(), _WAIT)
    worker.stop()
    await asyncio.wait_for(running, _WAIT)

    assert 1 == await count_jobs(database_urls)


async def test_one_leads_and_the_next_takes_over(database_urls: DatabaseUrls) -> None:
    order: list[str] = []
    first_leads, second_leads = asyncio.Event(), asyncio.Event()

    async def second() -> None:
        async with lead(database_urls.service, "clock"):
            order.append("second")
            second_leads.set()

    async with lead(database_urls.service, "clock"):
        task = asyncio.create_task(second())
        first_leads.set()
        async with lead(database_urls.service, "another role"):
            order.append("first")
    await asyncio.wait_for(second_leads.wait(), _WAIT)
    await task

    assert ["first", "second"] == order


async def test_a_leader_hears_that_it_lost_its_lead(database_urls: DatabaseUrls, servers: object) -> None:
    del servers
    async with lead(database_urls.service, "clock") as leadership:
        killer = await asyncpg.connect(database_urls.service)
        await killer.execute(
            """select pg_terminate_backend(pid) from pg_locks
                where locktype = 'advisory' and granted and pid <> pg_backend_pid()
                    and database = (select oid from pg_database where datname = current_database())"""
        )
        await killer.close()
        await asyncio.wait_for(leadership.lost.wait(), _WAIT)

    assert leadership.lost.is_set()


async def test_a_failing_tick_does_not_stop_the_others(
    database_urls: DatabaseUrls, clock: FixedClock
) -> None:
    seen: asyncio.Queue[datetime] = asyncio.Queue()

    async def fail(_: datetime) -> None:
        raise ZeroDivisionError

    async def tell(now: datetime) -> None:
        seen.put_nowait(now)

    often = IntervalTrigger(seconds=1)
    ticks = (Tick(name="fails", trigger=often, run=fail), Tick(name="tells", trigger=often, run=tell))
    running = asyncio.create_task(Ticker(ticks, clock, database_urls.service).run())
    moments = [await asyncio.wait_for(seen.get(), _WAIT) for _ in range(2)]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert [clock.now()] * 2 == moments
