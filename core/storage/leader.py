"""One of many: a role that only one process may play at a time, held by an advisory lock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import blake2b

import asyncpg

_RETRY_SECONDS = 2.0
_TIMEOUT_SECONDS = 10.0


def lock_key(name: str) -> int:
    """The advisory lock's number for a role's name (`clock`, `telegram:123`): stable, 63 bits."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") >> 1


class Leadership:
    """Held until the connection ends; `lost` is set when the database took it away."""

    def __init__(self) -> None:
        self.lost = asyncio.Event()


@asynccontextmanager
async def lead(direct_url: str, name: str) -> AsyncIterator[Leadership]:
    """Wait until this process is the only one playing `name`, then play it inside the block.

    `direct_url` must reach PostgreSQL itself, not a transaction pooler: the lock lives in the session.
    Whoever leads must stop when `lost` is set: another process may lead from then on.
    """
    connection = await asyncpg.connect(direct_url, timeout=_TIMEOUT_SECONDS)
    try:
        while not await connection.fetchval("select pg_try_advisory_lock($1)", lock_key(name)):
            await asyncio.sleep(_RETRY_SECONDS)
        leadership = Leadership()
        connection.add_termination_listener(lambda _: leadership.lost.set())
        yield leadership
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)
