"""/fields: the trader's own questions, made, changed, ordered, retired."""

from bots.commands.registry import Command
from bots.dialogs.conductor import start
from bots.dialogs.custom_fields import CUSTOM_FIELD, begin_new_field, edit_particulars
from bots.field_screens import show_field, show_fields, show_retired_fields
from bots.turn import Answer, Turn
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.fields.field import MOST_FIELDS, TooManyFields
from core.fields.queries import FieldNotFound, list_fields
from core.fields.service import move_field, set_field_active
from core.identifiers import FieldId


async def fields(turn: Turn) -> Answer:
    return await show_fields(turn)


async def press_fields(turn: Turn, _press: Press) -> Answer:
    return await show_fields(turn)


async def press_retired(turn: Turn, _press: Press) -> Answer:
    return await show_retired_fields(turn)


async def press_new(turn: Turn, _press: Press) -> Answer:
    if len(await list_fields(turn.uow)) >= MOST_FIELDS:
        raise TooManyFields(limit=MOST_FIELDS)
    return await start(turn, CUSTOM_FIELD, await begin_new_field(turn))


async def press_field(turn: Turn, press: Press) -> Answer:
    return await show_field(turn, _require_field(press))


async def press_edit(turn: Turn, press: Press) -> Answer:
    return await start(turn, CUSTOM_FIELD, edit_particulars(press.argument, _require_field(press)))


async def press_move(turn: Turn, press: Press) -> Answer:
    await move_field(turn.uow, _require_field(press), up=press.argument == "1")
    return await show_fields(turn)


async def press_retire(turn: Turn, press: Press) -> Answer:
    active = press.argument == "1"
    await set_field_active(turn.uow, _require_field(press), active=active)
    lead = turn.say("Asked again.") if active else turn.say("Retired: answers that were given stay.")
    return await show_field(turn, _require_field(press), lead=lead)


def _require_field(press: Press) -> FieldId:
    if press.target is None:
        raise FieldNotFound
    return FieldId(press.target)


FIELD_COMMANDS = (
    Command(name="fields", description="Questions of your own about each trade", handler=fields),
)
FIELD_VERBS = tuple(
    Verb(name=name, handler=handler, subject="none")
    for name, handler in (
        ("fields", press_fields),
        ("fold", press_retired),
        ("fnew", press_new),
        ("field", press_field),
        ("fedit", press_edit),
        ("fmove", press_move),
        ("fretire", press_retire),
    )
)
