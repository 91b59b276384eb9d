"""Keeps the embedded servers running: what was killed is started again."""

import asyncio
from subprocess import SubprocessError

import asyncpg
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.storage.embedded import Servers
from core.storage.embedded_postgres import ServerFailed
from core.storage.holders import Busy

_log = structlog.get_logger(__name__)
_EVERY_SECONDS = 1.0
_TIMEOUT_SECONDS = 5


async def keep_alive(servers: Servers) -> None:
    """Look every second, for as long as the journal runs; ends only when cancelled."""
    while True:
        await asyncio.sleep(_EVERY_SECONDS)
        if await _postgres_answers(servers) and await _valkey_answers(servers):
            continue
        _log.warning("servers.gone")
        try:
            await servers.revive()
        except (ServerFailed, Busy, OSError, SubprocessError) as error:
            _log.warning("servers.not_back_yet", reason=str(error))
        else:
            _log.info("servers.back")


async def _postgres_answers(servers: Servers) -> bool:
    try:
        connection = await asyncpg.connect(servers.urls.app, timeout=_TIMEOUT_SECONDS)
        await connection.close(timeout=_TIMEOUT_SECONDS)
    except (asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError):
        return False
    except (TimeoutError, asyncpg.PostgresError):
        return True  # it is there, only busy or out of connections
    except OSError:
        return False
    return True


async def _valkey_answers(servers: Servers) -> bool:
    async with Redis.from_url(servers.redis_url, socket_timeout=_TIMEOUT_SECONDS) as redis:
        try:
            await redis.execute_command("PING")
        except (RedisError, OSError):
            return False
    return True
