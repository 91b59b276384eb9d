"""Answers wait until their interaction is acknowledged: before that Discord does not know their address."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager

PATIENCE = 3.0
"""Seconds; after that the interaction is lost, see Discord's deadline."""


class Acknowledgements:
    """Interactions that this process has stored but not yet acknowledged.

    A lane may have its answer ready before Discord has heard "thinking". Another process that answers
    first gets a refusal and tries again.
    """

    def __init__(self) -> None:
        self._open: dict[str, asyncio.Event] = {}

    @contextmanager
    def expect(self, handle: str) -> Generator[None]:
        """Keep answers back while the block stores and acknowledges."""
        event = self._open[handle] = asyncio.Event()
        try:
            yield
        finally:
            event.set()
            del self._open[handle]

    async def settled(self, handle: str) -> None:
        """Return when the interaction may be answered, at once if nothing is known of it."""
        event = self._open.get(handle)
        if event is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await event.wait()
        except TimeoutError:
            return
