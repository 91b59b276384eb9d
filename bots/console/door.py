"""The web chat's door: its files, its messenger and its pages, in one value for whoever starts it."""

from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bots.commands.registry import Command
from bots.console.app import console_app
from bots.console.clock import DemoControls
from bots.console.desk import ConsoleDeps, Receives
from bots.console.listeners import Listeners
from bots.console.messenger import ConsoleMessenger
from bots.console.people import Member
from bots.console.standing import standing_finder
from bots.console.store import ConsoleStore
from bots.console.uploads import PictureShelf
from core.clock import Clock


class ConsoleDoor:
    """One desk. `messenger` works at once; `app` is to be served on 127.0.0.1."""

    def __init__(self, data_directory: Path, *, clock: Clock) -> None:
        directory = data_directory / "console"
        self._clock = clock
        self._store = ConsoleStore(directory)
        self._shelf = PictureShelf(directory / "pictures")
        self._listeners = Listeners()
        self.messenger = ConsoleMessenger(
            store=self._store, shelf=self._shelf, listeners=self._listeners, clock=clock
        )

    def app(
        self,
        *,
        intake: Receives,
        commands: Mapping[str, Command],
        demo: DemoControls | None = None,
        title: str = "Demo desk",
    ) -> web.Application:
        deps = ConsoleDeps(
            store=self._store,
            shelf=self._shelf,
            listeners=self._listeners,
            intake=intake,
            clock=self._clock,
            commands={name: command.description for name, command in commands.items() if command.listed},
            find_standing=standing_finder(self._clock),
            demo=demo,
            title=title,
        )
        return console_app(deps)

    async def seat(self, member: Member) -> None:
        """Give somebody a place at the desk, in the order of the calls."""
        await self._store.add_member(member)

    async def fetch_upload(self, ref: str) -> bytes:
        """The bytes of a picture that somebody sent at the page.

        Raises:
            NotFound: there is none of that name.
        """
        return await self._shelf.read(ref)

    async def clear(self) -> None:
        """Empty every chat and every seat, for a demo that starts over."""
        await self._store.clear()

    async def close(self) -> None:
        """Send the pages away and close the files."""
        self._listeners.hang_up()
        await self._store.close()
