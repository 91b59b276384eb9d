"""The database and the cache that come with the journal: shared by its processes, gone with the last one."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from core.storage.data_directory import prepare_data_directory
from core.storage.database import DatabaseUrls
from core.storage.embedded_postgres import SUPERUSER, PostgresServer, find_server
from core.storage.embedded_valkey import ValkeyServer
from core.storage.holders import Holder, one_at_a_time

DATABASE = "ams"
_TIMEOUT_SECONDS = 20

ROLES = """
do $$ begin
    if not exists (select from pg_roles where rolname = 'ams_owner') then
        create role ams_owner login nosuperuser;
        create role ams_app login nosuperuser nobypassrls;
        create role ams_service login nosuperuser bypassrls;
        create role ams_doors nologin nosuperuser bypassrls;
        grant ams_doors to ams_owner with inherit false, set true;
        -- COMMIT means "on disk": nothing here trades that away
        alter role ams_app set statement_timeout = '30s';
        alter role ams_app set lock_timeout = '10s';
    end if;
end $$;
"""
"""As docs/postgres-roles.sh, which an operator runs on a database of their own, but without passwords: only this
machine reaches the embedded server, by its socket."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Servers:
    """Running servers that this process uses until `leave`."""

    directory: Path
    postgres: PostgresServer
    valkey: ValkeyServer
    holder: Holder

    @property
    def urls(self) -> DatabaseUrls:
        return DatabaseUrls(
            app=self.postgres.url("ams_app", DATABASE),
            service=self.postgres.url("ams_service", DATABASE),
            owner=self.postgres.url("ams_owner", DATABASE),
            direct=self.postgres.url("ams_service", DATABASE),
        )

    @property
    def redis_url(self) -> str:
        return self.valkey.url

    async def leave(self) -> None:
        """Use them no more; the last one out stops them."""
        await asyncio.to_thread(self._leave)

    async def revive(self) -> None:
        """Start again what was killed."""
        await asyncio.to_thread(_start, self.directory, self.postgres, self.valkey)

    def _leave(self) -> None:
        with one_at_a_time(self.directory):
            if self.holder.release():
                self.valkey.stop()
                self.postgres.stop()


async def join_servers(directory: Path) -> Servers:
    """Start the servers of `directory` or join those that run; make roles and database the first time.

    Raises:
        UnusableDirectory, ServerFailed, Busy: with a message for the operator.
    """
    directory = await asyncio.to_thread(prepare_data_directory, directory)
    joining = asyncio.ensure_future(asyncio.to_thread(_join, directory))
    try:
        servers = await asyncio.shield(joining)
    except asyncio.CancelledError:  # a thread cannot be stopped half-way: what it started is stopped again
        await (await joining).leave()
        raise
    try:
        await make_database(servers.postgres)
    except BaseException:
        await servers.leave()
        raise
    return servers


def _join(directory: Path) -> Servers:
    postgres = find_server(directory)
    valkey = ValkeyServer(directory=directory, sockets=postgres.sockets)
    holder = Holder(directory)
    _start(directory, postgres, valkey)
    return Servers(directory=directory, postgres=postgres, valkey=valkey, holder=holder)


def _start(directory: Path, postgres: PostgresServer, valkey: ValkeyServer) -> None:
    with one_at_a_time(directory):
        postgres.start()
        valkey.start()


async def make_database(postgres: PostgresServer, name: str = DATABASE) -> None:
    """Roles and an empty database owned by ams_owner, where they are missing."""
    connection = await asyncpg.connect(
        postgres.url(SUPERUSER, "postgres"), timeout=_TIMEOUT_SECONDS, command_timeout=_TIMEOUT_SECONDS
    )
    try:
        await connection.execute("select pg_advisory_lock(7226)")
        await connection.execute(ROLES)
        if not await connection.fetchval("select exists (select from pg_database where datname = $1)", name):
            await connection.execute(f'create database "{name}" owner ams_owner')
            await connection.execute(f'revoke all on database "{name}" from public')
            await connection.execute(f'grant connect on database "{name}" to ams_app, ams_service')
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)
