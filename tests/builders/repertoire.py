"""A small repertoire for tests of the machinery: a few commands, verbs and one dialog that is not the product's."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from bots.commands.registry import Command
from bots.commands.registry import register as register_commands
from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.dialog import register as register_dialogs
from bots.repertoire import Repertoire
from bots.turn import Answer, Turn, Utterance, answer, in_place
from bots.verbs import Outdated, Verb
from bots.verbs import register as register_verbs
from core.conversations.tokens import Press
from core.errors import Invalid, Refused
from core.messaging.screen import Action, Choices, Screen, Subject, Text, spans
from core.trades.shorthand import Reading, ReadingKind
from core.trades.trade import Side

TRADE_ID = UUID("0192d5a0-0000-7000-8000-000000000001")
TRADE = str(TRADE_ID)


class NotAScore(Invalid):
    phrase = "{text} is not a score from 1 to 10."


def say(text: str) -> Screen:
    return Screen(blocks=(Text(spans(text)),))


def read_score(text: str, _: Answers) -> str:
    if not text.isdecimal() or not 1 <= int(text) <= 10:
        raise NotAScore(text=text)
    return text


def read_words(text: str, _: Answers) -> str:
    return text.strip()


def asking(words: str, *labels: str) -> Step:
    """A step that asks for a score, or (without labels) for words."""

    async def ask(_turn: Turn, _answers: Answers) -> Question:
        return Question(
            blocks=(Text(spans(words)),),
            options=(tuple(Option(label=label, value=label) for label in labels),) if labels else (),
        )

    return Step(name=words.lower(), ask=ask, read=read_score if labels else read_words, skippable=not labels)


async def finish(turn: Turn, answers: Answers) -> Answer:
    if answers.get("risk") == "1":
        raise Refused
    words = ", ".join(f"{name} {value}" for name, value in answers.items())
    done = say(f"Checked in: {words}")
    return in_place(done) if turn.inbound.token else answer(done)


CHECKIN = Dialog(
    name="checkin",
    version=1,
    steps=(asking("Risk", "1", "8", "9"), asking("Execution", "7", "8"), asking("Words")),
    finish=finish,
)
OTHER = Dialog(name="other", version=1, steps=(asking("Name"),), finish=finish)


async def file_entry(turn: Turn, answers: Answers) -> Answer:
    return answer(trade_card(turn, f"Filed at {answers['price']}"))


ENTRY = Dialog(name="entry", version=1, steps=(asking("Price"),), finish=file_entry)


async def read_text(_: Turn, text: str) -> Reading:
    """Reads `long EURUSD 1.08` and `exit 1.09`, nothing else."""
    match text.split():
        case ["long", symbol, price]:
            return Reading(kind=ReadingKind.ENTRY, side=Side.LONG, symbol=symbol, entry=Decimal(price))
        case ["long", symbol]:
            return Reading(kind=ReadingKind.ENTRY, side=Side.LONG, symbol=symbol)
        case ["exit", price]:
            return Reading(kind=ReadingKind.EXIT, exit=Decimal(price))
        case _:
            return Reading(kind=ReadingKind.NONE)


def trade_card(turn: Turn, words: str, revision: int = 1) -> Screen:
    press = Press(verb="close", target=TRADE_ID, revision=revision)
    buttons = Choices(rows=((Action(label="Close", token=turn.sign(press)),),))
    subject = Subject(kind="trade", id=TRADE, revision=revision)
    return Screen(blocks=(Text(spans(words)), buttons), subject=subject)


async def hear_trade(turn: Turn, reading: Reading, card: Subject | None) -> Answer:
    if reading.kind is ReadingKind.ENTRY and reading.entry is None:
        return await start(turn, ENTRY)
    about = f" about {card.kind}" if card else ""
    return answer(trade_card(turn, f"Filed {reading.kind}{about}"))


async def hear_reply(_: Turn, card: Subject) -> Answer:
    return answer(say(f"Noted under {card.kind}"))


async def hear_edit(_: Turn, reading: Reading, card: Subject) -> Answer:
    return answer(say(f"Edited {card.kind} into {reading.kind}"))


async def show_card(turn: Turn, subject: Subject) -> Answer:
    return in_place(trade_card(turn, f"Current {subject.kind}", revision=9))


async def keep_silent(_: Turn) -> Answer:
    return Answer()


async def hear_forwarded(_: Turn, reading: Reading) -> Answer:
    return answer(say(f"Is that {reading.kind} yours?"))


async def close(turn: Turn, press: Press) -> Answer:
    if press.argument == "old":
        raise Outdated
    await turn.uow.execute("update users set name = name || '!' where id = $1", turn.person.id)
    return in_place(say("Closed"))


async def rate(turn: Turn, press: Press) -> Answer:
    await turn.uow.execute("update users set name = $2 where id = $1", turn.person.id, press.argument)
    return in_place(say(f"Rated {press.argument}"))


async def help_me(_: Turn) -> Answer:
    return Answer(utterances=(Utterance(screen=say("Help is here"), final=True),))


async def refuse(turn: Turn) -> Answer:
    await turn.uow.execute("update users set name = 'half done' where id = $1", turn.person.id)
    raise Refused


async def crash(turn: Turn) -> Answer:
    await turn.uow.execute("update users set name = 'half done' where id = $1", turn.person.id)
    raise RuntimeError("a bug")


async def check_in(turn: Turn) -> Answer:
    return await start(turn, CHECKIN, {"day": "today"})


async def begin_other(turn: Turn) -> Answer:
    return await start(turn, OTHER)


async def prompt_checkin(turn: Turn, particulars: Mapping[str, str]) -> Answer:
    return await start(turn, CHECKIN, dict(particulars))


async def show_trade(turn: Turn) -> Answer:
    return answer(trade_card(turn, "A trade"))


def a_repertoire(**changes: object) -> Repertoire:
    repertoire = Repertoire(
        commands=register_commands(
            Command(name=name, description=name, handler=handler)
            for name, handler in {
                "help": help_me,
                "refuse": refuse,
                "crash": crash,
                "checkin": check_in,
                "other": begin_other,
                "trade": show_trade,
                "quiet": keep_silent,
            }.items()
        ),
        verbs=register_verbs((Verb(name="close", handler=close, once=True), Verb(name="rate", handler=rate))),
        dialogs=register_dialogs(CHECKIN, OTHER, ENTRY),
        prompts={"checkin": prompt_checkin},
        forms={},
        read_text=read_text,
        hear_trade=hear_trade,
        hear_reply=hear_reply,
        hear_edit=hear_edit,
        hear_upload=keep_silent,
        hear_membership=keep_silent,
        hear_reaction=keep_silent,
        hear_forwarded=hear_forwarded,
        show_card=show_card,
    )
    return replace(repertoire, **changes)
