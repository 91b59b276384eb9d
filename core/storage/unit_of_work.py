"""One transaction with its tenant, its actor and its moment: the only way to the database."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import asyncpg

from core.errors import NotAllowed
from core.identifiers import UserId
from core.storage.asyncpg_engine import JournalClient, OneTransaction
from core.storage.database import require_database
from core.storage.faults import translated


class Channel(StrEnum):
    """The door that somebody came in by."""

    TELEGRAM = "telegram"
    DISCORD = "discord"
    CONSOLE = "console"
    API = "api"
    JOB = "job"
    CLI = "cli"


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who does it, for the audit; `user_id` None is the journal itself. `client` is a user agent."""

    user_id: UserId | None = None
    channel: Channel = Channel.JOB
    request_id: str | None = None
    address: str | None = None
    client: str | None = None


JOURNAL = Actor()


class UnitOfWork:
    """An open transaction. Row models take part in it; the questions below take SQL with `$1`.

    `tenant` is None at the doors and for jobs. JSON columns come back from SQL as text.
    """

    __slots__ = ("actor", "connection", "now", "tenant")

    def __init__(
        self, *, connection: OneTransaction, tenant: UserId | None, actor: Actor, now: datetime
    ) -> None:
        self.connection = connection
        self.tenant = tenant
        self.actor = actor
        self.now = now

    @property
    def user_id(self) -> UserId:
        """The tenant where there must be one.

        Raises:
            NotAllowed: this is a door or a job.
        """
        if self.tenant is None:
            raise NotAllowed
        return self.tenant

    @property
    def raw(self) -> asyncpg.Connection:
        """Asyncpg's own connection in this transaction, for libraries that need one."""
        return self.connection.asyncpg_connection

    async def fetch(self, sql: str, *arguments: Any) -> list[asyncpg.Record]:
        async with self.connection.acquire_connection() as connection:
            return await connection.fetch(sql, *arguments)

    async def fetch_one(self, sql: str, *arguments: Any) -> asyncpg.Record | None:
        async with self.connection.acquire_connection() as connection:
            return await connection.fetchrow(sql, *arguments)

    async def fetch_value(self, sql: str, *arguments: Any) -> Any:
        """The first column of the first row; None without a row."""
        async with self.connection.acquire_connection() as connection:
            return await connection.fetchval(sql, *arguments)

    async def execute(self, sql: str, *arguments: Any) -> int:
        """The number of rows that were touched."""
        async with self.connection.acquire_connection() as connection:
            status = await connection.execute(sql, *arguments)
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0


_TRY_LOCK = (
    "; SELECT set_config('app.lock', CASE WHEN pg_try_advisory_xact_lock({}) THEN 't' ELSE 'f' END, true)"
)


@asynccontextmanager
async def begin(
    user_id: UserId, *, now: datetime, actor: Actor | None = None, try_lock: int | None = None
) -> AsyncGenerator[UnitOfWork, None]:
    """A person's transaction: sees and touches what is theirs; commits at the end, rolls back on any error.

    Start no task inside that outlives it. `try_lock`: an advisory lock to take for the transaction if it is
    free; `current_setting('app.lock')` then is 't'.

    Raises:
        NotAllowed: the wall refused a row.
        Unavailable: the database does not answer.
    """
    actor = actor or Actor(user_id=user_id)
    async with _transact(require_database().app, user_id, actor, now, try_lock) as uow:
        yield uow


@asynccontextmanager
async def begin_doors(*, now: datetime, actor: Actor | None = None) -> AsyncGenerator[UnitOfWork, None]:
    """No tenant: sees nothing; only the doors (definer functions) can be called."""
    async with _transact(require_database().app, None, actor or JOURNAL, now) as uow:
        yield uow


@asynccontextmanager
async def begin_service(*, now: datetime, actor: Actor | None = None) -> AsyncGenerator[UnitOfWork, None]:
    """A job's transaction: sees every tenant, so every question names its users."""
    async with _transact(require_database().service, None, actor or JOURNAL, now) as uow:
        yield uow


@asynccontextmanager
async def _transact(
    client: JournalClient, tenant: UserId | None, actor: Actor, now: datetime, try_lock: int | None = None
) -> AsyncGenerator[UnitOfWork, None]:
    lock = "" if try_lock is None else _TRY_LOCK.format(int(try_lock))
    with translated():
        async with client.transact(_opening(tenant, actor) + lock) as connection:
            yield UnitOfWork(connection=connection, tenant=tenant, actor=actor, now=now)


def _opening(tenant: UserId | None, actor: Actor) -> str:
    settings = {
        "app.user_id": None if tenant is None else str(UUID(str(tenant))),
        "app.actor_id": None if actor.user_id is None else str(UUID(str(actor.user_id))),
        "app.channel": actor.channel.value,
        "app.request_id": actor.request_id,
        "app.address": actor.address,
        "app.client": actor.client,
    }
    return "".join(f"; SET LOCAL {name} = {_quote(value)}" for name, value in settings.items() if value)


def _quote(value: str) -> str:
    """A literal for the simple protocol, which takes no parameters (standard_conforming_strings is on)."""
    return "'" + value.replace("\0", "").replace("'", "''") + "'"
