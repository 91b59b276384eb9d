"""The process that plays Telegram: takes what bots send, and pushes updates when it is told to.

Talks by lines of JSON: first its own URL, then one answer to each crowd it was given.
"""

import asyncio
import json
import sys

from benchmarks.peers.bot_api import BotApi, Sent
from benchmarks.peers.crowd import Crowd

_PATIENCE = 120.0


async def main() -> None:
    sent = Sent()
    server = await asyncio.get_running_loop().create_server(lambda: BotApi(sent), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    _say({"url": f"http://127.0.0.1:{port}"})
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        expected = sent.count + asked.pop("sends")
        try:
            refused = await Crowd(**asked).speak()
            await sent.until(expected, seconds=_PATIENCE)
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            _say({"error": f"{type(error).__name__} {error}: {sent.count} sent, {expected} expected"})
        else:
            _say({"refused": refused, "sent": sent.count})


def _say(words: dict[str, object]) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
