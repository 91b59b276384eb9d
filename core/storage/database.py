"""Opening and closing the journal's database: one pool for people's work, one for the jobs."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from tortoise.context import TortoiseContext

from core.storage.asyncpg_engine import MODELS, JournalClient

SERVICE = "service"


@dataclass(frozen=True, kw_only=True, slots=True)
class DatabaseUrls:
    """How to connect as each role; never printed. `direct` goes past a pooler (LISTEN, leader locks)."""

    app: str = field(repr=False)
    service: str = field(repr=False)
    owner: str | None = field(default=None, repr=False)
    direct: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolSizes:
    """Connections at most; a person's lane holds one at a time."""

    app: int = 12
    service: int = 4


class Database:
    """The open database. `begin` and its sisters (core.storage.unit_of_work) use the one that is open."""

    def __init__(self, urls: DatabaseUrls, context: TortoiseContext) -> None:
        self.urls = urls
        self._context = context
        self.app = cast("JournalClient", context.connections.get(MODELS))
        self.service = cast("JournalClient", context.connections.get(SERVICE))

    @classmethod
    async def open(cls, urls: DatabaseUrls, *, pools: PoolSizes | None = None) -> "Database":
        """Connect and become the database of this process.

        Raises:
            OSError, asyncpg.PostgresError, TimeoutError: it does not answer or refuses.
        """
        pools = pools or PoolSizes()
        context = TortoiseContext()
        with context:
            await context.init(config=_tortoise_config(urls, pools), _enable_global_fallback=True)
        database = cls(urls, context)  # from here on the context is every task's, not this one's
        try:
            await database.app.create_connection(with_db=True)
            await database.service.create_connection(with_db=True)
        except BaseException:
            await context.close_connections()
            raise
        _Open.database = database
        return database

    async def close(self) -> None:
        if _Open.database is self:
            _Open.database = None
        await self._context.close_connections()


class _Open:
    database: Database | None = None


def require_database() -> Database:
    """The database that this process has open.

    Raises:
        RuntimeError: none is.
    """
    if _Open.database is None:
        raise RuntimeError("no database is open in this process")
    return _Open.database


@asynccontextmanager
async def opened(urls: DatabaseUrls, *, pools: PoolSizes | None = None) -> AsyncGenerator[Database, None]:
    """`Database.open`, closed at the end."""
    database = await Database.open(urls, pools=pools)
    try:
        yield database
    finally:
        await database.close()


def _tortoise_config(urls: DatabaseUrls, pools: PoolSizes) -> dict[str, Any]:
    def client(dsn: str, size: int) -> dict[str, Any]:
        return {
            "engine": "core.storage.asyncpg_engine",
            "credentials": {"dsn": dsn, "minsize": 1, "maxsize": size},
        }

    return {
        "connections": {MODELS: client(urls.app, pools.app), SERVICE: client(urls.service, pools.service)},
        "apps": {"models": {"models": ["models"], "default_connection": MODELS}},
        "use_tz": True,
        "timezone": "UTC",
    }
