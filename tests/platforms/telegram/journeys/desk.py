"""A journal on the real platforms that can be closed and opened again within one test."""

import json
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

from bots.journal import build_repertoire
from cli.bot_room import BotRoom
from cli.doors import add_doors
from cli.house import House
from core.storage.unit_of_work import begin_service

_FACTS = """
select json_build_object(
    'trades', (select count(*) from trades where is_active),
    'open', (select count(*) from trades where is_active and status = 'open'),
    'result', (select max(result_r)::float from trades where is_active),
    'stop', (select max(stop_loss)::float from trades where is_active),
    'size', (select max(position_size)::float from trades where is_active),
    'checkins', (select count(*) from consistency_tracker),
    'score', (select max(overall_score)::float from consistency_tracker),
    'zone', (select max(timezone) from users),
    'people', (select count(*) from users)
)::text
"""


class Desk:
    """All that `ams serve` runs for the bots; a restart loses everything that was only in memory."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._room: BotRoom | None = None

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def restart(self) -> None:
        await self._close()
        await self._open()

    async def list_facts(self) -> dict[str, Any]:
        """What the journal holds, whoever looks."""
        async with begin_service(now=self.house.clock.now()) as uow:
            return json.loads(await uow.fetch_value(_FACTS))

    async def _open(self) -> None:
        room = BotRoom(self.house, build_repertoire())
        add_doors(room, self.house)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(room.stop)
            await room.start()
            stack.pop_all()
        self._room = room

    async def _close(self) -> None:
        if self._room is not None:
            await self._room.stop()
            self._room = None
