"""One embedded PostgreSQL and Valkey for a whole test run; every test gets a database of its own."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
import redis
import structlog

from core.clock import FixedClock
from core.identifiers import UserId
from core.jobs.schema import install_queue
from core.storage.database import Database, DatabaseUrls, opened
from core.storage.embedded import Servers, join_servers, make_database
from core.storage.embedded_postgres import SUPERUSER, PostgresServer, find_server
from core.storage.embedded_valkey import ValkeyServer
from core.storage.migrate import migrate
from core.storage.unit_of_work import begin, begin_doors

TEMPLATE = "template_journal"
_DIRECTORY = "AMS_TEST_DIRECTORY"

MakeUser = Callable[..., Awaitable[UserId]]


def pytest_configure(config: pytest.Config) -> None:
    """The first process of the run names the servers' directory and forgets the developer's settings; the
    workers inherit both."""
    structlog.configure(  # failures as they stand in any traceback, not every local variable in a frame
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ]
    )
    if not hasattr(config, "workerinput"):
        for name in [name for name in os.environ if name.startswith("AMS_")]:
            del os.environ[name]
        os.environ[_DIRECTORY] = str(Path(tempfile.gettempdir()) / f"ams-test-{os.getpid()}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """What a crashed worker left running is stopped too."""
    if hasattr(config, "workerinput"):
        return
    directory = Path(os.environ.pop(_DIRECTORY))
    if directory.exists():
        postgres = find_server(directory)
        postgres.stop()
        ValkeyServer(directory=directory, sockets=postgres.sockets).stop()
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """The run's servers with a migrated template; this process is one of those that share them."""
    joined = asyncio.run(_join())
    yield joined
    asyncio.run(joined.leave())


async def _join() -> Servers:
    joined = await join_servers(Path(os.environ[_DIRECTORY]))
    await make_database(joined.postgres, TEMPLATE)
    admin = await asyncpg.connect(joined.postgres.url(SUPERUSER, "postgres"))
    try:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            await admin.execute(f"alter system set {setting}")
        await admin.execute("select pg_reload_conf()")
        # CREATE DATABASE … TEMPLATE refuses while another worker migrates it
        await admin.execute("select pg_advisory_lock(1)")
        await migrate(joined.postgres.url("ams_owner", TEMPLATE), after=_install_queue)
    finally:
        await admin.close()
    return joined


async def _install_queue(owner: asyncpg.Connection) -> None:
    await install_queue(owner, app="ams_app", service="ams_service")


@pytest.fixture
async def database_urls(servers: Servers) -> AsyncIterator[DatabaseUrls]:
    """A migrated database without a row, gone after the test."""
    name = f"test_{uuid4().hex[:12]}"
    admin = await asyncpg.connect(servers.postgres.url(SUPERUSER, "postgres"))
    try:
        await admin.execute("select pg_advisory_lock_shared(1)")
        # copying files is twice as fast as copying through the log
        await admin.execute(f"create database {name} template {TEMPLATE} strategy file_copy owner ams_owner")
        await admin.execute("select pg_advisory_unlock_shared(1)")
        yield urls_of(servers.postgres, name)
    finally:
        await admin.execute(f"drop database if exists {name} with (force)")
        await admin.close()


def urls_of(postgres: PostgresServer, name: str) -> DatabaseUrls:
    return DatabaseUrls(
        app=postgres.url("ams_app", name),
        service=postgres.url("ams_service", name),
        owner=postgres.url("ams_owner", name),
        direct=postgres.url("ams_service", name),
    )


@pytest.fixture
async def database(database_urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The open database: `begin`, `begin_doors` and `begin_service` work."""
    async with opened(database_urls) as database:
        yield database


@pytest.fixture
def redis_url(servers: Servers, worker_id: str) -> str:
    """An empty database of the run's Valkey."""
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1
    url = f"{servers.redis_url}?db={number}"
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture
def clock() -> FixedClock:
    """Stands still on a Wednesday afternoon until it is moved."""
    return FixedClock(datetime(2026, 11, 18, 15, 0, tzinfo=UTC))


@pytest.fixture
def now(clock: FixedClock) -> datetime:
    return clock.now()


@pytest.fixture
def a_user(database: Database, clock: FixedClock) -> MakeUser:
    """Make a person as the platforms do, by their first event; gives the id.

    `await a_user("Ana", timezone="Europe/Lisbon", currency="EUR", role="mentor", onboarded=True)`
    """

    async def make(
        name: str = "Ana",
        *,
        platform: str = "console",
        platform_user: str | None = None,
        timezone: str = "UTC",
        currency: str = "USD",
        role: str = "trader",
        onboarded: bool = True,
    ) -> UserId:
        person = platform_user or uuid4().hex
        now = clock.now()
        async with begin_doors(now=now) as doors:
            row = await doors.fetch_one(
                "select * from accept_event($1, 'test', $2, 'membership', $3, $4, null, 'en', $3, null, $5)",
                platform,
                uuid4().hex,
                person,
                name,
                now,
            )
        assert row is not None
        user_id = UserId(row["user_id"])
        async with begin(user_id, now=now) as uow:
            await uow.execute("delete from inbox")
            await uow.execute(
                "update users set timezone = $1, role = $2, onboarded_at = $3",
                timezone,
                role,
                now if onboarded else None,
            )
            await uow.execute("update trading_accounts set timezone = $1, currency = $2", timezone, currency)
            await uow.execute("update checkin_schedules set timezone = $1", timezone)
        return user_id

    return make
