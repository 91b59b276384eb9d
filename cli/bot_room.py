"""The bots of one process: lanes that answer, doors that listen, deliveries that speak."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Protocol

import structlog

from bots.answering import Answering
from bots.delivery import Delivery
from bots.intake import LaneIntake
from bots.lanes import Lanes
from bots.messenger import Messenger
from bots.pacing import Pacing
from bots.repertoire import Repertoire
from bots.router import Router
from cli.house import House
from cli.stopping import watch
from core.identifiers import UserId
from core.pictures.assets import load_asset
from core.storage.leader import Leadership, lead
from core.storage.unit_of_work import begin

_log = structlog.get_logger(__name__)
_DRAIN_SECONDS = 8.0
_DOOR_SECONDS = 5.0
"""With the worker's four seconds (cli.roles) a stop stays below the twenty that operators are promised."""


class Door(Protocol):
    """A platform's door: what it hears goes to the intake, what is said goes by its messenger."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class BotRoom:
    """Everything a process needs to answer. Doors and messengers are added before `start`."""

    def __init__(self, house: House, repertoire: Repertoire) -> None:
        self._house = house
        self._pacing = Pacing(house.redis)
        self._deliveries: list[Delivery] = []
        self._doors: list[Door] = []
        self._tasks: list[asyncio.Task[None]] = []
        self.router = Router(repertoire, house.keyring)
        self.repertoire = repertoire
        self.lanes = Lanes(Answering(self.router, house.clock), house.clock, speak=self.speak)
        self.intake = LaneIntake(self.lanes, house.clock)

    def add_messenger(self, messenger: Messenger, *, is_alone: bool = False) -> None:
        self._deliveries.append(
            Delivery(
                messenger,
                clock=self._house.clock,
                pacing=self._pacing,
                load_picture=self._load_picture,
                is_alone=is_alone,
            )
        )

    def add_door(self, door: Door, messenger: Messenger, fetch: Callable[[str], Awaitable[bytes]]) -> None:
        """A platform's door, its voice, and how pictures that people send there are fetched."""
        self._doors.append(door)
        self.add_messenger(messenger)
        self._house.shelf.learn(messenger.platform.value, messenger.bot, fetch)

    def leading(self, name: str) -> Callable[[], AbstractAsyncContextManager[Leadership]]:
        """Makes the lock under which only one process listens for this bot."""
        return partial(lead, self._house.direct_url, name)

    def speak(self) -> None:
        for delivery in self._deliveries:
            delivery.wake()

    async def start(self) -> None:
        runs: Sequence[tuple[str, Callable[[], Awaitable[None]]]] = [
            ("lanes", self.lanes.run),
            *((f"delivery {number}", delivery.run) for number, delivery in enumerate(self._deliveries)),
        ]
        self._tasks = [asyncio.create_task(_run(run), name=name) for name, run in runs]
        for task in self._tasks:
            watch(task, task.get_name(), self._house.broken)
        for door in self._doors:
            await door.start()

    async def stop(self) -> None:
        """Stop listening, finish what was begun, say what was decided; what is left waits in its row."""
        self.lanes.drain()
        for delivery in self._deliveries:
            delivery.drain()
        _, late = await asyncio.wait(self._tasks, timeout=_DRAIN_SECONDS) if self._tasks else (set(), set())
        for task in late:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        stops = [asyncio.create_task(door.stop()) for door in self._doors]
        if stops:
            _, late = await asyncio.wait(stops, timeout=_DOOR_SECONDS)
            for task in late:
                task.cancel()
            for end in await asyncio.gather(*stops, return_exceptions=True):
                if isinstance(end, Exception):
                    _log.warning("door.stopped_badly", exc_info=end)

    async def _load_picture(self, user: UserId, asset: str) -> bytes | None:
        return await load_asset(lambda: begin(user, now=self._house.clock.now()), asset, self._house.shelf)


async def _run(run: Callable[[], Awaitable[None]]) -> None:
    await run()
