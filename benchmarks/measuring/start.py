"""What a bot process weighs: its memory when idle with both platforms' bots, and its imports.

Limits: 150 MB; the imports of the libraries that it cannot do without.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Sequence

import psutil

from benchmarks.comparison import Comparison, Measure, alternate
from benchmarks.ground import Ground
from benchmarks.measuring.webhook import TOKEN
from benchmarks.processes import ask, find_port, running, until_listening

LIMIT_MB = 150.0
_IDLE_SECONDS = 5.0
_NEVER_THERE = ("matplotlib", "pandas", "numpy", "PIL")
_LIBRARIES = (
    "aiohttp.web",
    "tortoise.backends.asyncpg.client",
    "redis.asyncio",
    "pgqueuer",
    "telegram",
    "discord.app_commands",
    "structlog",
    "msgspec",
    "click",
)
_PRODUCT = ("cli.serve", "bots.telegram.door", "bots.discord.door")


async def measure(ground: Ground) -> list[Comparison]:
    memory = await _measure_idle(ground)
    imports = await alternate(
        {"product": _importing(_PRODUCT), "floor": _importing(_LIBRARIES)}, ground.rounds
    )
    return [
        Comparison(
            name="start: idle with both bots",
            unit="MB",
            against_name="the limit",
            product=(memory,),
            against=(LIMIT_MB,),
            goal=1.0,
        ),
        Comparison(
            name="start: imports of the bot process",
            unit="CPU s",
            against_name="imports of its libraries",
            product=imports["product"],
            against=imports["floor"],
        ),
    ]


async def _measure_idle(ground: Ground) -> float:
    """Resident memory in MB, `ams serve --roles bots` let in by both platforms.

    Raises:
        RuntimeError: a library for drawing or tables was loaded.
    """
    port = find_port()
    async with (
        running("benchmarks.peers.platform", talks=True) as platform,
        running("benchmarks.peers.discord_server", talks=True) as discord,
    ):
        telegram, server = await ask(platform, None), await ask(discord, None)
        environment = {
            "AMS_DATA_DIR": str(ground.directory),
            "AMS_TELEGRAM_TOKEN": TOKEN,
            "AMS_TELEGRAM_API_URL": telegram["url"],
            "AMS_TELEGRAM_MODE": "webhook",
            "AMS_PUBLIC_URL": "https://example.org",
            "AMS_HTTP_PORT": str(port),
            "AMS_DISCORD_TOKEN": server["token"],
            "AMS_DISCORD_API_URL": server["api"],
            "AMS_DISCORD_GATEWAY_URL": server["gateway"],
        }
        async with running("cli.main", "serve", "--roles", "bots", environment=environment) as bots:
            await until_listening(bots, port)
            await asyncio.sleep(_IDLE_SECONDS)
            process = psutil.Process(bots.pid)
            _require_light(process)
            return process.memory_info().rss / 1e6


def _require_light(process: psutil.Process) -> None:
    """Compiled parts of a loaded library are mapped files."""
    mapped = {each.path for each in process.memory_maps()}
    found = [name for name in _NEVER_THERE if any(f"/{name}/" in path for path in mapped)]
    if found:
        raise RuntimeError(f"the bot process has loaded {', '.join(found)}")


def _importing(modules: Sequence[str]) -> Measure:
    async def take() -> float:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.peers.importing", *modules, stdout=PIPE
        )
        printed, _ = await process.communicate()
        return float(printed)

    return take
