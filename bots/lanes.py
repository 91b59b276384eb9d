"""Lanes: each person's events one after another, many people at once, in any number of processes.

A lane that is found busy was taken by another process, which may already have looked for more in vain; so
whoever was refused comes back until it has had the lane once. What a crash leaves behind, the sweep finds.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import structlog
from prometheus_client import Gauge

from bots.answering import Answered, Answering
from bots.inbound import Inbound
from core.clock import Clock
from core.conversations.inbox import Event, list_idle_lanes
from core.errors import Unavailable
from core.identifiers import UserId
from core.messaging.screen import Screen
from core.people.lane import Standing

_SWEEP_SECONDS = 1.0
_SWEEP_LIMIT = 200
_FIRST_PAUSE, _LONGEST_PAUSE = 0.02, 1.0
_LONGEST_REST = 60.0
_STUCK = Gauge("ams_lanes_stuck", "People whose events cannot even be begun: the log says why (lane.stuck)")
_log = structlog.get_logger()


@dataclass(slots=True)
class _Lane:
    """`again`: something came in while the lane was running; its runner must look once more."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class _Rest:
    """A lane that could not even be taken, whatever the reason lies in (a broken row of its person, say)."""

    failures: int
    until: float


class Lanes:
    """Runs the lanes of this process. `speak` is called after a commit that has something to say."""

    def __init__(
        self, answering: Answering, clock: Clock, *, speak: Callable[[], None], at_once: int = 9
    ) -> None:
        """`at_once`: lanes that hold a connection at the same time; leave some of the pool to others."""
        self._answering = answering
        self._clock = clock
        self._speak = speak
        self._seats = asyncio.Semaphore(at_once)
        self._lanes: dict[UserId, _Lane] = {}
        self._tasks: asyncio.TaskGroup | None = None
        self._overdue: frozenset[UserId] = frozenset()
        self._resting: dict[UserId, _Rest] = {}
        self._draining = False

    async def run(self) -> None:
        """Sweep until cancelled or drained; the lanes run as tasks of this one."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            try:
                while not self._draining:
                    await self._sweep()
                    await asyncio.sleep(_SWEEP_SECONDS)
            finally:
                self._tasks = None

    def drain(self) -> None:
        """Take no new lanes; `run` returns when those that run have finished their event."""
        self._draining = True

    def is_busy(self, user_id: UserId) -> bool:
        """Whether this process works on something of this person, or is about to."""
        return user_id in self._lanes

    def wake(self, user_id: UserId) -> None:
        """Something waits for this person."""
        lane = self._lanes.get(user_id)
        if lane is not None:
            lane.again = True
        elif self._tasks is not None and not self._draining and not self._rests(user_id):
            self._lanes[user_id] = _Lane()
            self._tasks.create_task(self._run_lane(user_id))

    async def answer_fresh(self, user_id: UserId, inbound: Inbound, event: Event) -> Answered | None:
        """Store and answer a new event at once, in the caller's task and one transaction.

        None: nothing happened (the lane is taken, or it was refused or failed): take the ordinary way.
        """

        async def answer() -> Answered | None:
            async with self._seats:
                answered = await self._answering.answer_fresh(user_id, inbound, event)
            if answered is not None and answered.speaks:
                self._speak()
            return answered

        return await self._take(user_id, answer)

    async def answer_now(self, user_id: UserId, event: UUID) -> Screen | None:
        """Take the lane in the caller's task for one event; the screen if it may ride in the caller's answer.

        None as well when the lane is taken or another event was first: the answer then goes by the outbox.
        """
        answered = await self._take(user_id, lambda: self._answer_once(user_id, riding=event))
        if answered is None or answered.event != event:
            self.wake(user_id)
        return answered.riding if answered else None

    async def _take(
        self, user_id: UserId, answer: Callable[[], Awaitable[Answered | None]]
    ) -> Answered | None:
        """Hold the lane of this process while `answer` runs; None if it is taken already."""
        if user_id in self._lanes or self._draining:
            return None
        lane = self._lanes[user_id] = _Lane()
        answered: Answered | None = None
        try:
            answered = await answer()
        finally:
            del self._lanes[user_id]
            if lane.again or (answered is not None and answered.more):
                self.wake(user_id)
        return answered

    async def _run_lane(self, user_id: UserId) -> None:
        lane = self._lanes[user_id]
        pause = _FIRST_PAUSE
        try:
            while not self._draining:
                lane.again = False
                answered = await self._answer_once(user_id)
                if answered is None and user_id in self._resting:
                    return  # the sweep comes back
                if answered is None:
                    await asyncio.sleep(_LONGEST_PAUSE)
                elif answered.standing is Standing.BUSY:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)
                elif not answered.more and not lane.again:
                    return
        finally:
            del self._lanes[user_id]

    async def _answer_once(self, user_id: UserId, *, riding: UUID | None = None) -> Answered | None:
        """None: it could not even be tried; the event is stored and waits."""
        try:
            async with self._seats:
                answered = await self._answering.answer_next(user_id, riding=riding)
        except Unavailable:
            _log.warning("lane.database_away", user_id=str(user_id))
            return None
        except Exception as failure:  # noqa: BLE001 - the named edge: one person's trouble stays in their lane
            self._let_rest(user_id, failure)
            return None
        if self._resting.pop(user_id, None):
            _STUCK.set(len(self._resting))
            _log.info("lane.well_again", user_id=str(user_id))
        if answered.speaks:
            self._speak()
        return answered

    def _let_rest(self, user_id: UserId, failure: Exception) -> None:
        """Come back later and later; the log hears of it once, the figures until it is well again."""
        failures = self._resting[user_id].failures + 1 if user_id in self._resting else 1
        seconds = min(_LONGEST_PAUSE * 2 ** (failures - 1), _LONGEST_REST)
        self._resting[user_id] = _Rest(failures, asyncio.get_running_loop().time() + seconds)
        _STUCK.set(len(self._resting))
        if failures == 1:
            _log.error("lane.stuck", user_id=str(user_id), exc_info=failure)

    def _rests(self, user_id: UserId) -> bool:
        rest = self._resting.get(user_id)
        return rest is not None and asyncio.get_running_loop().time() < rest.until

    async def _sweep(self) -> None:
        """Wake whoever waited at the last sweep already: what has just come in is somebody's work by now."""
        try:
            waiting = await list_idle_lanes(now=self._clock.now(), limit=_SWEEP_LIMIT)
        except Unavailable:
            return
        for user_id in self._overdue.intersection(waiting):
            self.wake(user_id)
        self._overdue = frozenset(waiting)
