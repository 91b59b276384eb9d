"""Shows /settings, as a command and after each change."""

from bots.dialogs.conductor import place
from bots.replies.settings import compose_settings
from bots.turn import Answer, Turn
from core.people.queries import require_person
from core.people.settings import load_settings


async def show_settings(turn: Turn, *, lead: str = "") -> Answer:
    person = await require_person(turn.uow)
    found = await load_settings(turn.uow, person)
    screen = compose_settings(found, zone=person.zone, now=turn.now, say=turn.say, sign=turn.sign, lead=lead)
    return place(turn, screen)
