"""Words under a trade's card that the shorthand reads as nothing: a field by its name, a feeling, an order, else a note."""

import re
from uuid import UUID

from msgspec.structs import replace

from bots.attaching import attach_uploads
from bots.dialogs.conductor import place, start
from bots.dialogs.edit_values import ABOUT, DELETE, VALUE, WHAT, correct, read_value
from bots.dialogs.spoken_words import Word, means
from bots.dialogs.trade_edit import TRADE_EDIT, edit_answers
from bots.own_words import hear_feeling, hear_own_answers
from bots.replies.trade_changes import ASPECTS
from bots.take_back import show_taken_back
from bots.trade_acts import change_and_show
from bots.trade_fields import list_fields, name_field
from bots.trade_words import apply_words
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.identifiers import TradeId
from core.messaging.phrases import say
from core.messaging.screen import Subject
from core.reflection.topics import Aspect
from core.trades.acts import take_back
from core.trades.changes import add_note, require_note
from core.trades.desk import Desk
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.service import ActKind
from core.trades.shorthand import ReadingKind, read_trade

_NOTED = re.compile(r"\s\b(?:note|nota|notiz|заметка)\b:?\s+", re.IGNORECASE)
_DELETE = frozenset({"delete", "trash", "borrar", "eliminar", "apagar", "löschen", "supprimer", "удалить"})
_EDIT = frozenset({"edit", "editar", "bearbeiten", "modifier", "изменить"})


async def hear_card_reply(turn: Turn, subject: Subject) -> Answer:
    """What they say is done to the trade; what says nothing is a note about it."""
    desk, trade = await require_trade(turn.uow, TradeId(UUID(subject.id)))
    if turn.inbound.uploads:
        return await attach_uploads(turn, desk, trade)
    text = turn.inbound.text.strip()
    for hear in (_obey, hear_own_answers, _set_right, hear_feeling, _do_and_note):
        if (heard := await hear(turn, desk, trade, text)) is not None:
            return heard
    words = require_note(text)
    lead = turn.say("Noted.")
    return await change_and_show(
        turn, desk, trade, lambda facts: add_note(facts, words), ActKind.NOTE, lead=lead
    )


async def _obey(turn: Turn, _desk: Desk, trade: Trade, text: str) -> Answer | None:
    """`undo`, `delete`, `edit` mean this trade."""
    typed = text.casefold().rstrip(".!")
    if means(typed, Word.UNDO):
        return place(turn, await show_taken_back(turn, await take_back(turn.uow, trade.id)))
    if typed in _DELETE:
        return await start(turn, TRADE_EDIT, edit_answers(trade, DELETE))
    return await start(turn, TRADE_EDIT, edit_answers(trade)) if typed in _EDIT else None


async def _set_right(turn: Turn, desk: Desk, trade: Trade, text: str) -> Answer | None:
    """`side short`, `opened 14:00`, `size 0.8 lots`: a field's name and what is right."""
    what, value = _find_named(trade, text)
    if not what:
        return None
    try:
        read = read_value(value, {WHAT: what, VALUE: None})
    except Invalid:
        return None
    after = await correct(turn, desk, trade, what, read)
    return await change_and_show(turn, desk, trade, lambda _: after, ActKind.EDIT)


def _find_named(trade: Trade, text: str) -> tuple[str, str]:
    """The field that the words begin with, and the rest of them; two empty ones if they name none."""
    named = {name: field.name for field in list_fields(trade) for name in (field.name, name_field(field))}
    for aspect, label in ASPECTS.items():
        if aspect is not Aspect.NOTE:
            named |= dict.fromkeys((str(label), say(label)), f"{ABOUT}{aspect.value[:2]}")
    plain = text.casefold()
    for name in sorted(named, key=len, reverse=True):
        rest = text[len(name) :]
        if plain.startswith(name.casefold()) and rest[:1] in (" ", ":", "=") and rest.strip(" :="):
            return named[name], rest.strip(" :=")
    return "", ""


async def _do_and_note(turn: Turn, desk: Desk, trade: Trade, text: str) -> Answer | None:
    """`sl 1.0830 #retest note waited for it`: something to do, and then words to keep."""
    match = _NOTED.search(text)
    if match is None:
        return None
    reading = read_trade(text[: match.start()], instruments=desk.instruments)
    if reading.kind not in (ReadingKind.CHANGE, ReadingKind.EXIT):
        return None
    reading = replace(reading, note=text[match.end() :].strip())
    return await apply_words(turn, desk, trade, reading, text[: match.start()])
