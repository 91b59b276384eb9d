"""Each dialog, step by step on the real library, and everything that comes between two steps of it."""

from collections.abc import AsyncIterator

import pytest

from cli.house import House
from tests.builders.dialogs import DIALOGS, Dialog, Step
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.people import Message, text_of
from tests.platforms.telegram.journeys.desk import Desk

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"

pytestmark = pytest.mark.parametrize("mode", ["polling"])


EVERY = pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())


@pytest.fixture
async def desk(house: House) -> AsyncIterator[Desk]:
    async with Desk(house) as desk:
        yield desk


class Talk:
    """Goes through a dialog, remembering what was tapped where."""

    def __init__(self, ana: User, desk: Desk) -> None:
        self.ana = ana
        self.desk = desk
        self.tapped: list[tuple[str, Message]] = []
        self._seen: dict[int, str] = {}

    async def prepare(self, dialog: Dialog) -> None:
        if dialog.has_trade:
            self.ana.sends(LINE)
            await self.ana.sees("● EURUSD")

    async def do(self, step: Step, *, twice: bool = False) -> None:
        self._seen = {message["message_id"]: text_of(message) for message in self.ana.messages}
        if not step.does.startswith("["):
            self.ana.sends(step.does)
        else:
            message = self.message_with(step.does[1:-1])
            presses = [self.ana.presses(step.does[1:-1], message)]
            self.tapped.append((presses[0].data, {**message}))
            presses += [self.ana.presses_again()] if twice else []
            for press in presses:
                await self.ana.toast(press)
        await self.sees(step.sees)

    async def sees(self, words: str) -> None:
        """Something new that has the words: a message, or an old one that reads differently now."""
        await self.ana.world.until(lambda: self._find_new(words), what=repr(words))

    def message_with(self, label: str) -> Message:
        """The newest message that bears the button."""
        return next(
            message
            for message in reversed(self.ana.messages)
            if any(shown.startswith(label) for shown in self.ana.buttons(message))
        )

    def _find_new(self, words: str) -> bool:
        return any(
            words in text_of(message) and self._seen.get(message["message_id"]) != text_of(message)
            for message in self.ana.messages
        )

    async def holds(self, dialog: Dialog) -> None:
        facts = await self.desk.list_facts()
        assert dialog.holds == {name: facts[name] for name in dialog.holds}


@pytest.fixture
def talk(ana: User, desk: Desk) -> Talk:
    return Talk(ana, desk)


@EVERY
async def test_a_restart_between_any_two_steps_is_not_noticed(talk: Talk, dialog: Dialog) -> None:
    await talk.prepare(dialog)
    for step in dialog.steps:
        await talk.desk.restart()
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
        await talk.do(Step("/help", "You type, I file."))
    await talk.holds(dialog)


@EVERY
async def test_stale_buttons_change_nothing_afterwards(talk: Talk, dialog: Dialog) -> None:
    await talk.prepare(dialog)
    for step in dialog.steps:
        await talk.do(step)
    await talk.desk.restart()
    for data, message in talk.tapped:
        await talk.ana.toast(talk.ana.presses_data(data, message))
    await talk.holds(dialog)


@pytest.mark.parametrize("name", ["start", "log", "close", "checkin"])
async def test_begun_in_a_group_it_goes_on_in_private(talk: Talk, api: BotApiServer, name: str) -> None:
    dialog, group = DIALOGS[name], api.group("Desk", topics=(7,))
    await talk.do(Step("/help", "You type, I file."))
    await talk.prepare(dialog)
    first, *rest = dialog.steps
    talk.ana.sends(f"{first.does}@ams_test_bot", to=group, thread=7)
    await talk.ana.sees(first.sees)
    await group.sees("The answer is in our private chat.")
    for step in rest:
        await talk.do(step)
    await talk.holds(dialog)
    assert 1 == len(group.messages)
