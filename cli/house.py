"""Opens what every role needs: the database at its newest schema, Redis, the clock, the secret keys."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import structlog
from redis.asyncio import Redis

from cli.supervision import keep_alive
from core.clock import Clock
from core.conversations.tokens import Keyring
from core.jobs.schema import install_queue
from core.pictures.directory import Directory
from core.pictures.shelf import Shelf
from core.pictures.store import Store
from core.settings import Settings
from core.storage.data_directory import default_data_directory, find_or_make_key, prepare_data_directory
from core.storage.database import DatabaseUrls, opened
from core.storage.embedded import Servers, join_servers
from core.storage.steps import list_missing, migrating

_log = structlog.get_logger(__name__)
_TIMEOUT_SECONDS = 5


class OldSchema(Exception):
    """The database has not taken every step of this version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """What is open while the journal runs. `urls` and `redis_url` are never printed; `broken` is set when a
    part of it ended by an error.
    """

    settings: Settings
    directory: Path
    urls: DatabaseUrls = field(repr=False)
    redis_url: str = field(repr=False)
    redis: Redis
    clock: Clock
    keyring: Keyring = field(repr=False)
    shelf: Shelf
    broken: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def direct_url(self) -> str:
        """Past any pooler, for LISTEN and leader locks."""
        return self.urls.direct or self.urls.service


@asynccontextmanager
async def open_house(
    settings: Settings, *, clock: Clock, directory: Path | None = None
) -> AsyncGenerator[House]:
    """Open it, and close it in order at the end. `directory` overrides the settings' (the demo's own).

    Raises:
        OldSchema: the operator's own database needs `ams migrate` first.
        OSError, asyncpg.PostgresError, UnusableDirectory, ServerFailed: with a message for the operator.
    """
    directory = prepare_data_directory(directory or settings.database.data_dir or default_data_directory())
    async with _find_database(settings, directory) as (urls, redis_url):
        redis = Redis.from_url(
            redis_url, socket_timeout=_TIMEOUT_SECONDS, socket_connect_timeout=_TIMEOUT_SECONDS
        )
        keys = settings.secret_keys or (find_or_make_key(directory),)
        try:
            async with opened(urls):
                yield House(
                    settings=settings,
                    directory=directory,
                    urls=urls,
                    redis_url=redis_url,
                    redis=redis,
                    clock=clock,
                    keyring=Keyring([key.encode() for key in keys]),
                    shelf=Shelf(open_store(settings, directory)),
                )
        finally:
            await redis.aclose()


def open_store(settings: Settings, directory: Path) -> Store:
    """Where uploads lie: the S3-compatible store of the settings, else a folder of the data directory."""
    if settings.pictures_url is None:
        return Directory(directory / "uploads")
    from core.pictures.bucket import Bucket  # 8 MB that a journal on one machine never needs

    return Bucket(settings.pictures_url)


def find_own_database(settings: Settings) -> DatabaseUrls | None:
    """The operator's own database; None: the embedded one."""
    given = settings.database
    if given.app_url is None or given.service_url is None:
        return None
    return DatabaseUrls(
        app=given.app_url, service=given.service_url, owner=given.owner_url, direct=given.direct_url
    )


@asynccontextmanager
async def _find_database(settings: Settings, directory: Path) -> AsyncGenerator[tuple[DatabaseUrls, str]]:
    urls = find_own_database(settings)
    if urls is not None and settings.database.redis_url is not None:
        await _require_newest(urls)
        yield urls, settings.database.redis_url
        return
    servers = await join_servers(directory)
    watch: asyncio.Task[None] | None = None
    try:
        await bring_up_to_date(servers.urls)
        watch = asyncio.create_task(keep_alive(servers), name="embedded servers")
        yield servers.urls, servers.redis_url
    finally:
        await _leave(servers, watch)


async def _leave(servers: Servers, watch: asyncio.Task[None] | None) -> None:
    if watch is not None:
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)
    await servers.leave()


async def bring_up_to_date(urls: DatabaseUrls) -> list[str]:
    """Migrate as the owner, the job queue's schema included; the names of the steps taken."""
    assert urls.owner is not None

    async def lay_queue(owner: asyncpg.Connection) -> None:
        await install_queue(owner, app="ams_app", service="ams_service")

    async with migrating(urls.owner) as owner:
        if not await list_missing(owner):
            await lay_queue(owner)
            return []
    with _left_out("numpy"):  # which aerich's dictdiffer takes along where it finds it, for nothing
        from core.storage.migrate import migrate

    applied = await migrate(urls.owner, after=lay_queue)
    if applied:
        _log.info("schema.migrated", steps=len(applied))
    return applied


@contextmanager
def _left_out(library: str) -> Generator[None]:
    """Let what is imported meanwhile find `library` missing, unless it is loaded already."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # pyright: ignore[reportArgumentType] - Python's own mark for "not there"
    try:
        yield
    finally:
        del sys.modules[library]


async def _require_newest(urls: DatabaseUrls) -> None:
    connection = await asyncpg.connect(urls.app, timeout=_TIMEOUT_SECONDS)
    try:
        missing = await list_missing(connection)
    finally:
        await connection.close()
    if missing:
        raise OldSchema(
            f"the database lacks {len(missing)} migrations of this version: run 'ams migrate' first"
        )
