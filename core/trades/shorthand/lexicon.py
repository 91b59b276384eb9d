"""Finds the roles that words and phrases play, longest phrase first."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from core.trades.shorthand.roles import Role, Unit
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.words import NEUTRAL, PHRASES, UNITS

_CUT = re.compile(r"[\s\-/:.]+")
_JOINTS = frozenset("-/.:")
_ORDERS = frozenset((Role.LONG, Role.SHORT))
_MARKS = {"✗": Role.STOP, "◎": Role.TARGET}
_SIGN_ROLES = {"@": Role.AT, "✓": Role.HIT}
_Tail = tuple[tuple[str, ...], Role]


@dataclass(slots=True)
class _Entry:
    """What begins with a word: its role alone, and longer phrases by their second word, longest first."""

    alone: Role | None = None
    longer: dict[str, list[_Tail]] = field(default_factory=dict[str, list[_Tail]])


def _index() -> dict[str, _Entry]:
    """The role that names a phrase first keeps it."""
    found: dict[str, _Entry] = {}
    rows = [(NEUTRAL, Role.NEUTRAL), *((words, role) for role, words in PHRASES.items())]
    for words, role in rows:
        for phrase in words.split(","):
            first, *tail = _CUT.split(phrase.strip().lower())
            entry = found.setdefault(first, _Entry())
            if not tail:
                entry.alone = entry.alone or role
                continue
            tails = entry.longer.setdefault(tail[0], [])
            if all(tuple(tail[1:]) != known for known, _ in tails):
                tails.append((tuple(tail[1:]), role))
    for entry in found.values():
        for tails in entry.longer.values():
            tails.sort(key=lambda row: -len(row[0]))
    return found


_PHRASES = _index()
UNIT_WORDS: dict[str, Unit] = {word: unit for unit, words in UNITS.items() for word in words.split()}


def is_known(word: str) -> bool:
    """Whether a lower-case word begins a phrase of the lexicon or is a unit."""
    return word in _PHRASES or word in UNIT_WORDS


class Found(NamedTuple):
    """A phrase of the lexicon: its role and its tokens, [first, end)."""

    role: Role
    first: int
    end: int


def list_roles(tokens: list[Token], taken: frozenset[int]) -> list[Found]:
    """Every phrase in order; tokens in `taken` (a symbol's, an option's) are left out."""
    found: list[Found] = []
    place, count = 0, len(tokens)
    while place < count:
        token = tokens[place]
        step = 1
        if place not in taken:
            if token.kind is Kind.WORD:
                role, step = _match(tokens, place, taken)
                if role is not None:
                    found.append(Found(role, place, place + step))
            elif token.kind is Kind.SIGN and token.text in _SIGN_ROLES:
                found.append(Found(_SIGN_ROLES[token.text], place, place + 1))
        place += step
    if not any(one.role in (Role.STOP, Role.TARGET) for one in found):
        found = _with_marks(tokens, found)
    return _with_stop_orders(tokens, found)


def _with_marks(tokens: list[Token], found: list[Found]) -> list[Found]:
    """`🛑 1.0820 🎯 1.0910` in a message without words for them."""
    marks = [
        Found(_MARKS[token.text], place, place + 1)
        for place, token in enumerate(tokens[:-1])
        if token.text in _MARKS and tokens[place + 1].kind is Kind.NUMBER
    ]
    return sorted([*found, *marks], key=lambda one: one.first) if marks else found


def _with_stop_orders(tokens: list[Token], found: list[Found]) -> list[Found]:
    """`buy stop 1.2050` orders at a stop price; a plain `stop` elsewhere protects."""
    for place in range(1, len(found)):
        before, one = found[place - 1], found[place]
        if (
            one.role is Role.STOP
            and before.role in _ORDERS
            and before.end == one.first == one.end - 1
            and tokens[one.first].text == "stop"
        ):
            found[place] = Found(Role.STOP_ORDER, one.first, one.end)
    return found


def _match(tokens: list[Token], place: int, taken: frozenset[int]) -> tuple[Role | None, int]:
    entry = _PHRASES.get(tokens[place].text)
    if entry is None:
        return None, 1
    if entry.longer:
        second = _next_word(tokens, place + 1, taken)
        for tail, role in entry.longer.get(tokens[second].text, ()) if second >= 0 else ():
            end = second + 1
            for word in tail:
                end = _next_word(tokens, end, taken)
                if end < 0 or tokens[end].text != word:
                    break
                end += 1
            else:
                return role, end - place
    return entry.alone, 1


def _next_word(tokens: list[Token], place: int, taken: frozenset[int]) -> int:
    """The word right behind `place`, over at most one glueing sign; -1 when there is none."""
    count = len(tokens)
    if place < count and tokens[place].kind is Kind.SIGN and tokens[place].text in _JOINTS:
        place += 1
    if place < count and tokens[place].kind is Kind.WORD and place not in taken:
        return place
    return -1
