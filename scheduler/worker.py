"""The worker: takes jobs from the queue on its own direct connection and runs their handlers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import asyncpg
import msgspec
import structlog
from pgqueuer import AsyncpgPoolDriver, Job, QueueManager
from pgqueuer.errors import RetryRequested

from core.clock import Clock
from core.errors import Unavailable
from core.jobs.queue import JobKind, queries

_log = structlog.get_logger(__name__)
_RETRY_SECONDS = 5.0
_MOST_ATTEMPTS = 5
_HEARTBEAT = timedelta(seconds=30)
_POLL = timedelta(seconds=5)

Handler = Callable[[Mapping[str, str], datetime], Awaitable[None]]
"""Gets the job's ids, its own among them as `job`, and the present moment; may run twice for one job."""


class Worker:
    """Runs jobs until it is stopped; a job whose worker was killed is taken again after its heartbeat."""

    def __init__(self, handlers: Mapping[JobKind, Handler], clock: Clock, direct_url: str) -> None:
        self._handlers = handlers
        self._clock = clock
        self._direct_url = direct_url
        self._manager: QueueManager | None = None

    async def run(self) -> None:
        """Work, and work again after the database was away; ends after `stop` or when cancelled."""
        while True:
            try:
                await self._work()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.warning("worker.waits_for_database", error=type(error).__name__)
            else:
                return
            await asyncio.sleep(_RETRY_SECONDS)

    def stop(self) -> None:
        """Take no more jobs; `run` returns when those under way are done."""
        if self._manager is not None:
            self._manager.shutdown.set()

    async def _work(self) -> None:
        async with asyncpg.create_pool(self._direct_url, min_size=2, max_size=4, command_timeout=30) as pool:
            manager = QueueManager(queries(AsyncpgPoolDriver(pool)))
            for kind, handler in self._handlers.items():
                manager.entrypoint(kind.value, on_failure="hold")(self._entry(kind, handler))
            self._manager = manager
            _log.info("worker.ready", kinds=[kind.value for kind in self._handlers])
            await manager.run(dequeue_timeout=_POLL, heartbeat_timeout=_HEARTBEAT)

    def _entry(self, kind: JobKind, handler: Handler) -> Callable[[Job], Awaitable[None]]:
        async def run(job: Job) -> None:
            ids = msgspec.json.decode(job.payload or b"{}", type=dict[str, str])
            ids["job"] = str(job.id)
            try:
                await handler(ids, self._clock.now())
            except (Unavailable, TimeoutError) as error:
                if job.attempts >= _MOST_ATTEMPTS:
                    raise
                raise RetryRequested(delay=timedelta(seconds=2**job.attempts)) from error
            except Exception:
                _log.exception("worker.job_failed", kind=kind.value, ids=ids)
                raise

        return run
