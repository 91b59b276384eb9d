"""Alive, ready, and in figures: what a supervisor and a Prometheus ask."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import msgspec
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

Check = Callable[[], Awaitable[None]]
"""Raises what is wrong; returns when all is well."""

CHECKS = web.AppKey("checks", Mapping[str, Check])
_TIMEOUT_SECONDS = 3.0


async def show_alive(request: web.Request) -> web.Response:
    """200 as long as the process answers at all."""
    del request
    return web.json_response({"status": "alive"})


async def show_ready(request: web.Request) -> web.Response:
    """200 when database, queue and platforms answer; 503 naming each that does not, without its words."""
    checks = request.app[CHECKS]
    results = await asyncio.gather(*(_passes(check) for check in checks.values()))
    named = dict(zip(checks, results, strict=True))
    is_ready = all(results)
    return web.Response(
        status=200 if is_ready else 503,
        body=msgspec.json.encode(
            {
                "status": "ready" if is_ready else "away",
                "checks": {name: "ok" if ok else "away" for name, ok in named.items()},
            }
        ),
        content_type="application/json",
    )


async def show_metrics(request: web.Request) -> web.Response:
    del request
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _passes(check: Check) -> bool:
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            await check()
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer is that it is not ready
        return False
    return True
