"""One question about a trade: its words, its ready answers, how what is typed is read."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from bots.dialogs.dialog import Answers, Option
from bots.dialogs.feelings import list_offered, read_feelings
from bots.dialogs.scores import score_options
from bots.dialogs.spoken_words import Word, means
from bots.turn import Turn
from core.errors import Invalid
from core.fields.field import AskedAt, CustomField, FieldKind, read_answer
from core.identifiers import FieldId
from core.reflection.queries import list_usual_feelings
from core.reflection.topics import Aspect, Topic
from core.strategies.queries import list_recent_setups
from core.strategies.strategy import require_name
from core.trades.changes import require_note
from core.trades.record import Trade
from core.trades.typed import parse_score

IN_A_ROW = 3
PICKED = "="
"""Before a value that stands for one of the ready answers: `=1a2b3c4d` a setup, `=2` a choice."""

Rows = tuple[tuple[Option, ...], ...]


class RulesUnclear(Invalid):
    """Field: `typed`."""

    code = "rules_unclear"
    phrase = "I read “{typed}”. Were your rules kept, yes or no?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The question, its ready answers in rows, and what may be typed."""

    words: str
    rows: Rows = ()
    hint: str = ""


async def word_topic(turn: Turn, trade: Trade, topic: Topic, *, most: int = 9) -> Wording:
    """How `topic` is asked of this trade, with at most so many ready words."""
    say = turn.say
    if topic.field is not None:
        return _word_field(turn, topic.field)
    match topic.aspect:
        case Aspect.SETUP:
            setups = await list_recent_setups(turn.uow, symbol=trade.symbol, limit=most)
            options = [Option(label=each.name, value=f"{PICKED}{each.id.hex[-8:]}") for each in setups]
            return Wording(
                words=say("Which setup?"), rows=in_rows(options), hint=say("A name, such as breakout")
            )
        case Aspect.FEELING:
            usual = list_offered(await list_usual_feelings(turn.uow, limit=most), most)
            options = [
                Option(label=say(word, context="feeling"), value=word) for word in usual if _fits(word)
            ]
            words = say("How do you feel?") if trade.is_open else say("How did it feel?")
            return Wording(words=words, rows=in_rows(options), hint=say("A word or two for it"))
        case Aspect.CONFIDENCE:
            rows = (
                (
                    Option(label=say("Low {score}", score=3), value="3"),
                    Option(label=say("Medium {score}", score=6), value="6"),
                    Option(label=say("High {score}", score=9), value="9"),
                ),
            )
            return Wording(words=say("How sure are you, 1 to 10?"), rows=rows, hint=say("1 to 10"))
        case Aspect.ENTRY:
            return Wording(
                words=say("The entry, 1 to 10?"), rows=score_options(), hint=say("Tap, or type 1–10")
            )
        case Aspect.EXIT:
            return Wording(
                words=say("The exit, 1 to 10?"), rows=score_options(), hint=say("Tap, or type 1–10")
            )
        case Aspect.RULES:
            options = [Option(label=say("Kept"), value="yes"), Option(label=say("Broke one"), value="no")]
            return Wording(words=say("Rules kept?"), rows=(tuple(options),))
        case Aspect.NOTE | None:
            return Wording(words=say("Anything to remember?"), hint=say("A sentence or two"))


def read_topic(topic: Topic, text: str) -> str:
    """The answer in canonical text; a picked one may still stand for a setup (see PICKED).

    Raises:
        Invalid: it answers something else.
    """
    if topic.field is not None:
        return _read_field(topic.field, text)
    match topic.aspect:
        case Aspect.SETUP:
            return text if text.startswith(PICKED) else require_name(text)
        case Aspect.FEELING:
            return read_feelings(text)
        case Aspect.CONFIDENCE | Aspect.ENTRY | Aspect.EXIT:
            return str(parse_score(text))
        case Aspect.RULES:
            return read_kept(text)
        case Aspect.NOTE | None:
            return require_note(text.strip())


async def settle_answer(turn: Turn, topic: Topic, answer: str) -> str | None:
    """The answer itself where a pick stood for it; None if what it stood for is there no more."""
    if topic.aspect is not Aspect.SETUP or not answer.startswith(PICKED):
        return answer
    setups = await list_recent_setups(turn.uow, limit=500)
    return next((each.name for each in setups if each.id.hex[-8:] == answer[len(PICKED) :]), None)


def read_kept(text: str) -> str:
    if means(text, Word.YES, Word.KEPT, Word.ALL):
        return "yes"
    if means(text, Word.NO, Word.BROKE):
        return "no"
    raise RulesUnclear(typed=text.strip()[:40])


def pack_topic(topic: Topic) -> dict[str, str | None]:
    """The particulars by which a dialog knows its question again."""
    if topic.field is None:
        return {"topic": topic.name}
    field = topic.field
    packed = msgspec.json.encode([field.name, field.kind.value, list(field.choices)]).decode()
    return {"topic": topic.name, "field": packed}


def unpack_topic(answers: Answers) -> Topic:
    packed, name = answers.get("field"), answers.get("topic") or ""
    if not packed:
        return Topic(aspect=Aspect(name))
    title, kind, choices = msgspec.json.decode(packed, type=tuple[str, str, tuple[str, ...]])
    field = CustomField(
        id=FieldId(UUID(name)),
        name=title,
        kind=FieldKind(kind),
        choices=choices,
        asked_at=AskedAt.EXIT,
    )
    return Topic(field=field)


def in_rows(options: list[Option]) -> Rows:
    return tuple(tuple(options[at : at + IN_A_ROW]) for at in range(0, len(options), IN_A_ROW))


def _word_field(turn: Turn, field: CustomField) -> Wording:
    asked = turn.say("{name}?", name=field.name.rstrip("?"))
    match field.kind:
        case FieldKind.TEXT:
            return Wording(words=asked, hint=turn.say("A word or a sentence"))
        case FieldKind.NUMBER:
            return Wording(words=asked, hint=turn.say("A number"))
        case FieldKind.CHOICE:
            options = [
                Option(label=choice, value=f"{PICKED}{at}")
                for at, choice in enumerate(field.choices, start=1)
            ]
            return Wording(words=asked, rows=in_rows(options))
        case FieldKind.YES_NO:
            options = [Option(label=turn.say("Yes"), value="yes"), Option(label=turn.say("No"), value="no")]
            return Wording(words=asked, rows=(tuple(options),))


def _read_field(field: CustomField, text: str) -> str:
    number = text[len(PICKED) :]
    is_pick = field.kind is FieldKind.CHOICE and text.startswith(PICKED) and number.isdecimal()
    if is_pick and 0 < int(number[:3]) <= len(field.choices):
        return field.choices[int(number) - 1]
    if field.kind is FieldKind.YES_NO and means(text, Word.YES, Word.NO):
        return "yes" if means(text, Word.YES) else "no"
    return read_answer(field, text)


def _fits(word: str) -> bool:
    """Beside a trade's id and the topic a button has room for nineteen bytes."""
    return len(word.encode()) <= 19
