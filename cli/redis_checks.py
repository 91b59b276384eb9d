"""What `ams doctor` asks of Valkey or Redis: does it answer, can it be written."""

from redis.asyncio import Redis
from redis.exceptions import RedisError

from cli.findings import Finding, bad, good

_TIMEOUT_SECONDS = 5
_KEY = "ams:doctor"


async def examine_redis(url: str) -> Finding:
    try:
        async with Redis.from_url(
            url, socket_timeout=_TIMEOUT_SECONDS, socket_connect_timeout=_TIMEOUT_SECONDS
        ) as redis:
            await redis.set(_KEY, "1", ex=_TIMEOUT_SECONDS)
            answers = await redis.get(_KEY) == b"1"
    except (RedisError, OSError, ValueError) as error:
        return bad(f"valkey: no answer, {error}", "is it up, and AMS_REDIS_URL right?")
    if not answers:
        return bad("valkey: forgets at once what it is told", "is its memory full? raise maxmemory")
    return good("valkey: answers and remembers")
