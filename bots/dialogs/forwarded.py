"""A forwarded message that reads as a trade: somebody else's signal until the trader says that it is theirs."""

from dataclasses import replace

import msgspec

from bots.dialogs.conductor import compose_words, find_option, place, start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.engine import State
from bots.dialogs.spoken_words import Word, means
from bots.hearing import hear_trade, read_text
from bots.inbound import Kind, Upload
from bots.replies.figures import named
from bots.turn import Answer, Turn, answer
from core.errors import Invalid
from core.messaging.screen import Span, Text, Title, Tone, Weight, spans
from core.money import format_price
from core.trades.shorthand import Reading, ReadingKind

TAKE = "take"
_UPLOADS = msgspec.json.Decoder(tuple[Upload, ...])


async def hear_forwarded(turn: Turn, reading: Reading) -> Answer:
    """Ask whether a signal was taken. Other words of others (an exit, a moved stop) change nothing here."""
    inbound = turn.inbound
    if reading.kind is not ReadingKind.ENTRY:
        words = turn.say(
            "Forwarded words change nothing in your journal. Type them yourself if they are yours."
        )
        return answer(compose_words(words))
    answers = {
        "text": inbound.text,
        "author": inbound.forwarded or "",
        "uploads": msgspec.json.encode(inbound.uploads).decode(),
    }
    return await start(turn, FORWARDED, answers)


class TakenUnclear(Invalid):
    """Field: `typed`."""

    code = "taken_unclear"
    phrase = "I read “{typed}”. Is the forwarded signal your trade, yes or no?"


def read_taken(text: str, _answers: Answers) -> str:
    if means(text, Word.YES, Word.NO):
        return "yes" if means(text, Word.YES) else "no"
    raise TakenUnclear(typed=text.strip()[:40])


async def ask_taken(turn: Turn, answers: Answers) -> Question:
    reading = await read_text(turn, answers["text"] or "")
    author = answers.get("author")
    whose = turn.say("a signal of {author}", author=author) if author else turn.say("somebody's signal")
    head = f"{_describe(reading)}: {whose}" if reading.symbol else whose
    options = (
        Option(label=turn.say("I took it"), value="yes", weight=Weight.PRIMARY),
        Option(label=turn.say("No"), value="no"),
    )
    asked = Text(spans(Span(turn.say("Log it as your trade?"), Tone.STRONG)))
    return Question(blocks=(Title(spans(head)), asked), options=(options,))


async def finish_forwarded(turn: Turn, answers: Answers) -> Answer:
    if answers.get(TAKE) != "yes":
        return place(turn, compose_words(turn.say("Not logged.")))
    text = answers["text"] or ""
    uploads = _UPLOADS.decode(answers.get("uploads") or "[]")
    own = replace(turn, inbound=msgspec.structs.replace(turn.inbound, text=text, uploads=uploads))
    logged = await hear_trade(own, await read_text(own, text), None)
    return logged or place(turn, compose_words(turn.say("Not logged.")))


async def is_passed_over(turn: Turn, answers: Answers) -> bool:
    """It is an offer: whoever types something else is not asked again."""
    text = turn.inbound.text
    if turn.inbound.kind is not Kind.TEXT or means(text, Word.YES, Word.NO):
        return False
    return await find_option(turn, FORWARDED, State(step=TAKE, answers=answers), text) is None


def _describe(reading: Reading) -> str:
    what = named(reading.symbol or "", reading.side) if reading.side else reading.symbol or ""
    return f"{what} @ {format_price(reading.entry)}" if reading.entry is not None else what


FORWARDED = Dialog(
    name="forwarded",
    version=1,
    steps=(Step(name=TAKE, ask=ask_taken, read=read_taken),),
    finish=finish_forwarded,
    comes_back=False,
    is_over=is_passed_over,
)
