"""Reads the words around a trade: setup tags, feelings, the kind of order, when it was, and notes."""

import re

import msgspec

from core.trades.shorthand.asides import find_account
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
_FEWEST_WORDS = 2
_NOTED = (ReadingKind.ENTRY, ReadingKind.EXIT, ReadingKind.RESULT)
_HANGING = frozenset(
    (
        Role.LONG,
        Role.SHORT,
        Role.LIMIT,
        Role.MARKET,
        Role.STOP_ORDER,
        Role.HALF,
        Role.REST,
        Role.BREAKEVEN,
        Role.OPEN,
        Role.HIT,
        Role.STOPPED,
        Role.RISK,
        Role.RULES_KEPT,
        Role.RULES_BROKEN,
        Role.MISSED,
    )
)
"""Words of the trade that may follow its last number; others begin a sentence of one's own."""


class Extras(msgspec.Struct, frozen=True, kw_only=True):
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
        note=_note(message.plain.text) if message.has(Role.NOTE) else _own_words(message, kind),
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


def _own_words(message: Message, kind: ReadingKind) -> str | None:
    """`long EURUSD 1.0850 sl 1.0820 waited for the retest`: the words behind all that was read, in one line."""
    if kind not in _NOTED or "\n" in message.plain.text:
        return None
    if all(message.tokens[place].text in FEELINGS for place in message.strange):
        return None
    start = _end_of_trade(message)
    if start >= len(message.tokens):
        return None
    words = [token for token in message.tokens[start:] if token.kind is Kind.WORD]
    account = find_account(message)
    own = [place for place in message.strange if place >= start and place != account]
    if len(words) < _FEWEST_WORDS or all(message.tokens[place].text in FEELINGS for place in own):
        return None
    if any(found.first >= start for found in message.found(Role.HIT, Role.STOPPED)):
        return None
    text = message.plain.text[message.tokens[start].start :]
    return text.strip(" ,;.-:()")[:_LONGEST_NOTE] or None


def _end_of_trade(message: Message) -> int:
    """The first token behind the last number, name or tag, the trade's words that hang on it, and feelings."""
    ends = [one.number.end for one in message.walk.numbers]
    ends += [place + 1 for place in message.tags]
    if message.symbol is not None:
        ends.append(message.symbol.end)
    if message.option is not None:
        ends.append(max(message.option.tokens, default=0) + 1)
    end, tokens = max(ends, default=0), message.tokens
    hanging = {found.first: found.end for found in message.roles if found.role in _HANGING}
    while end < len(tokens) and (
        end in hanging or tokens[end].kind is Kind.SIGN or _is_a_feeling_alone(tokens, end)
    ):
        end = hanging.get(end, end + 1)
    return end


def _is_a_feeling_alone(tokens: list[Token], place: int) -> bool:
    """`calm,`; in `revenge trade after the loss` it begins a sentence."""
    ends = place + 1 >= len(tokens) or tokens[place + 1].kind is Kind.SIGN
    return ends and tokens[place].text in FEELINGS


def _note(text: str) -> str | None:
    match = _NOTE.search(text)
    return match[1].strip()[:_LONGEST_NOTE] if match else None
