"""How far the demo's clock was moved, kept where its facts are: after a restart no fact lies in the future."""

from datetime import timedelta
from math import ceil

from cli.house import House
from core.storage.unit_of_work import begin_service

_LOAD = "select offset_seconds from demo_clock"
_KEEP = "update demo_clock set offset_seconds = $1"


async def load_offset(house: House) -> timedelta:
    async with begin_service(now=house.clock.now()) as uow:
        return timedelta(seconds=await uow.fetch_value(_LOAD) or 0)


async def keep_offset(house: House, offset: timedelta) -> None:
    async with begin_service(now=house.clock.now()) as uow:
        await uow.execute(_KEEP, ceil(offset.total_seconds()))
