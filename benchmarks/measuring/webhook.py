"""CPU of the bot process per webhook update: `/help` answered in the body, and a whole logged trade.

Peer: python-telegram-bot's own webhook server, its own client, and a handler that sends one fixed message.
Thirty-two updates are in flight, so it is judged with `concurrent_updates(32)` and with the library's own
`concurrent_updates(True)`, as a bot for several persons has to be run: without, as by default, everybody waits for the
sending to everybody before (shown, not judged).
Load and Bot API are one other process.
"""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from benchmarks.comparison import Comparison, Measure, alternate
from benchmarks.ground import Ground
from benchmarks.peers.crowd import HELP, TRADE
from benchmarks.processes import ask, cpu_seconds, find_port, running, until_listening
from bots.telegram.webhook import webhook_path, webhook_secret

TOKEN = "123456789:AAbenchBENCHbenchBENCHbenchBENCH"
UPDATES = 500
_AS_MANY_AS_COME = "256"
"""What `concurrent_updates(True)` means. Source: telegram.ext.ApplicationBuilder.concurrent_updates."""
_SETTLING = 0.4
"""Seconds in which what follows a card (its row is settled) is still counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bot:
    """`in_body`: it answers `/help` in the webhook's answer, so nothing is sent for it."""

    process: Process
    platform: Process
    url: str
    in_body: bool = False

    async def spend(self, text: str, *, updates: int = UPDATES) -> float:
        """CPU in ms per update."""
        before = cpu_seconds(self.process.pid)
        asked = {"url": self.url, "secret": webhook_secret(TOKEN), "text": text, "updates": updates}
        heard = await ask(self.platform, {**asked, "sends": 0 if self.in_body else updates})
        if heard["refused"]:
            raise RuntimeError(f"{heard['refused']} updates were refused")
        await asyncio.sleep(_SETTLING)
        return (cpu_seconds(self.process.pid) - before) / updates * 1000


async def measure(ground: Ground) -> list[Comparison]:
    async with AsyncExitStack() as stack:
        platform = await stack.enter_async_context(running("benchmarks.peers.platform", talks=True))
        api_url = (await ask(platform, None))["url"]
        product = await stack.enter_async_context(product_bot(ground, platform, api_url))
        stock = await stack.enter_async_context(_stock_bot(platform, api_url))
        crowded = await stack.enter_async_context(_stock_bot(platform, api_url, "32"))
        free = await stack.enter_async_context(_stock_bot(platform, api_url, _AS_MANY_AS_COME))
        raw = await stack.enter_async_context(_raw_bot(platform))
        await meet_everybody(ground, product)
        helping = replace(product, in_body=True)
        found = await alternate(
            {
                "help": _spending(helping, HELP),
                "trade": _spending(product, TRADE),
                "stock": _spending(stock, HELP),
                "crowded": _spending(crowded, HELP),
                "free": _spending(free, HELP),
                "raw": _spending(raw, HELP),
            },
            ground.rounds,
        )
    return [
        _compare("/help", found["help"], "stock PTB, 32 at a time", found["crowded"], 5),
        _compare("/help", found["help"], "stock PTB, as many as come", found["free"], 5),
        _compare("/help", found["help"], "stock PTB, one at a time", found["stock"]),
        _compare("/help", found["help"], "bare aiohttp, stores nothing", found["raw"]),
        _compare("a logged trade", found["trade"], "stock PTB, 32 at a time", found["crowded"], 2),
        _compare("a logged trade", found["trade"], "stock PTB, as many as come", found["free"], 2),
        _compare("a logged trade", found["trade"], "stock PTB, one at a time", found["stock"]),
    ]


@asynccontextmanager
async def product_bot(ground: Ground, platform: Process, api_url: str) -> AsyncGenerator[Bot]:
    port = find_port()
    environment = {
        "AMS_DATA_DIR": str(ground.directory),
        "AMS_TELEGRAM_TOKEN": TOKEN,
        "AMS_TELEGRAM_API_URL": api_url,
        "AMS_TELEGRAM_MODE": "webhook",
        "AMS_PUBLIC_URL": "https://example.org",
        "AMS_HTTP_PORT": str(port),
        "AMS_LOG_FORMAT": "json",
    }
    async with running("benchmarks.peers.product_bot", environment=environment) as process:
        await until_listening(process, port)
        await asyncio.sleep(1)
        yield Bot(process=process, platform=platform, url=f"http://127.0.0.1:{port}{webhook_path(TOKEN)}")


async def meet_everybody(ground: Ground, product: Bot) -> None:
    """Everybody has said something before and has been through the first questions."""
    await replace(product, in_body=True).spend(HELP, updates=64)
    admin = await ground.connect_as_superuser("ams")
    await admin.execute("update users set onboarded_at = now()")
    await admin.close()


@asynccontextmanager
async def _stock_bot(platform: Process, api_url: str, *options: str) -> AsyncGenerator[Bot]:
    port = find_port()
    arguments = (api_url, str(port), webhook_secret(TOKEN), TOKEN, *options)
    async with running("benchmarks.peers.stock_bot", *arguments) as process:
        await until_listening(process, port)
        yield Bot(process=process, platform=platform, url=f"http://127.0.0.1:{port}/hook")


@asynccontextmanager
async def _raw_bot(platform: Process) -> AsyncGenerator[Bot]:
    port = find_port()
    async with running("benchmarks.peers.raw_bot", str(port)) as process:
        await until_listening(process, port)
        yield Bot(process=process, platform=platform, url=f"http://127.0.0.1:{port}/hook", in_body=True)


def _spending(bot: Bot, text: str) -> Measure:
    return lambda: bot.spend(text)


def _compare(
    name: str,
    product: tuple[float, ...],
    against_name: str,
    against: tuple[float, ...],
    goal: float | None = None,
) -> Comparison:
    return Comparison(
        name=f"webhook: {name}",
        unit="CPU ms/update",
        against_name=against_name,
        product=product,
        against=against,
        goal=goal,
    )
