"""The roles a process can play, run together and drained together."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from enum import StrEnum

from aiohttp import web

from api.app import api_app
from api.health import Check
from cli.house import House
from cli.stopping import watch
from core.storage.unit_of_work import begin_doors
from reports.charts.chart import Chart, ChartKind, ChartValues
from reports.charts.theme import ThemeName
from reports.charts.worker import DrawingPool
from scheduler.clock import Ticker
from scheduler.registry import TICKS, handlers, upload_handlers
from scheduler.worker import Worker

_FINISH_SECONDS = 4.0


class Role(StrEnum):
    BOTS = "bots"
    API = "api"
    CLOCK = "clock"
    WORKER = "worker"


ALL_ROLES = frozenset(Role)


@asynccontextmanager
async def working(house: House, *, has_bots: bool = True) -> AsyncGenerator[Worker]:
    """Draw and count in the background while the block runs; jobs under way are finished at its end.

    Where the platforms are, what people sent there is kept too.
    """
    async with DrawingPool() as pool:

        async def draw(kind: ChartKind, values: ChartValues, theme: str) -> Chart:
            return await pool.draw(kind, values, ThemeName(theme))

        jobs = handlers(draw=draw, keyring=house.keyring, shelf=house.shelf)
        uploads = upload_handlers(house.shelf) if has_bots else {}
        worker = Worker({**jobs, **uploads}, house.clock, house.direct_url)
        async with _background(house, worker.run, "worker", stop=worker.stop):
            yield worker


@asynccontextmanager
async def keeping(house: House) -> AsyncGenerator[None]:
    """Keep what people send, in a process whose jobs are otherwise done elsewhere."""
    worker = Worker(upload_handlers(house.shelf), house.clock, house.direct_url)
    async with _background(house, worker.run, "uploads", stop=worker.stop):
        yield


@asynccontextmanager
async def ticking(house: House) -> AsyncGenerator[Ticker]:
    """Be the clock, or wait to become it, while the block runs."""
    ticker = Ticker(TICKS, house.clock, house.direct_url)
    async with _background(house, ticker.run, "clock"):
        yield ticker


@asynccontextmanager
async def answering_http(
    house: House, *, routes: Sequence[web.RouteDef], checks: Mapping[str, Check]
) -> AsyncGenerator[str]:
    """The backend service, with the webhook routes of the bots mounted; gives the address it listens at.

    Raises:
        OSError: the port is taken.
    """
    app = api_app(clock=house.clock, redis=house.redis, checks={**_checks(house), **checks})
    app.router.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        http = house.settings.http
        await web.TCPSite(runner, http.host, http.port).start()
        yield f"http://{http.host}:{http.port}"
    finally:
        await runner.cleanup()


def _checks(house: House) -> Mapping[str, Check]:
    async def database() -> None:
        async with begin_doors(now=house.clock.now()) as uow:
            await uow.fetch_value("select 1")

    async def queue() -> None:
        await house.redis.execute_command("PING")

    return {"database": database, "redis": queue}


@asynccontextmanager
async def _background(
    house: House, run: Callable[[], Awaitable[None]], name: str, *, stop: Callable[[], None] | None = None
) -> AsyncGenerator[None]:
    task = asyncio.ensure_future(run())
    watch(task, name, house.broken)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(_end, task, stop)
        yield


async def _end(task: asyncio.Future[None], stop: Callable[[], None] | None) -> None:
    if stop is not None:
        stop()
        await asyncio.wait({task}, timeout=_FINISH_SECONDS)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
