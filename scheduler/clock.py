"""The clock: APScheduler runs the ticks in the one process that leads."""

import asyncio
from collections.abc import Sequence

import structlog
from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from core.clock import Clock
from core.storage.leader import lead
from scheduler.tick import Tick

_log = structlog.get_logger(__name__)
_RETRY_SECONDS = 5.0


class Ticker:
    """Runs ticks while its process leads. `nudge` runs them all at once, after the demo's clock moved."""

    def __init__(self, ticks: Sequence[Tick], clock: Clock, direct_url: str) -> None:
        self._ticks = ticks
        self._clock = clock
        self._direct_url = direct_url
        self._is_leading = False

    async def run(self) -> None:
        """Lead, tick, and lead again after the database was away; ends only when cancelled."""
        while True:
            try:
                await self._lead_once()
            except (OSError, TimeoutError) as error:
                _log.warning("clock.waits_for_database", error=type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    async def nudge(self) -> None:
        if self._is_leading:
            for tick in self._ticks:
                await self._run(tick)

    async def _lead_once(self) -> None:
        async with lead(self._direct_url, "clock") as leadership:
            scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})
            scheduler.add_listener(_report_missed, EVENT_JOB_MISSED)
            for tick in self._ticks:
                scheduler.add_job(self._run, tick.trigger, args=[tick], id=tick.name, misfire_grace_time=30)
                if isinstance(tick.trigger, IntervalTrigger):
                    # its first interval may be longer than this life
                    scheduler.add_job(self._run, args=[tick], misfire_grace_time=None)
            scheduler.start()
            self._is_leading = True
            _log.info("clock.leads", ticks=len(self._ticks))
            try:
                await leadership.lost.wait()
                _log.warning("clock.lost_its_lead")
            finally:
                self._is_leading = False
                scheduler.shutdown(wait=False)

    async def _run(self, tick: Tick) -> None:
        try:
            async with asyncio.timeout(tick.timeout_seconds):
                await tick.run(self._clock.now())
        except Exception:  # noqa: BLE001 - the clock's edge: one failed tick must not stop the others
            _log.exception("clock.tick_failed", tick=tick.name)


def _report_missed(event: JobExecutionEvent) -> None:
    _log.warning("clock.tick_missed", tick=event.job_id)
