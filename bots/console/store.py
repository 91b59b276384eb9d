"""What stands in the chats: the web chat's own message store, as a platform would keep it.

SQLite in the data directory, used from one thread of its own: a write is on disk before it is
acknowledged, and an id given to the house stays valid for edits and buttons after a restart.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from bots.console.chat_file import ChatFile
from bots.console.entry import Entry, ReadMark
from bots.console.people import Member
from core.messaging.screen import Screen

_P = ParamSpec("_P")
_R = TypeVar("_R")


class ConsoleStore:
    """The chats of one desk. Repeating a call with the same ids has no second effect."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="console-store")
        self._file = self._thread.submit(ChatFile, directory / "chats.sqlite").result()

    async def close(self) -> None:
        await self._run(self._file.close)
        self._thread.shutdown(wait=False)

    async def add_member(self, member: Member) -> None:
        """Seat somebody at the desk; who sits there already stays as they are."""
        await self._run(self._file.add_member, member)

    async def list_members(self) -> list[Member]:
        """Everybody at the desk in the order they came."""
        return await self._run(self._file.list_members)

    async def keep_line(self, entry: Entry) -> Entry:
        """Note a person's line before the house has it; nobody sees it until `acknowledge`.

        A line that was noted and never acknowledged takes a new place at the end.
        """
        return await self._run(self._file.keep_line, entry)

    async def acknowledge(self, chat: str, message: str) -> Entry | None:
        """Show the line: the house has stored what it says."""
        return await self._run(self._file.acknowledge, chat, message)

    async def append(self, entry: Entry, *, outgoing: str | None = None) -> Entry:
        """Add an entry; where the outbox row `outgoing` has made one already, return that.

        An empty `id` becomes `m` and the entry's number.
        """
        return await self._run(self._file.append, entry, outgoing)

    async def edit_text(self, chat: str, message: str, text: str) -> Entry | None:
        """Put other words into a person's line; None where there is no such line."""
        return await self._run(self._file.edit_text, chat, message, text)

    async def edit_screen(
        self, chat: str, message: str, screen: Screen, pictures: dict[str, str]
    ) -> Entry | None:
        """Show another screen where a card stands; None where there is no such card."""
        return await self._run(self._file.edit_screen, chat, message, screen, pictures)

    async def find(self, chat: str, message: str) -> Entry | None:
        return await self._run(self._file.find, chat, message)

    async def list_before(self, chat: str, before: int | None, limit: int) -> list[Entry]:
        """The newest `limit` entries older than number `before` (None: the newest), oldest first."""
        return await self._run(self._file.list_before, chat, before, limit)

    async def list_changed(self, since: int, limit: int) -> list[Entry]:
        """What changed in any chat after change `since`, in the order of the changes."""
        return await self._run(self._file.list_changed, since, limit)

    async def last_change(self) -> int:
        return await self._run(self._file.last_change)

    async def mark_read(self, slug: str, number: int) -> None:
        """That person's chat has been seen as far as `number`; never goes back."""
        await self._run(self._file.mark_read, slug, number)

    async def read_mark(self, member: Member) -> ReadMark:
        return await self._run(self._file.read_mark, member)

    async def clear(self) -> None:
        """Empty every chat and every seat; changes go on counting, so that open pages notice."""
        await self._run(self._file.clear)

    async def _run(self, work: Callable[_P, _R], *args: _P.args, **named: _P.kwargs) -> _R:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(work, *args, **named))
