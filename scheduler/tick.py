"""A tick: something the clock does again and again. Heavy work it only enqueues."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from apscheduler.triggers.base import BaseTrigger

RunTick = Callable[[datetime], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """`run` gets the journal's present moment (the demo's may be moved) and is safe to run twice."""

    name: str
    trigger: BaseTrigger
    run: RunTick
    timeout_seconds: float = 60
