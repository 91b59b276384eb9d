"""A whole trade in one form: its fields read like one line; what was wrong is shown with everything as it was typed."""

from collections.abc import Mapping

from msgspec.structs import replace

from bots.attaching import keep_uploads
from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.hearing import begin_entry, read_text
from bots.turn import Answer, Turn
from core.conversations.conversation import Conversation
from core.errors import Invalid
from core.messaging.forms import TRADE_FORM
from core.messaging.phrases import phrase
from core.messaging.screen import Title, Weight, spans
from core.trades.shorthand import Reading, ReadingKind, read_trade
from core.trades.trade import Side

LINE, PICTURES = "line", "pictures"
TYPED = "form."
"""What was typed into a field stands under its name behind this."""

_OLDER = (("stop", "sl "), ("target", "tp "))
"""Fields of an earlier form, which may still be open on somebody's phone."""

_SIDES = {Side.LONG: phrase("▲ Long"), Side.SHORT: phrase("▼ Short")}
_LONGEST_KEPT = 1500


async def hear_trade_form(turn: Turn) -> Answer:
    """File what the form says; ask what is missing; give it back for mending where it is no trade."""
    fields = turn.inbound.fields
    side = Side(fields["side"]) if fields.get("side") in set(Side) else None
    text = write_form(fields)
    reading = await _read(turn, text, side)
    if reading.kind not in (ReadingKind.ENTRY, ReadingKind.RESULT):
        return await _give_back(turn, turn.say("I read no trade in “{text}”.", text=text[:60]))
    if side is not None and reading.side is not None and reading.side is not side:
        words = turn.say(
            "You wrote {typed} and chose {chosen}.", typed=_SIDES[reading.side], chosen=_SIDES[side]
        )
        return await _give_back(turn, words)
    pictures = _end_mending(turn)
    note = fields.get("note") or None
    return await begin_entry(turn, reading, text=text, note=note, pictures=pictures)


def write_form(fields: Mapping[str, str]) -> str:
    """The fields as one line: tags and feelings first, since words after a note belong to the note."""
    typed = fields.get("trade", "").strip()
    says_side = read_trade(typed).side is not None
    side = fields.get("side", "") if fields.get("side") in set(Side) and not says_side else ""
    levels = [f"{lead}{fields[name]}" for name, lead in _OLDER if fields.get(name)]
    return " ".join(part for part in (*fields.get("setup", "").split("\n"), side, typed, *levels) if part)


async def _read(turn: Turn, text: str, side: Side | None) -> Reading:
    """In a form for trades a line without a side is a trade too, whose side is asked."""
    reading = await read_text(turn, text)
    if reading.kind in (ReadingKind.ENTRY, ReadingKind.RESULT) or side is not None:
        return reading
    for guess in Side:
        guessed = await read_text(turn, f"{guess} {text}")
        if guessed.kind is ReadingKind.ENTRY and guessed.symbol is not None:
            return replace(guessed, side=None, questions=())
    return reading


async def _give_back(turn: Turn, words: str) -> Answer:
    """Keep all that was typed, the pictures too; the form opens again with it."""
    kept = [*_end_mending(turn), *(str(each) for each in await keep_uploads(turn))]
    typed = {f"{TYPED}{name}": value[:_LONGEST_KEPT] for name, value in turn.inbound.fields.items() if value}
    return await start(turn, TRADE_MENDING, {**typed, "words": words, PICTURES: " ".join(kept)})


def _end_mending(turn: Turn) -> list[str]:
    """Give up the floor to what the form says now; the pictures that came with an earlier try."""
    present = turn.floor.conversation
    if present.dialog != TRADE_MENDING.name:
        return []
    turn.floor.conversation = Conversation(revision=present.revision + 1)
    return (present.answers.get(PICTURES) or "").split()


class NoTradeThere(Invalid):
    """Field: `typed`."""

    code = "no_trade_there"
    phrase = "I read no trade in “{typed}”. For example: long EURUSD 1.0850 sl 1.0820 0.5 lots"


def _read_line(text: str, _answers: Answers) -> str:
    if not read_trade(text).is_trade:
        raise NoTradeThere(typed=text.strip()[:60])
    return text


async def _ask_line(turn: Turn, answers: Answers) -> Question:
    mend = Option(label=turn.say("Mend it"), types=True, form=TRADE_FORM.name, weight=Weight.PRIMARY)
    return Question(
        blocks=(Title(spans(answers.get("words") or turn.say("What was the trade?"))),),
        options=((mend,),),
        hint=turn.say("long EURUSD 1.0850 sl 1.0820 0.5 lots"),
    )


async def _finish(turn: Turn, answers: Answers) -> Answer:
    text, pictures = answers[LINE] or "", (answers.get(PICTURES) or "").split()
    return await begin_entry(turn, await read_text(turn, text), text=text, pictures=pictures)


TRADE_MENDING = Dialog(
    name="trade_form",
    version=1,
    steps=(Step(name=LINE, ask=_ask_line, read=_read_line),),
    finish=_finish,
    takes_trades=True,
    comes_back=False,
    offers_cancel=True,
)
