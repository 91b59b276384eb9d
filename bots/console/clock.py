"""What the page knows about time: the clock of the person in front, and the demo's hand on it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from msgspec import Struct

from bots.console.people import Member


class Station(Struct, frozen=True, kw_only=True):
    """A moment at which the bot speaks by itself. `kind`: `checkin` or `digest`; `label` is shown."""

    kind: str
    label: str
    at: datetime


class Standing(Struct, frozen=True, kw_only=True):
    """A member as the journal knows them now. `zone` is an IANA name.

    `stations` are still to come, soonest first. `follows`: how many traders a mentor reads, else None.
    """

    zone: str
    stations: tuple[Station, ...] = ()
    follows: int | None = None


FindStanding = Callable[[Member], Awaitable[Standing]]
"""Somebody whom the journal has not met yet stands in UTC without stations."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoControls:
    """`move_clock` goes forward only and runs what came due (ValueError for a moment that is past).

    `is_moved` tells whether the demo's time still is the machine's. `start_over` empties the demo.
    """

    move_clock: Callable[[datetime], Awaitable[None]]
    is_moved: Callable[[], bool]
    start_over: Callable[[], Awaitable[None]] | None = None
