"""`ams serve` as a process of its own, that tests kill where it hurts."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from tests.patience import PATIENCE

_SERVE = "import sys; from cli.main import run; sys.exit(run(['serve', '--roles', 'bots']))"


@asynccontextmanager
async def served(environment: Mapping[str, str]) -> AsyncGenerator[asyncio.subprocess.Process]:
    """Run it for as long as the block lasts; killed at its end if nobody else did."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _SERVE,
        env={**os.environ, **environment, "AMS_LOG_FORMAT": "json"},
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@asynccontextmanager
async def barred(url: str, table: str) -> AsyncGenerator[asyncpg.Connection]:
    """Nobody gets at `table` inside the block; who waits for it is ended with it."""
    connection = await asyncpg.connect(url)
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(f"lock table {table} in access exclusive mode")
    try:
        yield connection
    finally:
        await connection.execute(
            """select pg_terminate_backend(pid) from pg_locks
            where relation = $1::regclass and not granted""",
            table,
        )
        await transaction.rollback()
        await connection.close()


async def someone_waits(connection: asyncpg.Connection, table: str) -> None:
    """Return when a session stands before the barred table."""
    async with asyncio.timeout(PATIENCE):
        while not await connection.fetchval(  # noqa: ASYNC110 - nobody signals
            "select exists (select from pg_locks where relation = $1::regclass and not granted)", table
        ):
            await asyncio.sleep(0.01)


async def becomes(expected: object, url: str, sql: str) -> None:
    """Return when the question's answer is the expected one."""
    async with asyncio.timeout(PATIENCE):
        while expected != await ask(url, sql):  # noqa: ASYNC110 - nobody signals
            await asyncio.sleep(0.05)


async def ask(url: str, sql: str, *arguments: Any) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql, *arguments)
    finally:
        await connection.close()
