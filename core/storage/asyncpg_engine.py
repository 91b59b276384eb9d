"""Tortoise's asyncpg engine with the tenant inside BEGIN, and no connection lost on cancellation.

The stock transaction context acquires a connection and then runs BEGIN without guarding the gap: a task
cancelled there keeps the connection for ever (tortoise-orm #1152). The module's name holds "asyncpg"
because Tortoise picks its dialect by that.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, NoReturn, cast

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.connection import get_connections

MODELS = "default"
"""The alias that the row models use: inside a unit of work it is that transaction."""

_ACQUIRE_TIMEOUT = 10.0
_COMMAND_TIMEOUT = 60.0
_CONNECT_TIMEOUT = 10.0


class OpeningConnection(asyncpg.Connection):
    """Sends what `open_with` was given in the same message as the next BEGIN."""

    __slots__ = ("_opening",)

    def open_with(self, statements: str) -> None:
        self._opening = statements

    async def execute(self, query: str, *args: Any, timeout: float | None = None) -> str:  # noqa: ASYNC109 (asyncpg)
        if query.startswith("BEGIN"):
            query, self._opening = f"{query}{getattr(self, '_opening', '')}", ""
        return await super().execute(query, *args, timeout=timeout)


class OneTransaction(TransactionWrapper):
    """What the row models use inside a unit of work; savepoints nest in it."""

    def __init__(self, parent: AsyncpgDBClient, connection: Any) -> None:
        super().__init__(parent)
        self._connection = connection

    @property
    def asyncpg_connection(self) -> asyncpg.Connection:
        return self._connection


class OwnerClient(AsyncpgDBClient):
    """Tortoise's own engine, only told where to connect by a URL: what migrations run on."""

    async def create_connection(self, with_db: bool) -> None:  # noqa: FBT001 (Tortoise's signature)
        self._pool = await asyncpg.create_pool(
            self.extra["dsn"], min_size=1, max_size=2, timeout=_CONNECT_TIMEOUT
        )
        await self._post_connect()


class JournalClient(AsyncpgDBClient):
    """A pool of connections of one role."""

    async def create_connection(self, with_db: bool) -> None:  # noqa: FBT001 (Tortoise's signature)
        self._pool = await asyncpg.create_pool(
            self.extra["dsn"],
            min_size=self.pool_minsize,
            max_size=self.pool_maxsize,
            connection_class=OpeningConnection,
            # Only settings local to a transaction are used on this pool, so RESET ALL would be a round
            # trip for nothing; asyncpg still rolls an open transaction back before it calls this.
            reset=_keep,
            command_timeout=_COMMAND_TIMEOUT,
            timeout=_CONNECT_TIMEOUT,
            server_settings={"application_name": f"ams {self.connection_name}"},
        )
        await self._post_connect()

    @asynccontextmanager
    async def transact(self, opening: str) -> AsyncGenerator[OneTransaction, None]:
        """One transaction that begins with `opening` (`; SET LOCAL …`) and that the models take part in."""
        pool = self._require_pool()
        connection = await _acquire(pool)
        try:
            cast("OpeningConnection", connection).open_with(opening)
            async with connection.transaction():
                transaction = OneTransaction(self, connection)
                token = get_connections().set(MODELS, transaction)
                try:
                    yield transaction
                finally:
                    get_connections().reset(token)
        finally:
            await pool.release(connection)

    async def call(self, sql: str, *arguments: Any) -> list[asyncpg.Record]:
        """One statement that is its own transaction."""
        pool = self._require_pool()
        connection = await _acquire(pool)
        try:
            return await connection.fetch(sql, *arguments)
        finally:
            await pool.release(connection)

    def _in_transaction(self) -> NoReturn:
        raise RuntimeError("rows are written inside a unit of work (core.storage.unit_of_work.begin)")

    def _require_pool(self) -> asyncpg.Pool:
        if self._pool is None:
            raise RuntimeError("the database is not open")
        return self._pool


async def _acquire(pool: asyncpg.Pool) -> Any:
    try:
        async with asyncio.timeout(_ACQUIRE_TIMEOUT):  # the pool's own timeout makes a task each time
            return await pool.acquire()
    except TimeoutError:
        raise
    except OSError as error:  # no socket file, no such host: the database's absence, met while connecting
        raise ConnectionError("the database does not answer") from error


async def _keep(_connection: object) -> None:
    return None


def get_client_class(db_info: dict[str, Any]) -> type[AsyncpgDBClient]:
    """What Tortoise asks this module for."""
    return OwnerClient if db_info["credentials"].get("migrates") else JournalClient
