"""A Discord of our own on 127.0.0.1: REST and gateway, as strict as the real one, with people in it."""

from .clock import RunningClock, StillClock
from .people import Person
from .server import DiscordServer

__all__ = ["DiscordServer", "Person", "RunningClock", "StillClock"]
