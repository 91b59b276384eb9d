"""`ams serve`: the journal in production, all roles or some."""

from contextlib import AsyncExitStack

import click
import structlog

from bots.journal import build_repertoire
from cli.bot_room import BotRoom
from cli.doors import add_doors
from cli.house import House, open_house
from cli.logs import configure_logs
from cli.loop import run
from cli.roles import ALL_ROLES, Role, answering_http, keeping, ticking, working
from cli.stopping import stoppable, until_stopped
from core.clock import SystemClock
from core.settings import read_settings

_log = structlog.get_logger(__name__)
CONSOLE_PORT = 8765


def _read_roles(_: click.Context, __: click.Parameter, text: str | None) -> frozenset[Role]:
    if text is None:
        return ALL_ROLES
    try:
        return frozenset(Role(name.strip()) for name in text.split(","))
    except ValueError as error:
        raise click.BadParameter(f"expected some of {', '.join(Role)}, separated by commas") from error


@click.command("serve")
@click.option("--roles", callback=_read_roles, metavar="bots,api,clock,worker", help="All by default.")
def command(roles: frozenset[Role]) -> None:
    """Run the journal until SIGTERM or Ctrl-C; what was begun is finished first."""
    run(stoppable(serve(roles)))


async def serve(roles: frozenset[Role]) -> None:
    settings = read_settings()
    configure_logs(settings.log_format, settings.secrets)
    async with open_house(settings, clock=SystemClock()) as house, AsyncExitStack() as stack:
        room = await _open_bots(house, stack) if Role.BOTS in roles else None
        doors = add_doors(room, house) if room else None
        if Role.API in roles or (doors and doors.routes):
            address = await stack.enter_async_context(
                answering_http(
                    house, routes=doors.routes if doors else (), checks=doors.checks if doors else {}
                )
            )
            _log.info("http.listens", address=address)
        if Role.WORKER in roles:
            await stack.enter_async_context(working(house, has_bots=room is not None))
        elif room:
            await stack.enter_async_context(keeping(house))
        if Role.CLOCK in roles:
            await stack.enter_async_context(ticking(house))
        if room:
            stack.push_async_callback(room.stop)
            await room.start()
        _log.info("journal.ready", roles=sorted(roles))
        await until_stopped(house.broken)
        _log.info("journal.stops")


async def _open_bots(house: House, stack: AsyncExitStack) -> BotRoom:
    """The bots; without any token the web chat stands in for the platforms."""
    room = BotRoom(house, build_repertoire())
    settings = house.settings
    if settings.telegram.token is None and settings.discord.token is None:
        from cli.console_room import ConsoleRoom  # its picture library is no load for the other doors

        console = ConsoleRoom(house, room)
        stack.push_async_callback(console.close)
        address = await stack.enter_async_context(
            console.serve(CONSOLE_PORT, room.repertoire.commands, demo=None, title="Your desk")
        )
        _log.info("console.listens", address=address, reason="no AMS_TELEGRAM_TOKEN and no AMS_DISCORD_TOKEN")
    return room
