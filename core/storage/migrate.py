"""Bringing the database to the newest schema, safely from any number of processes at once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import asyncpg
from aerich import Command
from aerich.migrate import Migrate
from aerich.utils import get_models_describe

from core.storage.steps import APP, LOCATION, migrating

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
    async with migrating(owner_url) as connection:
        applied = await _in_own_context(_upgrade(owner_url))
        if after is not None:
            await after(connection)
        return applied


async def unmigrate(owner_url: str, *, to_version: int = 0) -> list[str]:
    """Take back every step from `to_version` on, newest first. Destroys data; for tests and emergencies."""
    async with migrating(owner_url):
        return await _in_own_context(_downgrade(owner_url, to_version))


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
