"""/checkin, the prompt that opens by itself, and the buttons of a kept check-in."""

from collections.abc import Mapping
from datetime import date

from bots.commands.registry import Command
from bots.dialogs.checkin import open_checkin, show_checkin
from bots.dialogs.checkin_words import CHECKIN_WORDS, keep_words, read_words
from bots.dialogs.conductor import start
from bots.turn import Answer, Turn
from bots.verbs import Verb
from core.checkins.queries import find_checkin
from core.conversations.tokens import Press
from core.messaging.screen import Subject


async def check_in(turn: Turn) -> Answer:
    """Today's check-in, or the one that is kept already."""
    day = turn.now.astimezone(turn.person.zone).date()
    if await find_checkin(turn.uow, day) is not None:
        return await show_checkin(turn, day)
    return await open_checkin(turn, day)


async def hear_checkin_prompt(turn: Turn, particulars: Mapping[str, str]) -> Answer:
    """The clock says so; a day that was checked in before stays in peace."""
    day = date.fromisoformat(particulars["day"])
    if await find_checkin(turn.uow, day) is not None:
        return Answer()
    return await open_checkin(turn, day)


async def hear_checkin_reply(turn: Turn, subject: Subject) -> Answer:
    """Words in reply to a kept check-in are words for that day."""
    return await keep_words(turn, date.fromisoformat(subject.id), read_words(turn.inbound.text, {}))


async def press_words(turn: Turn, press: Press) -> Answer:
    return await start(turn, CHECKIN_WORDS, {"day": press.argument})


async def press_change(turn: Turn, press: Press) -> Answer:
    return await open_checkin(turn, date.fromisoformat(press.argument))


CHECKIN_COMMANDS = (Command(name="checkin", description="How was today? Five taps", handler=check_in),)
CHECKIN_VERBS = (
    Verb(name="ciwords", handler=press_words, subject="checkin"),
    Verb(name="cichange", handler=press_change, subject="checkin"),
)
