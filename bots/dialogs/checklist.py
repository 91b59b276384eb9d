"""The checklist of a trade's rules: tap what was broken, or all kept at once."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from bots.dialogs.dialog import Answers, Option
from bots.dialogs.spoken_words import Word, means
from bots.dialogs.topics import RulesUnclear
from bots.turn import Turn
from core.messaging.screen import Block, Item, Items, Weight, spans
from core.strategies.strategy import Rule

ALL, DONE = "all", "done"
WHOLE = "!"
"""Ends a checklist that is finished: `101!`; without it somebody is still ticking."""
_IN_A_ROW = 5
_LONGEST_LABEL = 24
_MOST_NAMED = 4


def pack_rules(rules: Sequence[Rule]) -> dict[str, str | None]:
    """The particulars by which a dialog knows its checklist again."""
    if not rules:
        return {}
    return {"rules": msgspec.json.encode([[str(rule.id), rule.body] for rule in rules]).decode()}


def unpack_rules(answers: Answers) -> list[tuple[UUID, str]]:
    packed = answers.get("rules")
    return msgspec.json.decode(packed, type=list[tuple[UUID, str]]) if packed else []


def read_checks(text: str, rules: Sequence[tuple[UUID, str]], marks: str | None) -> str:
    """One mark a rule, kept unless told otherwise: `2:0` breaks the second, `2, 3` typed breaks these and is all.

    Raises:
        RulesUnclear: it names no rule.
    """
    present = (marks or "1" * len(rules)).rstrip(WHOLE)
    if text == ALL or means(text, Word.YES, Word.KEPT, Word.ALL):
        return "1" * len(rules) + WHOLE
    if text == DONE or means(text, Word.NONE):
        return present + WHOLE
    number, colon, kept = text.partition(":")
    if colon and number.isdecimal() and kept in ("0", "1") and 0 < int(number[:3]) <= len(rules):
        at = int(number) - 1
        return present[:at] + kept + present[at + 1 :]
    broken = {int(word[:3]) for word in _numbers(text)}
    if not broken or max(broken) > len(rules) or 0 in broken:
        raise RulesUnclear(typed=text.strip()[:40])
    return "".join("0" if at in broken else "1" for at in range(1, len(rules) + 1)) + WHOLE


def is_finished(marks: str | None) -> bool:
    return bool(marks) and (marks or "").endswith(WHOLE)


def checks_of(rules: Sequence[tuple[UUID, str]], marks: str) -> dict[UUID, bool]:
    """By rule, whether it was kept."""
    return {rule: mark == "1" for (rule, _), mark in zip(rules, marks.rstrip(WHOLE), strict=False)}


def list_checks(rules: Sequence[tuple[UUID, str]], marks: str | None) -> tuple[Block, ...]:
    """The rules with their numbers; few short ones stand on their buttons only."""
    if _stands_on_buttons(rules):
        return ()
    present = marks or "1" * len(rules)
    items = (
        Item(name=_sign(mark), line=spans(body)) for (_, body), mark in zip(rules, present, strict=False)
    )
    return (Items(heading="", items=tuple(items)),)


def offer_checks(
    turn: Turn, rules: Sequence[tuple[UUID, str]], marks: str | None
) -> tuple[tuple[Option, ...], ...]:
    """`All kept` first; a tap on a rule turns it over, and the button says what it will be."""
    present = (marks or "1" * len(rules)).rstrip(WHOLE)
    named = _stands_on_buttons(rules)
    toggles = [
        Option(
            label=f"{_sign(mark)} {body if named else at}",
            value=f"{at}:{0 if mark == '1' else 1}",
        )
        for at, ((_, body), mark) in enumerate(zip(rules, present, strict=False), start=1)
    ]
    broken = present.count("0")
    first = Option(label=turn.say("All kept"), value=ALL, weight=Weight.NORMAL if broken else Weight.PRIMARY)
    ends = [first]
    if broken:
        words = turn.say("Done, {count} broken", "Done, {count} broken", count=broken)
        ends.append(Option(label=words, value=DONE, weight=Weight.PRIMARY))
    width = 1 if named else _IN_A_ROW
    rows = (tuple(toggles[at : at + width]) for at in range(0, len(toggles), width))
    return (tuple(ends), *rows)


def _stands_on_buttons(rules: Sequence[tuple[UUID, str]]) -> bool:
    return len(rules) < _MOST_NAMED and all(len(body) <= _LONGEST_LABEL for _, body in rules)


def _sign(mark: str) -> str:
    return "✓" if mark == "1" else "✗"


def _numbers(text: str) -> list[str]:
    words = text.replace(",", " ").replace("broke", " ").split()
    return words if all(word.isdecimal() for word in words) else []
