"""Reads the words around a trade: setup tags, feelings, the kind of order, when it was, and notes."""

import re
from dataclasses import dataclass

from core.trades.shorthand.feelings import FEELINGS
from core.trades.shorthand.message import Message
from core.trades.shorthand.reading import ReadingKind
from core.trades.shorthand.roles import Role
from core.trades.shorthand.tokens import Kind, Token
from core.trades.trade import OrderKind

_NOTE = re.compile(
    r"(?:^|[\s,;.])(?:note|notes|nota|notiz|заметка)\s*[:\-]?\s+(.+)", re.IGNORECASE | re.DOTALL
)
_LONGEST_NOTE = 2000
_MOST_TAGS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    order: OrderKind | None
    tags: tuple[str, ...]
    emotions: tuple[str, ...]
    opened_hint: str | None
    note: str | None


def read_extras(message: Message, kind: ReadingKind) -> Extras:
    tags = dict.fromkeys(_tag(message.tokens, place) for place in message.tags)
    feelings = (FEELINGS.get(message.tokens[place].text) for place in message.strange)
    return Extras(
        order=_order(message) if kind is ReadingKind.ENTRY else None,
        tags=tuple(tags)[:_MOST_TAGS],
        emotions=tuple(dict.fromkeys(feeling for feeling in feelings if feeling)),
        opened_hint=_opened_hint(message),
        note=_note(message.plain.text) if message.has(Role.NOTE) else None,
    )


def _tag(tokens: list[Token], place: int) -> str:
    """`#break_out-2` whole: pieces glued by `_` and `-` belong to it."""
    words = [tokens[place].text]
    at = place + 1
    while (
        at < len(tokens)
        and tokens[at].glued
        and (tokens[at].text in ("_", "-") or tokens[at].kind is not Kind.SIGN)
    ):
        if tokens[at].kind is Kind.LINE:
            break
        words.append(tokens[at].text)
        at += 1
    return "".join(words).strip("_-")


def _order(message: Message) -> OrderKind | None:
    if message.has(Role.LIMIT):
        return OrderKind.LIMIT
    if message.has(Role.STOP_ORDER) or message.walk.orders_beyond:
        return OrderKind.STOP
    return OrderKind.MARKET if message.has(Role.MARKET) else None


def _opened_hint(message: Message) -> str | None:
    """`yesterday 14:30`, `2026-11-20 09:35`, `14:30`: the words as typed."""
    found = [one.first for one in message.found(Role.DAY)]
    kinds = [token.kind for token in message.tokens]
    if Kind.TIME in kinds or Kind.DATE in kinds:
        found += [place for place, kind in enumerate(kinds) if kind is Kind.TIME or kind is Kind.DATE]
    if not found:
        return None
    first, last = min(found), max(found)
    if last - first > 2:
        return None
    return message.plain.text[message.tokens[first].start : message.tokens[last].end]


def _note(text: str) -> str | None:
    match = _NOTE.search(text)
    return match[1].strip()[:_LONGEST_NOTE] if match else None
