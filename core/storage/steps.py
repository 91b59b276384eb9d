"""Which steps the schema has taken; apart from taking them, which needs heavy libraries."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

import migrations

APP = "models"
LOCATION = str(Path(migrations.__file__).parent)
_LOCK = 0x616D73_6D6967
_TIMEOUT_SECONDS = 20


@asynccontextmanager
async def migrating(owner_url: str) -> AsyncGenerator[asyncpg.Connection]:
    """The owner's connection, under the lock that lets one process migrate at a time."""
    connection = await asyncpg.connect(owner_url, timeout=_TIMEOUT_SECONDS)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        yield connection
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)


async def list_missing(connection: asyncpg.Connection) -> list[str]:
    """Steps of this version of the journal that the database has not taken; any role may ask."""
    applied: set[str] = set()
    if await connection.fetchval("select to_regclass('public.aerich') is not null"):
        rows = await connection.fetch("select version from aerich where app = $1", APP)
        applied = {row["version"] for row in rows}
    return [step for step in list_steps() if step not in applied]


def list_steps() -> list[str]:
    """The file names of all steps, oldest first."""
    steps = [path.name for path in Path(LOCATION, APP).glob("*.py") if re.match(r"\d+_", path.name)]
    return sorted(steps, key=lambda name: int(name.partition("_")[0]))
