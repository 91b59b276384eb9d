"""What the benchmarks stand on: servers of their own in a temporary directory, gone afterwards."""

import os
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from cli.house import bring_up_to_date
from core.storage.database import DatabaseUrls
from core.storage.embedded import Servers, join_servers, make_database
from core.storage.embedded_postgres import SUPERUSER


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """`rounds` are those that count, after the one that warms up."""

    servers: Servers
    rounds: int

    @property
    def directory(self) -> Path:
        return self.servers.directory

    @property
    def redis_url(self) -> str:
        return self.servers.redis_url

    async def make_journal(self, name: str) -> DatabaseUrls:
        """A migrated database of that name without a row, as durable as the product's own."""
        postgres = self.servers.postgres
        await make_database(postgres, name)
        urls = DatabaseUrls(
            app=postgres.url("ams_app", name),
            service=postgres.url("ams_service", name),
            owner=postgres.url("ams_owner", name),
            direct=postgres.url("ams_service", name),
        )
        await bring_up_to_date(urls)
        return urls

    async def connect_as_superuser(self, name: str) -> asyncpg.Connection:
        """For filling tables; the caller closes it."""
        return await asyncpg.connect(self.servers.postgres.url(SUPERUSER, name))


@asynccontextmanager
async def prepared_ground(rounds: int) -> AsyncGenerator[Ground]:
    directory = Path(tempfile.gettempdir()) / f"ams-bench-{os.getpid()}"
    servers = await join_servers(directory)
    try:
        yield Ground(servers=servers, rounds=rounds)
    finally:
        await servers.leave()
        shutil.rmtree(directory, ignore_errors=True)
