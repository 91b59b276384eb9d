"""The backend service: health, figures, /v1; the bots' webhook route is mounted beside it."""

from collections.abc import Mapping

from aiohttp import web
from redis.asyncio import Redis

from api.authentication import CLOCK
from api.health import CHECKS, Check, show_alive, show_metrics, show_ready
from api.limits import REDIS, limits
from api.problems import problems
from api.v1 import trades
from core.clock import Clock

_LARGEST_BODY = 1024 * 1024


def api_app(*, clock: Clock, redis: Redis, checks: Mapping[str, Check]) -> web.Application:
    """`checks` are what readiness means, by name."""
    app = web.Application(middlewares=[problems, limits], client_max_size=_LARGEST_BODY)
    app[CLOCK] = clock
    app[REDIS] = redis
    app[CHECKS] = checks
    app.router.add_get("/healthz", show_alive)
    app.router.add_get("/readyz", show_ready)
    app.router.add_get("/metrics", show_metrics)
    app.router.add_get("/v1/trades", trades.list_trades)
    app.router.add_post("/v1/trades", trades.create_trade)
    app.router.add_get("/v1/trades/{id}", trades.show_trade)
    return app
