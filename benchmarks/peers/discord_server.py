"""Discord for one bot that only has to be let in: the tests' own server, its addresses on standard output."""

import asyncio
import json
import time

from tests.platforms.discord.server.clock import RunningClock
from tests.platforms.discord.server.server import DiscordServer


async def main() -> None:
    server = DiscordServer(clock=RunningClock(time.time()))
    await server.start(0)
    print(json.dumps({"token": server.token, "api": server.url, "gateway": server.gateway_url}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
