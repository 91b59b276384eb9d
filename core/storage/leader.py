"""One of many: a role that only one process may play at a time, held by an advisory lock."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from hashlib import blake2b

import asyncpg

_RETRY_SECONDS = 2.0
_TIMEOUT_SECONDS = 10


def lock_key(name: str) -> int:
    """The advisory lock's number for a role's name (`clock`, `telegram:123`): stable, 63 bits."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") >> 1


class Leadership:
    """Held until the connection ends; `lost` is set when the database took it away."""

    def __init__(self) -> None:
        self.lost = asyncio.Event()

    def lose(self, _: object) -> None:
        self.lost.set()


@asynccontextmanager
async def lead(direct_url: str, name: str) -> AsyncGenerator[Leadership]:
    """Wait until this process is the only one playing `name`, then play it inside the block.

    `direct_url` must reach PostgreSQL itself, not a transaction pooler: the lock lives in the session.
    Whoever leads must stop when `lost` is set: another process may lead from then on.

    Raises:
        OSError: the database is away, or starting, or shutting down.
    """
    with _away_as_os_error():
        connection = await asyncpg.connect(direct_url, timeout=_TIMEOUT_SECONDS)
    try:
        with _away_as_os_error():
            await _take(connection, lock_key(name))
        leadership = Leadership()
        connection.add_termination_listener(leadership.lose)
        yield leadership
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)


@contextmanager
def _away_as_os_error() -> Generator[None]:
    """A server that is starting or stopping answers with errors of its own instead of not at all."""
    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise ConnectionError(f"the lock cannot be had: {error}") from error


async def _take(connection: asyncpg.Connection, key: int) -> None:
    """Polled, not waited for in the database: a waiting session would hold a snapshot and a backend's lock slot."""
    while not await connection.fetchval("select pg_try_advisory_lock($1)", key):  # noqa: ASYNC110 - nobody signals
        await asyncio.sleep(_RETRY_SECONDS)
