"""A bot process for the fault tests: it can be told where to die, as by `kill -9`.

python tests/faults/worker.py APP_URL SERVICE_URL SHOWN_FILE [--tell EVENT COMMAND] [--prompt EVENT]
    [--flood NAME COUNT] [--die receive|handle|commit|send]
"""

import argparse
import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bots.commands.registry import Command
from bots.inbound import Inbound
from bots.messenger import Delivered, Outgoing
from bots.turn import Answer, Turn, answer
from core.clock import SystemClock
from core.storage.database import DatabaseUrls, opened
from tests.builders.desk import TestDesk, running
from tests.builders.repertoire import a_repertoire, trade_card
from tests.builders.talk import RecordingMessenger, an_event, words_of

POINTS = ("receive", "handle", "commit", "send")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Dying:
    """Knows the point at which this process dies."""

    def __init__(self, point: str | None) -> None:
        self._point = point

    def at(self, point: str) -> None:
        if point == self._point:
            die()


class FileMessenger(RecordingMessenger):
    """Shows messages by appending a line to a file, which outlives the process."""

    def __init__(self, shown: Path, dying: Dying) -> None:
        super().__init__()
        self._shown = shown
        self._dying = dying

    async def deliver(self, message: Outgoing) -> Delivered:
        self._dying.at("commit")
        assert message.screen is not None
        with self._shown.open("a") as file:
            file.write(words_of(message.screen).splitlines()[0] + "\n")
        self._dying.at("send")
        return await super().deliver(message)


def commands_of(dying: Dying) -> dict[str, Command]:
    async def mark(turn: Turn) -> Answer:
        """Leaves a mark that a second run would leave twice."""
        await turn.uow.execute("update users set name = name || '!' where id = $1", turn.person.id)
        dying.at("handle")
        return answer(trade_card(turn, "Marked"))

    async def count(turn: Turn) -> Answer:
        """Counts as carelessly as possible: only a serial lane counts right."""
        name = await turn.uow.fetch_value("select name from users where id = $1", turn.person.id)
        await asyncio.sleep(0.002)
        number = int(name) + 1 if name.isdecimal() else 1
        await turn.uow.execute("update users set name = $2 where id = $1", turn.person.id, str(number))
        return answer()

    return {
        "mark": Command(name="mark", description="", handler=mark),
        "count": Command(name="count", description="", handler=count),
    }


async def main() -> None:
    options = read_options()
    dying = Dying(options.die)
    urls = DatabaseUrls(app=options.app, service=options.service)
    repertoire = a_repertoire()
    repertoire = a_repertoire(commands={**repertoire.commands, **commands_of(dying)})
    async with opened(urls):
        desk = TestDesk(SystemClock(), repertoire, messenger=FileMessenger(options.shown, dying))
        async with running(desk):
            for event in events_of(options):
                received = await desk.intake.receive(event)
                dying.at("receive")
                if options.prompt:
                    await desk.prompt(received.user, "checkin", {}, options.prompt)
            await desk.settle(within=timedelta(seconds=5))


def events_of(options: argparse.Namespace) -> list[Inbound]:
    if options.flood:
        name, number = options.flood
        return [an_event(command="count", event=f"{name}-{each}") for each in range(int(number))]
    if options.tell:
        event, command = options.tell
        return [an_event(command=command, event=event)]
    return [an_event(command="quiet")] if options.prompt else []


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("app")
    parser.add_argument("service")
    parser.add_argument("shown", type=Path)
    parser.add_argument("--tell", nargs=2)
    parser.add_argument("--prompt")
    parser.add_argument("--flood", nargs=2)
    parser.add_argument("--die", choices=POINTS)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main())
