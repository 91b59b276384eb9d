"""One connection to the gateway, from its log-in to its end."""

import asyncio

import discord

from bots.discord.receiver import Receiver

LOGIN_SECONDS = 30.0
DRAIN_SECONDS = 8.0


class Listener:
    """discord.py mends what breaks by itself; what ends the connection for good is raised by `until`."""

    def __init__(self, client: discord.Client, receiver: Receiver) -> None:
        self._client = client
        self._receiver = receiver
        self._connecting: asyncio.Task[None] | None = None

    @property
    def is_ready(self) -> bool:
        return self._client.is_ready()

    @property
    def is_open(self) -> bool:
        return not self._client.is_closed()

    async def open(self, token: str) -> None:
        """Log in (the commands are sent then, if they have changed) and begin to listen."""
        try:
            await log_in(self._client, token)
        except BaseException:
            await self._client.close()
            raise
        self._connecting = asyncio.create_task(self._client.connect(), name="discord gateway")

    async def until(self, *events: asyncio.Event) -> None:
        """Listen until one of the events is set; the connection is left as it is.

        Raises:
            Exception: whatever discord.py gave up for; the connection is closed then.
        """
        if self._connecting is None:
            raise RuntimeError("the listener was not opened")
        waiting = [asyncio.create_task(event.wait()) for event in events]
        try:
            await asyncio.wait({self._connecting, *waiting}, return_when=asyncio.FIRST_COMPLETED)
            if self._connecting.done():
                await self.close()
                await self._connecting
        finally:
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def close(self) -> None:
        """Hear nothing more, once what was heard is stored and acknowledged."""
        await self._receiver.drain(DRAIN_SECONDS)
        await self._client.close()
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)


async def log_in(client: discord.Client, token: str) -> None:
    async with asyncio.timeout(LOGIN_SECONDS):
        await client.login(token)
