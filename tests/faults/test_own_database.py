"""`ams serve`, `ams migrate` and `ams doctor` on an operator's own PostgreSQL and Redis; what health tells."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import aiohttp
import asyncpg
import pytest

from core.storage.database import DatabaseUrls
from core.storage.embedded import Servers, make_database
from core.storage.embedded_postgres import SUPERUSER
from tests.conftest import urls_of
from tests.faults.journal import Home, a_home, telegram_settings
from tests.faults.proxy import DatabaseProxy
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.ports import free_port


@pytest.fixture
async def fresh(servers: Servers) -> AsyncIterator[DatabaseUrls]:
    """A database without a table, as an operator makes it."""
    name = f"own_{uuid4().hex[:12]}"
    await make_database(servers.postgres, name)
    yield urls_of(servers.postgres, name)
    admin = await asyncpg.connect(servers.postgres.url(SUPERUSER, "postgres"))
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()


def settings_of(urls: DatabaseUrls, redis_url: str, api: BotApiServer) -> dict[str, str]:
    assert urls.owner is not None
    return {
        **telegram_settings(api),
        "AMS_DATABASE_URL": urls.app,
        "AMS_SERVICE_DATABASE_URL": urls.service,
        "AMS_OWNER_DATABASE_URL": urls.owner,
        "AMS_REDIS_URL": redis_url,
        "AMS_SECRET_KEYS": "k" * 32,
    }


async def run(home: Home, *command: str, **more: str) -> tuple[int, list[str]]:
    """One command to its end: exit code and lines."""
    ran = await home.start(*command, **more)
    code = await asyncio.wait_for(ran.process.wait(), PATIENCE)
    await ran.says("")
    return code, ran.lines


async def test_an_old_schema_is_refused_until_it_is_migrated(
    fresh: DatabaseUrls, redis_url: str, api: BotApiServer, ana: User
) -> None:
    async with a_home(settings_of(fresh, redis_url, api)) as home:
        code, (line,) = await run(home, "serve")
        assert (1, True) == (code, "run 'ams migrate' first" in line)
        code, lines = await run(home, "doctor")
        assert (1, 1) == (code, sum("ams migrate" in line for line in lines))
        assert 0 == (await run(home, "migrate"))[0]

        journal = await home.start()
        await journal.says("journal.ready")
        ana.sends("long EURUSD 1.0850 sl 1.0820 0.5 lots")
        await ana.sees("● EURUSD", seconds=PATIENCE)
        assert 0 == await journal.stop()
        assert not (home.directory / "postgres").exists()

        owner = await asyncpg.connect(fresh.owner)
        await owner.execute("delete from aerich where id = (select max(id) from aerich)")
        await owner.close()
        code, (line,) = await run(home, "serve")
        assert (1, True) == (code, "lacks 1 migration" in line)


async def test_the_doctor_says_one_line_for_each_problem(
    database_urls: DatabaseUrls, redis_url: str, api: BotApiServer, tmp_path: Path
) -> None:
    async with a_home(settings_of(database_urls, redis_url, api)) as home:
        assert (0, []) == sick_of(await run(home, "doctor"))
        nowhere = f"unix://{tmp_path}/nobody.sock"
        assert (1, ["valkey"]) == sick_of(await run(home, "doctor", AMS_REDIS_URL=nowhere))
        wrong = {"AMS_REDIS_URL": nowhere, "AMS_TELEGRAM_TOKEN": "123:" + "x" * 35}
        assert (1, ["valkey", "telegram"]) == sick_of(await run(home, "doctor", **wrong))
        away = f"postgresql://ams_app@/ams?host={tmp_path}"
        code, problems = sick_of(await run(home, "doctor", AMS_DATABASE_URL=away))
        assert (1, "database") == (code, problems[0])
        wrong = {"AMS_SECRET_KEYS": "short", "AMS_HTTP_PORT": "many"}
        assert (1, ["settings", "settings"]) == sick_of(await run(home, "doctor", **wrong))


def sick_of(ran: tuple[int, list[str]]) -> tuple[int, list[str]]:
    code, lines = ran
    return code, [line.split()[1].strip(":").lower() for line in lines if line.startswith("✗")]


async def ready(home: Home) -> tuple[int, Mapping[str, str]]:
    address = home.environment["AMS_PUBLIC_URL"]
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        async with session.get(f"{address}/healthz") as alive, session.get(f"{address}/metrics") as figures:
            assert (200, 200) == (alive.status, figures.status)
        async with session.get(f"{address}/readyz") as answer:
            return answer.status, (await answer.json())["checks"]


async def becomes(home: Home, **checks: str) -> int:
    """Wait until /readyz says this of these; its status."""
    async with asyncio.timeout(PATIENCE):
        while True:
            status, told = await ready(home)
            if checks == dict(told):
                return status
            await asyncio.sleep(0.1)


async def test_readiness_names_what_is_away_and_that_it_is_back(
    database_urls: DatabaseUrls, redis_url: str
) -> None:
    host = parse_qs(urlsplit(database_urls.app).query)["host"][0]
    cache = Path(urlsplit(redis_url).path)
    with tempfile.TemporaryDirectory(prefix="ams-") as short:
        database = DatabaseProxy(Path(host) / ".s.PGSQL.5432", Path(short) / ".s.PGSQL.5432")
        redis = DatabaseProxy(cache, Path(short) / cache.name)
        await database.open()
        await redis.open()
        port = free_port()
        async with BotApiServer(port=port) as api:
            settings = {
                name: value.replace(host, short)
                for name, value in settings_of(database_urls, redis_url, api).items()
            }
            async with a_home(settings) as home:
                await _goes_away_and_comes_back(home, database, redis, api, port)
        await database.shut()
        await redis.shut()


async def _goes_away_and_comes_back(
    home: Home, database: DatabaseProxy, redis: DatabaseProxy, api: BotApiServer, port: int
) -> None:
    well = {"database": "ok", "redis": "ok", "telegram": "ok"}
    journal = await home.start()
    await journal.says("journal.ready")
    assert 200 == await becomes(home, **well)
    await redis.shut()
    assert 503 == await becomes(home, **{**well, "redis": "away"})
    await redis.open()
    assert 200 == await becomes(home, **well)
    await database.shut()
    assert 503 == (await ready(home))[0]
    assert "away" == (await ready(home))[1]["database"]
    await database.open()
    assert 200 == await becomes(home, **well)
    await api.__aexit__()
    assert 503 == await becomes(home, **{**well, "telegram": "away"})
    async with BotApiServer(port=port):
        assert 200 == await becomes(home, **well)
    assert 0 == await journal.stop()
