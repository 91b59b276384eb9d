"""Bringing the database to the newest schema, safely from any number of processes at once."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from aerich import Command
from aerich.migrate import Migrate
from aerich.utils import get_models_describe

import migrations

APP = "models"
LOCATION = str(Path(migrations.__file__).parent)
_LOCK = 0x616D73_6D6967
_TIMEOUT_SECONDS = 20

T = TypeVar("T")
AfterMigration = Callable[[asyncpg.Connection], Awaitable[None]]


def tortoise_config(owner_url: str) -> dict[str, Any]:
    """The configuration that aerich works with: the models and its own table, as the owner."""
    return {
        "connections": {
            "default": {
                "engine": "core.storage.asyncpg_engine",
                "credentials": {"dsn": owner_url, "migrates": True},
            }
        },
        "apps": {APP: {"models": ["models", "aerich.models"], "default_connection": "default"}},
    }


async def migrate(owner_url: str, *, after: AfterMigration | None = None) -> list[str]:
    """Apply what is missing and name it; `after` then works on the owner's connection, under the same lock.

    Raises:
        OSError, asyncpg.PostgresError: the database does not answer, or a step failed (and was rolled back).
    """
    connection = await asyncpg.connect(owner_url, timeout=_TIMEOUT_SECONDS)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        applied = await _in_own_context(_upgrade(owner_url))
        if after is not None:
            await after(connection)
        return applied
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)


async def unmigrate(owner_url: str, *, to_version: int = 0) -> list[str]:
    """Take back every step from `to_version` on, newest first. Destroys data; for tests and emergencies."""
    connection = await asyncpg.connect(owner_url, timeout=_TIMEOUT_SECONDS)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        return await _in_own_context(_downgrade(owner_url, to_version))
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


async def _upgrade(owner_url: str) -> list[str]:
    async with Command(tortoise_config=tortoise_config(owner_url), app=APP, location=LOCATION) as command:
        return await command.upgrade(run_in_transaction=True)


async def _downgrade(owner_url: str, version: int) -> list[str]:
    async with Command(tortoise_config=tortoise_config(owner_url), app=APP, location=LOCATION) as command:
        return await command.downgrade(version=version, delete=False)


async def changed_models(owner_url: str) -> bool:
    """Do the models say something that no migration does?"""

    async def compare() -> bool:
        async with Command(tortoise_config=tortoise_config(owner_url), app=APP, location=LOCATION):
            Migrate.upgrade_operators, Migrate.downgrade_operators = [], []
            return _describe_differently()

    return await _in_own_context(compare())


def _describe_differently() -> bool:
    last = Migrate.get_last_version_module()
    if last is None:
        return True
    known = Migrate.get_migration_info_for_file(last).models_state
    return known != get_models_describe(APP)


async def _in_own_context(work: Coroutine[Any, Any, T]) -> T:
    """Aerich makes its Tortoise context current: in a task of its own it leaves ours alone."""
    return await asyncio.create_task(work)


TORTOISE = tortoise_config("postgresql://ams_owner@localhost/ams")
"""For aerich's own command line (`aerich migrate --offline`): it connects to nothing."""
