"""Opens the journal's database for one administrative command."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from cli.house import House, open_house
from cli.logs import configure_logs
from core.clock import SystemClock
from core.settings import read_settings


@asynccontextmanager
async def open_desk() -> AsyncGenerator[House]:
    """The house with quiet logs; the embedded servers stop afterwards if nobody else uses them."""
    settings = read_settings()
    configure_logs(settings.log_format, settings.secrets, quiet=True)
    async with open_house(settings, clock=SystemClock()) as house:
        yield house
