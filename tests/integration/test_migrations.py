"""Migrations on real PostgreSQL: from nothing, from several processes at once, all the way back and up again."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from core.storage.catalogue import list_differences
from core.storage.database import DatabaseUrls
from core.storage.embedded import Servers, make_database
from core.storage.embedded_postgres import SUPERUSER
from core.storage.migrate import migrate, unmigrate
from core.storage.steps import list_missing, list_steps
from tests.conftest import urls_of


@pytest.fixture
async def empty(servers: Servers) -> AsyncIterator[DatabaseUrls]:
    """A database of ams_owner's with nothing in it."""
    name = f"empty_{uuid4().hex[:12]}"
    await make_database(servers.postgres, name)
    yield urls_of(servers.postgres, name)
    admin = await asyncpg.connect(servers.postgres.url(SUPERUSER, "postgres"))
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()


def _owner(urls: DatabaseUrls) -> str:
    assert urls.owner is not None
    return urls.owner


async def test_an_empty_database_takes_every_step_and_then_none(empty: DatabaseUrls) -> None:
    assert list_steps() == await migrate(_owner(empty))
    assert [] == await migrate(_owner(empty))


async def test_every_step_has_its_way_back(empty: DatabaseUrls) -> None:
    await migrate(_owner(empty))
    assert list_steps() == list(reversed(await unmigrate(_owner(empty))))
    owner = await asyncpg.connect(_owner(empty))
    try:
        left = await owner.fetch(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        )
        assert ["aerich"] == [row["relname"] for row in left]
        assert 0 == await owner.fetchval(
            "select count(*) from pg_proc where pronamespace = 'public'::regnamespace"
        )
        assert list_steps() == await list_missing(owner)
        assert list_steps() == await migrate(_owner(empty))
        assert [] == await list_differences(owner)
    finally:
        await owner.close()


@pytest.mark.parametrize("step", range(1, len(list_steps())))
async def test_going_back_to_any_step_and_up_again_leaves_no_difference(
    empty: DatabaseUrls, step: int
) -> None:
    await migrate(_owner(empty))
    await unmigrate(_owner(empty), to_version=step)
    await migrate(_owner(empty))
    owner = await asyncpg.connect(_owner(empty))
    try:
        assert [] == await list_differences(owner)
    finally:
        await owner.close()


async def test_three_processes_at_once_apply_every_step_once(empty: DatabaseUrls) -> None:
    environment = os.environ | {
        "AMS_DATABASE_URL": empty.app,
        "AMS_SERVICE_DATABASE_URL": empty.service,
        "AMS_OWNER_DATABASE_URL": _owner(empty),
        "AMS_REDIS_URL": "redis://127.0.0.1:1",
        "AMS_SECRET_KEYS": "k" * 32,
    }
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "cli.main",
            "migrate",
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        for _ in range(3)
    ]
    said = [await process.communicate() for process in processes]
    assert [0, 0, 0] == [process.returncode for process in processes], said
    assert len(list_steps()) == sum(out.count(b"applied ") for out, _ in said)


async def test_a_step_that_fails_leaves_nothing_behind(empty: DatabaseUrls) -> None:
    owner = await asyncpg.connect(_owner(empty))
    try:
        await owner.execute("create table trades (id integer)")
        with pytest.raises(Exception, match="already exists"):
            await migrate(_owner(empty))
        assert None is await owner.fetchval("select to_regclass('fills')")
        assert list_steps()[1:] == await list_missing(owner)
        await owner.execute("drop table trades")
        assert list_steps()[1:] == await migrate(_owner(empty))
    finally:
        await owner.close()
