"""What is asked about a trade besides its numbers: which questions there are, and which are still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from msgspec.structs import replace

from core.fields.field import AskedAt, CustomField
from core.trades.changes import add_note, require_note
from core.trades.facts import TradeFacts
from core.trades.record import Trade
from core.trades.trade import TradeStatus


class Aspect(StrEnum):
    """The questions that every trader is asked; the values stand in `TradeFacts.passed` for ever."""

    SETUP = "setup"
    FEELING = "feeling"
    CONFIDENCE = "confidence"
    ENTRY = "entry"
    EXIT = "exit"
    RULES = "rules"
    NOTE = "note"


_OPEN = (Aspect.SETUP, Aspect.FEELING, Aspect.CONFIDENCE)
_CLOSED = (Aspect.SETUP, Aspect.FEELING, Aspect.ENTRY, Aspect.EXIT, Aspect.RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One question: an aspect, or (`field`) one of the trader's own."""

    aspect: Aspect | None = None
    field: CustomField | None = None

    @property
    def name(self) -> str:
        """Under which it is remembered that it was skipped."""
        if self.field is not None:
            return str(self.field.id)
        return "" if self.aspect is None else self.aspect.value

    @property
    def code(self) -> str:
        """Short enough for a button beside a trade; no two topics of a person share one."""
        return self.field.id.hex[-8:] if self.field is not None else self.name[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What this trader is asked besides the usual: own `fields`, and setups once there is one."""

    fields: Sequence[CustomField] = ()
    has_setups: bool = True


def list_topics(trade: Trade, asked: Questions, *, with_note: bool = False) -> list[Topic]:
    """What may be asked about the trade as it stands now, in the order of asking.

    An own question is asked of trades from its making on, and one about the exit after the exit. Nothing is
    asked about a trade that was not taken but its setup and the feeling.
    """
    status = TradeStatus.MISSED if trade.facts.missed else trade.position.status
    is_open = status is TradeStatus.OPEN
    aspects = _OPEN[:2] if status is TradeStatus.MISSED else _OPEN if is_open else _CLOSED
    topics = [Topic(aspect=each) for each in aspects if asked.has_setups or each is not Aspect.SETUP]
    if status is TradeStatus.MISSED:
        return topics
    moments = (AskedAt.ENTRY,) if is_open else (AskedAt.ENTRY, AskedAt.EXIT)
    own = [Topic(field=each) for each in asked.fields if each.asked_at in moments and _concerns(each, trade)]
    return [*topics, *own, *([Topic(aspect=Aspect.NOTE)] if with_note else [])]


def find_open_topic(
    trade: Trade, asked: Questions, *, with_note: bool = False, but: Sequence[str] = ()
) -> Topic | None:
    """The next question that has no answer and was not skipped; `but` these names."""
    topics = list_topics(trade, asked, with_note=with_note)
    return next((each for each in topics if each.name not in but and is_missing(trade.facts, each)), None)


def find_topic(topics: Sequence[Topic], name: str) -> Topic | None:
    """The one of that name or code."""
    return next((topic for topic in topics if name in (topic.name, topic.code)), None)


def is_missing(facts: TradeFacts, topic: Topic) -> bool:
    """It was neither answered nor skipped."""
    return topic.name not in facts.passed and find_answer(facts, topic) is None


def find_answer(facts: TradeFacts, topic: Topic) -> str | None:
    """The answer as text; None if there is none."""
    if topic.field is not None:
        return facts.answers.get(topic.field.id)
    match topic.aspect:
        case Aspect.SETUP:
            return facts.setup
        case Aspect.FEELING:
            return facts.feeling
        case Aspect.CONFIDENCE:
            return _shown(facts.confidence)
        case Aspect.ENTRY:
            return _shown(facts.entry_quality)
        case Aspect.EXIT:
            return _shown(facts.exit_quality)
        case Aspect.RULES:
            return None if facts.rules_kept is None else "yes" if facts.rules_kept else "no"
        case Aspect.NOTE | None:
            return facts.notes


def give_answer(facts: TradeFacts, topic: Topic, answer: str | None) -> TradeFacts:
    """The facts with the answer in canonical text; None takes it away (a note only grows). A question that
    was skipped and is answered after all counts as answered.
    """
    facts = replace(facts, passed=tuple(name for name in facts.passed if name != topic.name))
    if topic.field is not None:
        rest = {field: kept for field, kept in facts.answers.items() if field != topic.field.id}
        return replace(facts, answers=rest if answer is None else {**rest, topic.field.id: answer})
    score = int(answer) if answer and answer.isdecimal() else None
    match topic.aspect:
        case Aspect.SETUP:
            return replace(facts, setup=answer)
        case Aspect.FEELING:
            return replace(facts, feeling=answer)
        case Aspect.CONFIDENCE:
            return replace(facts, confidence=score)
        case Aspect.ENTRY:
            return replace(facts, entry_quality=score)
        case Aspect.EXIT:
            return replace(facts, exit_quality=score)
        case Aspect.RULES:
            return replace(facts, rules_kept=None if answer is None else answer == "yes", rule_checks={})
        case Aspect.NOTE | None:
            return add_note(facts, require_note(answer)) if answer else facts


def check_rules(facts: TradeFacts, checks: dict[UUID, bool]) -> TradeFacts:
    """Which rules were kept; that they were kept as a whole follows from it."""
    facts = replace(facts, passed=tuple(name for name in facts.passed if name != Aspect.RULES))
    if not checks:
        return replace(facts, rule_checks={}, rules_kept=None)
    return replace(facts, rule_checks=dict(checks), rules_kept=all(checks.values()))


def pass_over(facts: TradeFacts, topic: Topic) -> TradeFacts:
    """Nobody asks this again by themselves."""
    return facts if topic.name in facts.passed else replace(facts, passed=(*facts.passed, topic.name))


def _concerns(field: CustomField, trade: Trade) -> bool:
    moment = trade.position.closed_at or trade.position.opened_at
    return field.since is None or moment is None or field.since <= moment


def _shown(score: int | None) -> str | None:
    return None if score is None else str(score)
