"""The screens of a trader's own questions as they stand now."""

from bots.dialogs.conductor import place
from bots.replies.fields import compose_field, compose_fields, compose_retired_fields
from bots.turn import Answer, Turn
from core.fields.queries import list_fields, require_field
from core.identifiers import FieldId


async def show_fields(turn: Turn, *, lead: str = "") -> Answer:
    fields = await list_fields(turn.uow)
    retired = await list_fields(turn.uow, active=False)
    screen = compose_fields(fields, retired=len(retired), say=turn.say, sign=turn.sign, lead=lead)
    return place(turn, screen)


async def show_retired_fields(turn: Turn) -> Answer:
    retired = await list_fields(turn.uow, active=False)
    if not retired:
        return await show_fields(turn)
    return place(turn, compose_retired_fields(retired, say=turn.say, sign=turn.sign))


async def show_field(turn: Turn, field: FieldId, *, lead: str = "") -> Answer:
    found = await require_field(turn.uow, field)
    return place(turn, compose_field(found, say=turn.say, sign=turn.sign, lead=lead))
