"""The unit of work on real PostgreSQL: tenant, actor, errors, cancellation."""

import asyncio
import random
from datetime import datetime

import asyncpg
import pytest

from core.errors import NotAllowed, Unavailable
from core.storage import asyncpg_engine
from core.storage.database import Database, DatabaseUrls, PoolSizes, opened
from core.storage.embedded import Servers
from core.storage.embedded_postgres import SUPERUSER
from core.storage.unit_of_work import Actor, Channel, begin, begin_doors, begin_service
from models import Strategy, TradingAccount, User
from tests.conftest import MakeUser


async def test_a_unit_of_work_sees_its_tenant_only(a_user: MakeUser, now: datetime) -> None:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    async with begin(ana, now=now):
        assert [ana] == await User.all().values_list("id", flat=True)
        assert [ana] == await TradingAccount.all().values_list("user_id", flat=True)
    async with begin(ben, now=now):
        assert [ben] == await User.all().values_list("id", flat=True)


async def test_what_was_decided_is_there_after_the_commit(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    async with begin(ana, now=now):
        await Strategy.create(user_id=ana, name="breakout")
    async with begin(ana, now=now) as uow:
        assert await uow.fetch_value("select count(*) from strategies") == 1


async def test_an_error_takes_everything_back(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    with pytest.raises(LookupError):
        async with begin(ana, now=now):
            await Strategy.create(user_id=ana, name="breakout")
            raise LookupError
    async with begin(ana, now=now) as uow:
        assert await uow.fetch_value("select count(*) from strategies") == 0


async def test_writing_for_somebody_else_is_not_allowed(a_user: MakeUser, now: datetime) -> None:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    with pytest.raises(NotAllowed):
        async with begin(ana, now=now):
            await Strategy.create(user_id=ben, name="breakout")


async def test_a_job_sees_everybody_and_a_door_nobody(a_user: MakeUser, now: datetime) -> None:
    ana, ben = await a_user("Ana"), await a_user("Ben")
    async with begin_service(now=now):
        assert {ana, ben} == set(await User.all().values_list("id", flat=True))
    async with begin_doors(now=now) as doors:
        assert await doors.fetch_value("select count(*) from users") == 0


async def test_the_actor_stands_in_the_audit(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    actor = Actor(
        user_id=ana, channel=Channel.API, request_id="r-1", address="203.0.113.7", client="it's 'curl'; --"
    )
    async with begin(ana, now=now, actor=actor) as uow:
        await Strategy.create(user_id=ana, name="breakout")
        row = await uow.fetch_one(
            "select actor_id, channel, request_id, host(ip_address) as address, user_agent from audit_logs"
            " where resource_type = 'strategies'"
        )
    assert row is not None
    assert (ana, "api", "r-1", "203.0.113.7", "it's 'curl'; --") == tuple(row)


async def test_nothing_of_the_tenant_stays_on_the_connection(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    for _ in range(20):
        async with begin(ana, now=now):
            pass
        async with begin_doors(now=now) as doors:
            assert await doors.fetch_value("select count(*) from users") == 0
            assert None is await doors.fetch_value("select tenant()")


async def test_savepoints_nest_inside(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    async with begin(ana, now=now) as uow:
        await Strategy.get_or_create(user_id=ana, name="breakout")
        with pytest.raises(LookupError):
            async with uow.connection._in_transaction():
                await Strategy.create(user_id=ana, name="reversal")
                raise LookupError
        assert await Strategy.all().values_list("name", flat=True) == ["breakout"]


async def test_rows_outside_a_unit_of_work_are_neither_seen_nor_written(
    a_user: MakeUser, database: Database
) -> None:
    ana = await a_user()
    assert await User.all().count() == 0
    with pytest.raises(Exception, match="row-level security"):
        await Strategy.create(user_id=ana, name="breakout")


async def test_300_cancelled_transactions_leave_every_connection_idle(
    a_user: MakeUser, database: Database, now: datetime
) -> None:
    ana = await a_user()
    dice = random.Random(7)

    async def work() -> None:
        async with begin(ana, now=now) as uow:
            await uow.fetch_value("select pg_sleep(0.002)")
            await Strategy.filter(user_id=ana).count()

    for _ in range(30):
        tasks = [asyncio.create_task(work()) for _ in range(10)]
        for task in tasks:
            await asyncio.sleep(dice.random() * 0.004)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    pool = database.app._require_pool()
    assert pool.get_size() == pool.get_idle_size()
    async with asyncio.timeout(20):
        results = await asyncio.gather(*(_count_unscoped(pool) for _ in range(pool.get_max_size())))
    assert {(0, None)} == set(results)


async def _count_unscoped(pool: asyncpg.Pool) -> tuple[int, str | None]:
    async with pool.acquire() as connection:
        row = await connection.fetchrow("select (select count(*) from users), tenant()")
        assert row is not None
        return tuple(row)


async def test_a_task_that_outlives_its_unit_of_work_fails_closed(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    may_go_on = asyncio.Event()

    async def outlive() -> int:
        await may_go_on.wait()
        return await Strategy.all().count()

    async with begin(ana, now=now):
        task = asyncio.create_task(outlive())
        await asyncio.sleep(0)
    may_go_on.set()
    with pytest.raises(asyncpg.InterfaceError):
        await task


async def test_a_thousand_transactions_at_once_never_mix_tenants(a_user: MakeUser, now: datetime) -> None:
    people = [await a_user(f"Trader {number}") for number in range(10)]

    async def ask(number: int) -> bool:
        person = people[number % 10]
        async with begin(person, now=now):
            return [person] == await User.all().values_list("id", flat=True)

    assert {True} == set(await asyncio.gather(*(ask(number) for number in range(1000))))


async def test_a_killed_connection_is_unavailable_once_and_the_pool_recovers(
    a_user: MakeUser, database: Database, servers: Servers, now: datetime
) -> None:
    ana = await a_user()
    admin = await asyncpg.connect(servers.postgres.url(SUPERUSER, "postgres"))
    with pytest.raises(Unavailable):
        async with begin(ana, now=now) as uow:
            backend = await uow.fetch_value("select pg_backend_pid()")
            await admin.execute("select pg_terminate_backend($1)", backend)
            await uow.fetch_value("select pg_sleep(1)")
    await admin.close()
    async with begin(ana, now=now) as uow:
        assert 1 == await uow.fetch_value("select count(*) from users")
    pool = database.app._require_pool()
    assert pool.get_size() == pool.get_idle_size()


async def test_a_pool_with_nobody_free_is_unavailable(
    database_urls: DatabaseUrls, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asyncpg_engine, "_ACQUIRE_TIMEOUT", 0.05)
    async with opened(database_urls, pools=PoolSizes(app=1, service=1)), begin_doors(now=now):
        with pytest.raises(Unavailable):
            async with begin_doors(now=now):
                raise AssertionError


async def test_what_others_keep_locked_is_unavailable(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    async with begin_service(now=now) as busy:
        await busy.execute("lock table strategies in access exclusive mode")
        with pytest.raises(Unavailable):
            async with begin(ana, now=now) as uow:
                await uow.execute("set local lock_timeout = '20ms'")
                await Strategy.create(user_id=ana, name="breakout")
    async with begin(ana, now=now):
        await Strategy.create(user_id=ana, name="breakout")


async def test_of_two_that_wait_for_each_other_one_is_unavailable(a_user: MakeUser, now: datetime) -> None:
    ana = await a_user()
    rename = "update users set name = $2 where id = $1"
    settle = "update trading_accounts set name = $2 where user_id = $1"
    both_hold = asyncio.Barrier(2)

    async def change(*statements: str) -> bool:
        try:
            async with begin(ana, now=now) as uow:
                await uow.execute(statements[0], ana, "Ana")
                await both_hold.wait()
                await uow.execute(statements[1], ana, "Ana")
        except Unavailable:
            return False
        return True

    assert [False, True] == sorted(await asyncio.gather(change(rename, settle), change(settle, rename)))
