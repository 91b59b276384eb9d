"""`kill -9` between any two steps of an event, then a restart: the fact is there once, nothing is doubled."""

import asyncio
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from core.storage.database import DatabaseUrls
from tests.patience import PATIENCE

WORKER = Path(__file__).with_name("worker.py")

StartWorker = Callable[..., Awaitable[Process]]
RunWorker = Callable[..., Awaitable[int]]


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    path = tmp_path / "shown.txt"
    path.touch()
    return path


@pytest.fixture
def start_worker(database_urls: DatabaseUrls, shown: Path) -> StartWorker:
    async def start(*options: str) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, str(WORKER), database_urls.app, database_urls.service, str(shown), *options
        )

    return start


@pytest.fixture
def run_worker(start_worker: StartWorker) -> RunWorker:
    async def run(*options: str) -> int:
        process = await start_worker(*options)
        async with asyncio.timeout(PATIENCE):
            return await process.wait()

    return run


async def query(urls: DatabaseUrls, sql: str) -> list[object]:
    connection = await asyncpg.connect(urls.service)
    try:
        return [row[0] for row in await connection.fetch(sql)]
    finally:
        await connection.close()


def lines_of(shown: Path) -> list[str]:
    return shown.read_text().splitlines()


@pytest.mark.parametrize("point", ["receive", "handle", "commit"])
async def test_killed_before_the_send_the_fact_and_the_answer_are_there_once(
    point: str, run_worker: RunWorker, shown: Path, database_urls: DatabaseUrls
) -> None:
    assert -signal.SIGKILL == await run_worker("--tell", "e1", "mark", "--die", point)
    assert 0 == await run_worker("--tell", "e1", "mark")

    assert ["Ana!"] == await query(database_urls, "select name from users")
    assert ["done"] == await query(database_urls, "select status from inbox")
    assert ["Marked"] == lines_of(shown)


async def test_killed_during_the_send_a_card_comes_again_at_most_once(
    run_worker: RunWorker, shown: Path, database_urls: DatabaseUrls
) -> None:
    assert -signal.SIGKILL == await run_worker("--tell", "e1", "mark", "--die", "send")
    assert -signal.SIGKILL == await run_worker("--die", "send")
    assert 0 == await run_worker()

    assert ["Ana!"] == await query(database_urls, "select name from users")
    assert ["Marked", "Marked"] == lines_of(shown)
    assert ["uncertain"] == await query(database_urls, "select state from outbox")


async def test_killed_during_the_send_a_prompt_is_never_doubled_and_its_dialog_goes_on(
    run_worker: RunWorker, shown: Path, database_urls: DatabaseUrls
) -> None:
    assert -signal.SIGKILL == await run_worker("--prompt", "checkin:1", "--die", "send")
    assert 0 == await run_worker("--prompt", "checkin:1")

    assert ["Risk"] == lines_of(shown)
    assert ["checkin"] == await query(database_urls, "select dialog from conversations")
    assert ["uncertain"] == await query(database_urls, "select state from outbox")


async def test_two_processes_keep_one_persons_lane_serial(
    run_worker: RunWorker, database_urls: DatabaseUrls
) -> None:
    ends = await asyncio.gather(run_worker("--flood", "a", "60"), run_worker("--flood", "b", "60"))

    assert [0, 0] == ends
    assert ["120"] == await query(database_urls, "select name from users")
    assert [120] == await query(database_urls, "select count(*) from inbox where status = 'done'")


async def test_killed_in_the_midst_of_a_flood_every_stored_event_counts_once(
    start_worker: StartWorker, run_worker: RunWorker, database_urls: DatabaseUrls
) -> None:
    flooded = await start_worker("--flood", "a", "400")
    connection = await asyncpg.connect(database_urls.service)
    async with asyncio.timeout(PATIENCE):
        while await connection.fetchval("select count(*) from inbox where status = 'done'") < 20:
            assert flooded.returncode is None
    await connection.close()
    flooded.kill()
    await flooded.wait()
    assert 0 == await run_worker()

    (stored,) = await query(database_urls, "select count(*) from inbox")
    assert [str(stored)] == await query(database_urls, "select name from users")
    assert ["done"] == await query(database_urls, "select distinct status from inbox")
