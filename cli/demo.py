"""`ams demo`: the journal on a demo desk, in the browser; what `make run` starts."""

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click

from bots.console.clock import DemoControls
from bots.journal import build_repertoire
from cli.bot_room import BotRoom
from cli.console_room import ConsoleRoom
from cli.demo_desk.clock import keep_offset, load_offset
from cli.demo_desk.emptying import empty
from cli.demo_desk.passing import live_between
from cli.demo_desk.seeding import MEMBERS, is_seeded, seed
from cli.house import House, open_house
from cli.logs import configure_logs
from cli.loop import run
from cli.roles import ticking, working
from cli.stopping import stoppable, until_stopped
from core.clock import MovedClock, SystemClock
from core.settings import Settings, read_settings
from core.storage.data_directory import default_data_directory, prepare_data_directory
from scheduler.clock import Ticker

DEFAULT_PORT = 8765
_MOVED = timedelta(seconds=5)


@click.command("demo")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0: any free one."
)
def command(port: int) -> None:
    """One mentor, three traders, half a year of trades: type to them in the browser."""
    run(stoppable(demo(port)))


async def demo(port: int) -> None:
    settings = read_settings()
    configure_logs(settings.log_format, settings.secrets, quiet=True)
    settings = replace(settings, database=replace(settings.database, app_url=None))
    clock = MovedClock(SystemClock())
    click.echo("Opening the demo desk …")
    async with (
        open_house(settings, clock=clock, directory=_directory(settings)) as house,
        AsyncExitStack() as stack,
    ):
        clock.offset = await load_offset(house)
        await stack.enter_async_context(working(house))
        ticker = await stack.enter_async_context(ticking(house))
        room = BotRoom(house, build_repertoire())
        console = ConsoleRoom(house, room)
        stack.push_async_callback(console.close)
        await _set_desk(house, console)
        stack.push_async_callback(room.stop)
        await room.start()
        controls = _Controls(house, clock, ticker, console)
        address = await stack.enter_async_context(
            console.serve(port, room.repertoire.commands, demo=controls.given(), title="Demo desk")
        )
        click.echo(f"The journal is open: {address}   (Ctrl-C ends it)")
        await until_stopped(house.broken)
        click.echo("Closing …")


def _directory(settings: Settings) -> Path:
    """The demo's own, inside the journal's: neither sees the other's data."""
    return prepare_data_directory(settings.database.data_dir or default_data_directory()) / "demo"


async def _set_desk(house: House, console: ConsoleRoom) -> None:
    if not await is_seeded(house.clock.now()):
        await empty(house)
        await console.store.clear()
        await seed(house.clock.now())
    await console.seat(*MEMBERS)


class _Controls:
    """The demo's hand on its clock."""

    def __init__(self, house: House, clock: MovedClock, ticker: Ticker, console: ConsoleRoom) -> None:
        self._house = house
        self._clock = clock
        self._ticker = ticker
        self._console = console

    def given(self) -> DemoControls:
        return DemoControls(
            move_clock=self._move, is_moved=lambda: self._clock.offset > _MOVED, start_over=self._start_over
        )

    async def _move(self, moment: datetime) -> None:
        before = self._clock.now()
        self._clock.move_to(moment)
        await keep_offset(self._house, self._clock.offset)
        await live_between(before, moment)
        await self._ticker.nudge()

    async def _start_over(self) -> None:
        await empty(self._house)
        self._clock.offset = timedelta()
        await _set_desk(self._house, self._console)
