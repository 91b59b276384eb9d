"""Each dialog, step by step on the real library, and everything that comes between two steps of it."""

from collections.abc import AsyncIterator

import pytest

from cli.house import House
from tests.builders.dialogs import DIALOGS, Dialog, Step
from tests.patience import PATIENCE
from tests.platforms.discord.server import DiscordServer, Person
from tests.platforms.discord.server.people import Message, read_text
from tests.platforms.telegram.journeys.desk import Desk

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"

EVERY = pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
HELP = Step("/help", "You type, I file.")


@pytest.fixture
def ana(server: DiscordServer) -> Person:
    return server.person("Ana", locale="en-GB")


@pytest.fixture
async def desk(house: House, server: DiscordServer) -> AsyncIterator[Desk]:
    async with Desk(house) as desk:
        await listens(server)
        yield desk


async def listens(server: DiscordServer) -> None:
    await server.world.changed(
        lambda: server.gateway.is_connected and server.world.commands, seconds=PATIENCE
    )


class Talk:
    """Goes through a dialog, remembering what was tapped where."""

    def __init__(self, ana: Person, desk: Desk, server: DiscordServer) -> None:
        self.ana = ana
        self.desk = desk
        self.server = server
        self.tapped: list[tuple[str, Message]] = []
        self._seen: dict[str, str] = {}

    async def restart(self) -> None:
        await self.desk.restart()
        await listens(self.server)

    async def prepare(self, dialog: Dialog) -> None:
        if dialog.has_trade:
            await self.ana.dms(LINE)
            await self.ana.sees("● EURUSD", seconds=PATIENCE)

    async def do(self, step: Step, *, twice: bool = False) -> None:
        self._seen = {message["id"]: read_text(message) for message in self.ana.messages}
        if step.does.startswith("/"):
            await self.ana.slash(step.does.removeprefix("/"))
        elif step.does.startswith("["):
            message, button = self._find_button(step.does[1:-1])
            self.tapped.append((button["custom_id"], {**message}))
            for _ in range(2 if twice else 1):
                await self.ana.presses_data(button["custom_id"], message)
        else:
            await self.ana.dms(step.does)
        await self.server.world.changed(lambda: self._find_new(step.sees), seconds=PATIENCE)

    def _find_button(self, label: str) -> tuple[Message, Message]:
        """The newest that begins so: `[London]` stands with the hour there."""
        return next(
            (message, button)
            for message in reversed(self.ana.messages)
            for row in message["components"]
            for button in row["components"]
            if button["label"].startswith(label)
        )

    def _find_new(self, words: str) -> bool:
        return any(
            words in read_text(message) and self._seen.get(message["id"]) != read_text(message)
            for message in self.ana.messages
        )

    async def holds(self, dialog: Dialog) -> None:
        facts = await self.desk.list_facts()
        assert dialog.holds == {name: facts[name] for name in dialog.holds}


@pytest.fixture
def talk(ana: Person, desk: Desk, server: DiscordServer) -> Talk:
    return Talk(ana, desk, server)


@EVERY
async def test_a_restart_between_any_two_steps_is_not_noticed(talk: Talk, dialog: Dialog) -> None:
    await talk.prepare(dialog)
    for step in dialog.steps:
        await talk.restart()
        await talk.do(step)
    await talk.holds(dialog)


@EVERY
async def test_every_tap_may_come_twice(talk: Talk, dialog: Dialog) -> None:
    await talk.prepare(dialog)
    for step in dialog.steps:
        await talk.do(step, twice=True)
    await talk.holds(dialog)


@EVERY
async def test_another_command_in_the_middle_takes_nothing_away(talk: Talk, dialog: Dialog) -> None:
    await talk.prepare(dialog)
    for step in dialog.steps:
        await talk.do(step)
        await talk.do(HELP)
    await talk.holds(dialog)


@EVERY
async def test_stale_buttons_change_nothing_afterwards(talk: Talk, dialog: Dialog) -> None:
    await talk.prepare(dialog)
    for step in dialog.steps:
        await talk.do(step)
    await talk.restart()
    for custom_id, message in talk.tapped:
        await talk.ana.presses_data(custom_id, message)
    await talk.do(HELP)
    await talk.holds(dialog)
