"""Scores and rules typed beside other words: `conf 7`, `entry 8/10`, `exit 6/10`, `rules kept`."""

from bots.dialogs.dialog import Answers
from core.reflection.topics import Aspect, Topic, give_answer
from core.trades.facts import TradeFacts
from core.trades.shorthand import Reading

_ASPECTS = {
    "confidence": Aspect.CONFIDENCE,
    "entry_mark": Aspect.ENTRY,
    "exit_mark": Aspect.EXIT,
    "rules": Aspect.RULES,
}


def tell_marks(reading: Reading) -> dict[str, str]:
    """What the words judge, as particulars of a dialog."""
    kept = None if reading.rules_kept is None else "yes" if reading.rules_kept else "no"
    found = {
        "confidence": reading.confidence,
        "entry_mark": reading.entry_mark,
        "exit_mark": reading.exit_mark,
        "rules": kept,
    }
    return {name: str(mark) for name, mark in found.items() if mark is not None}


def add_marks(facts: TradeFacts, told: Answers) -> TradeFacts:
    """The facts with these judgements; what was not judged stays."""
    for name, aspect in _ASPECTS.items():
        if mark := told.get(name):
            facts = give_answer(facts, Topic(aspect=aspect), mark)
    return facts
