"""The web chat of this machine: its store, its voice and its page on the loopback address."""

import errno
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bots.commands.registry import Command
from bots.console.app import console_app
from bots.console.clock import DemoControls, Standing, Station
from bots.console.desk import ConsoleDeps
from bots.console.listeners import Listeners
from bots.console.messenger import ConsoleMessenger
from bots.console.people import BOT, Member
from bots.console.store import ConsoleStore
from bots.console.uploads import PictureShelf
from cli.bot_room import BotRoom
from cli.house import House
from core.messaging.addresses import Platform
from core.storage.unit_of_work import begin_service

LOOPBACK = "127.0.0.1"

_STANDING = """
select u.timezone, s.next_due_at as checkin,
    (select min(c.next_due_at) from mentor_channels c where c.state = 'active' and (c.user_id = u.id
        or c.user_id = (select mentor_id from mentor_relationships where trader_id = u.id and status = 'approved'))) as digest,
    (select count(*) from mentor_relationships where mentor_id = u.id and status = 'approved') as follows, u.role
from chat_accounts a join users u on u.id = a.user_id
left join checkin_schedules s on s.user_id = u.id and s.is_active
where a.platform = 'console' and a.platform_user_id = $1
"""


class ConsoleRoom:
    """Built before the bot room starts; its page is served while the journal runs."""

    def __init__(self, house: House, room: BotRoom) -> None:
        self._house = house
        self._room = room
        self.store = ConsoleStore(house.directory / "console")
        self._shelf = PictureShelf(house.directory / "console" / "pictures")
        self._listeners = Listeners()
        room.add_messenger(
            ConsoleMessenger(
                store=self.store, shelf=self._shelf, listeners=self._listeners, clock=house.clock
            ),
            is_alone=True,
        )
        house.shelf.learn(Platform.CONSOLE.value, BOT, self._shelf.read)

    async def seat(self, *members: Member) -> None:
        for member in members:
            await self.store.add_member(member)

    @asynccontextmanager
    async def serve(
        self, port: int, commands: Mapping[str, Command], *, demo: DemoControls | None, title: str
    ) -> AsyncGenerator[str]:
        """Serve the page inside the block; gives its address. A port that is taken gives way to a free one."""
        deps = ConsoleDeps(
            store=self.store,
            shelf=self._shelf,
            listeners=self._listeners,
            intake=self._room.intake,
            clock=self._house.clock,
            commands={name: command.description for name, command in commands.items() if command.listed},
            find_standing=self.find_standing,
            demo=demo,
            title=title,
        )
        runner = web.AppRunner(console_app(deps), access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            await _listen(runner, port)
            taken = runner.addresses[0][1]
            yield f"http://{LOOPBACK}:{taken}/"
        finally:
            await runner.cleanup()

    async def close(self) -> None:
        await self.store.close()

    async def find_standing(self, member: Member) -> Standing:
        """Where a member stands: their zone and what the bot will say next by itself."""
        async with begin_service(now=self._house.clock.now()) as uow:
            row = await uow.fetch_one(_STANDING, member.slug)
        if row is None:
            return Standing(zone="UTC")
        stations = [
            Station(kind=kind, label=label, at=at)
            for kind, label, at in (
                ("checkin", "Check-in", row["checkin"]),
                ("digest", "Digest", row["digest"]),
            )
            if at is not None
        ]
        follows = row["follows"] if row["role"] == "mentor" else None
        return Standing(
            zone=row["timezone"],
            stations=tuple(sorted(stations, key=lambda station: station.at)),
            follows=follows,
        )


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        await web.TCPSite(runner, LOOPBACK, 0).start()
