"""How often a caller may ask: a window of a minute per key, counted in Redis, open when Redis is away."""

import time
from hashlib import blake2b

from aiohttp import web
from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.problems import Handler, problem

REDIS = web.AppKey("redis", Redis)
MOST_PER_MINUTE = 120
_WINDOW = 60


@web.middleware
async def limits(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count the request and say in `RateLimit-*` what is left (draft-ietf-httpapi-ratelimit-headers-07)."""
    if not request.path.startswith("/v1/"):
        return await handler(request)
    used = await _count(request)
    response = (
        problem(429, "too_many_requests", "Too many requests: wait until the window resets.")
        if used > MOST_PER_MINUTE
        else await handler(request)
    )
    reset = _WINDOW - int(time.time()) % _WINDOW
    response.headers["RateLimit-Limit"] = str(MOST_PER_MINUTE)
    response.headers["RateLimit-Remaining"] = str(max(MOST_PER_MINUTE - used, 0))
    response.headers["RateLimit-Reset"] = str(reset)
    if used > MOST_PER_MINUTE:
        response.headers["Retry-After"] = str(reset)
    return response


async def _count(request: web.Request) -> int:
    caller = request.headers.get("Authorization") or request.remote or ""
    digest = blake2b(caller.encode(), digest_size=12).hexdigest()
    name = f"ams:api:{digest}:{int(time.time()) // _WINDOW}"
    try:
        async with request.app[REDIS].pipeline(transaction=False) as pipe:
            pipe.incr(name)
            pipe.expire(name, _WINDOW)
            used, _ = await pipe.execute()
    except (RedisError, OSError):
        return 0
    return int(used)
