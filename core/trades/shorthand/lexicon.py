"""Finds the roles that words and phrases play, longest phrase first."""

import re
from dataclasses import dataclass, field

from core.trades.shorthand.contexts import place_roles
from core.trades.shorthand.roles import Found, Role
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.words import ARTICLES, UNIT_WORDS, list_phrases

_CUT = re.compile(r"[\s\-/:.]+")
_JOINTS = frozenset("-/.:")
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
    for phrase, role in list_phrases():
        first, *tail = _CUT.split(phrase.lower())
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
KNOWN_WORDS: frozenset[str] = frozenset(
    {word for word, entry in _PHRASES.items() if entry.alone is not None} | UNIT_WORDS.keys() | ARTICLES
)


def is_known(word: str) -> bool:
    """Whether a lower-case word alone is a phrase of the lexicon, a unit or an article."""
    return word in KNOWN_WORDS


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
    return place_roles(tokens, found, taken)


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
