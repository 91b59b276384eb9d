"""A desk with a chat in it and no journal behind it: what is done there is answered by a script."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from aiohttp import web
from PIL import Image

from bots.console.app import console_app
from bots.console.clock import DemoControls, Standing, Station
from bots.console.desk import ConsoleDeps
from bots.console.entry import Entry, Side
from bots.console.listeners import Listeners
from bots.console.messenger import ConsoleMessenger
from bots.console.people import Member
from bots.console.store import ConsoleStore
from bots.console.uploads import PictureShelf
from bots.inbound import Inbound
from bots.intake import JournalAway, LaneIntake, Received
from bots.messenger import Importance, Mode, Outgoing
from core.clock import MovedClock
from core.identifiers import UserId
from core.messaging.screen import Screen
from core.people.person import Role
from tests.ports import free_port

NOON = datetime(2026, 11, 19, 17, 7, tzinfo=UTC)
"""Thursday 19 November 2026, 12:07 in New York."""

COMMANDS = {
    "log": "Log a trade, step by step",
    "close": "Close an open trade",
    "open": "What is open",
    "trades": "Your last trades",
    "undo": "Take back the last act",
    "checkin": "Today’s check-in",
    "today": "Today: trades, R, picture",
    "week": "This week",
    "month": "This month: days, R, picture",
    "mentor": "Invite, what is shared, end",
    "students": "Your students today",
    "settings": "Zone, times, account",
    "help": "What I can do",
}

Script = Callable[["Desk", Inbound], Awaitable[None]]


class Started:
    """A clock that began at a chosen moment and runs as the machine does."""

    def __init__(self, begin: datetime) -> None:
        self._ahead = begin - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


@dataclass
class Desk:
    """`script` answers what is done, or the `journal` itself; `is_away` makes the journal refuse to take anything.

    `holds` keeps the answer to a button of that label until its event is set.
    """

    directory: Path
    begin: datetime = NOON
    script: Script | None = None
    is_away: bool = False
    journal: LaneIntake | None = None
    received: dict[str, Inbound] = field(default_factory=dict)
    holds: dict[str, asyncio.Event] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    members: tuple[Member, ...] = (
        Member(slug="ana", name="Ana"),
        Member(slug="ben", name="Ben"),
        Member(slug="caro", name="Caro"),
        Member(slug="nora", name="Nora", role=Role.MENTOR),
    )

    async def start(self) -> None:
        self.clock = MovedClock(Started(self.begin))
        self.store = ConsoleStore(self.directory)
        self.shelf = PictureShelf(self.directory / "pictures")
        self.listeners = Listeners()
        self.messenger = ConsoleMessenger(
            store=self.store, shelf=self.shelf, listeners=self.listeners, clock=self.clock
        )
        for member in self.members:
            await self.store.add_member(member)
        deps = ConsoleDeps(
            store=self.store,
            shelf=self.shelf,
            listeners=self.listeners,
            intake=self,
            clock=self.clock,
            commands=COMMANDS,
            find_standing=self.find_standing,
            demo=DemoControls(move_clock=self.move_clock, is_moved=lambda: bool(self.clock.offset)),
        )
        self.runner = web.AppRunner(console_app(deps), shutdown_timeout=1.0)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()

    async def stop(self) -> None:
        await self.runner.cleanup()
        await self.store.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def receive(self, inbound: Inbound) -> Received:
        if self.is_away:
            raise JournalAway(None)
        if self.journal:
            return await self.journal.receive(inbound)
        is_new = inbound.event not in self.received
        self.received[inbound.event] = inbound
        if is_new and self.script:
            self.task = asyncio.ensure_future(self.script(self, inbound))
        return Received(user=UserId(UUID(int=1)), inbox_id=uuid4(), is_new=is_new)

    async def find_standing(self, member: Member) -> Standing:
        checkin = Station(kind="checkin", label="Check-in", at=self._next(0, 23, 30))
        digest = Station(kind="digest", label="Digest", at=self._next(4, 22, 0))
        is_mentor = member.role is Role.MENTOR
        return Standing(
            zone="America/New_York",
            stations=(digest,) if is_mentor else (checkin,),
            follows=3 if is_mentor else None,
        )

    async def move_clock(self, to: datetime) -> None:
        self.clock.move_to(to)

    async def say(
        self,
        chat: str,
        screen: Screen,
        *,
        pictures: Mapping[str, bytes] | None = None,
        instead_of: str | None = None,
        handle: str | None = None,
    ) -> str:
        """Deliver a screen as the journal does; `instead_of` edits."""
        member = next(one for one in await self.store.list_members() if one.chat == chat)
        delivered = await self.messenger.deliver(
            Outgoing(
                id=uuid4(),
                address=member.address,
                kind=Importance.ANSWER,
                mode=Mode.EDIT if instead_of else Mode.SEND,
                edit_message=instead_of,
                reply_handle=handle,
                screen=screen,
                composed_at=self.clock.now(),
                pictures=pictures or {},
            )
        )
        assert delivered.message_id
        return delivered.message_id

    async def put(
        self,
        chat: str,
        minutes_ago: float,
        said: str | Screen,
        *,
        reply_to: str | None = None,
        quote: str = "",
        pictures: dict[str, str] | None = None,
        ident: str = "",
    ) -> str:
        """Something that was said before the page was opened."""
        is_own = isinstance(said, str)
        entry = await self.store.append(
            Entry(
                number=0,
                change=0,
                chat=chat,
                id=ident or (str(uuid4()) if is_own else ""),
                side=Side.OWN if is_own else Side.JOURNAL,
                at=self.begin - timedelta(minutes=minutes_ago),
                text=said if is_own else "",
                screen=None if isinstance(said, str) else said,
                reply_to=reply_to,
                quote=quote,
                pictures=pictures or {},
            )
        )
        return entry.id

    def _next(self, weekday: int, hour: int, minute: int) -> datetime:
        moment = self.clock.now().replace(hour=hour, minute=minute, second=0, microsecond=0)
        while moment <= self.clock.now() or (weekday and moment.weekday() != weekday):
            moment += timedelta(days=1)
        return moment


def paint(width: int, height: int, colour: str = "#0F141B") -> bytes:
    """A picture of one colour as PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()
