"""The open pages: whoever listens hears every change of every chat, in order."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager

from msgspec import Struct

_LONGEST_QUEUE = 500


class News(Struct, frozen=True, kw_only=True):
    """`name` is the event's name on the page, `change` what a page asks to go on from (0: not of a chat)."""

    name: str
    body: object
    change: int = 0


class Listeners:
    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[News | None]] = set()

    def tell(self, news: News) -> None:
        """Say it to every open page; one that has not read for long is hung up on and comes again."""
        for queue in tuple(self._queues):
            if queue.qsize() < _LONGEST_QUEUE:
                queue.put_nowait(news)
            else:
                self._queues.discard(queue)
                queue.put_nowait(None)

    @contextmanager
    def listen(self) -> Generator[asyncio.Queue[News | None], None, None]:
        """A queue of news; None in it means: hang up."""
        queue: asyncio.Queue[News | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    def hang_up(self) -> None:
        """Send every page away, so that the server can stop."""
        for queue in tuple(self._queues):
            queue.put_nowait(None)
