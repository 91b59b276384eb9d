"""Decides what a message is: an entry, an exit, a result, a change, or no trade at all and why."""

import msgspec

from core.trades.shorthand.clues import Clues
from core.trades.shorthand.message import Message
from core.trades.shorthand.reading import NoTrade, ReadingKind
from core.trades.shorthand.roles import Role
from core.trades.shorthand.tokens import Kind
from core.trades.trade import Side

_PAUSES = frozenset(",;.")
_BACK = frozenset(("back", "way"))
_IN = frozenset(("in", "en", "em", "im", "в"))
_TELLERS = frozenset(
    ("i", "we", "my", "yo", "eu", "ich", "wir", "я", "j", "je", "when", "compré", "vendí", "году")
)
_YEAR_DIGITS, _YEAR_WORDS = 4, 3


class Verdict(msgspec.Struct, frozen=True):
    kind: ReadingKind
    side: Side | None = None
    reason: NoTrade | None = None
    adds: bool = False


def judge(message: Message) -> Verdict:
    """The kind of a message; the order of the questions is the order of trust."""
    if all(token.kind is Kind.LINE for token in message.tokens):
        return Verdict(ReadingKind.NONE, reason=NoTrade.EMPTY)
    if message.plain.text.lstrip().startswith("/"):
        return Verdict(ReadingKind.NONE, reason=NoTrade.COMMAND)
    if message.roles and message.roles[0].role is Role.NOTE and message.roles[0].first == 0:
        return Verdict(ReadingKind.NOTE)
    clues = Clues(message)
    if _recalls_a_year(clues.message):
        return Verdict(ReadingKind.NONE, reason=NoTrade.CHATTER)
    if clues.misses:
        return Verdict(ReadingKind.NONE, clues.side, reason=NoTrade.MISSED)
    if clues.is_order:
        return Verdict(ReadingKind.ENTRY, clues.side)
    if clues.asks:
        return Verdict(ReadingKind.NONE, reason=NoTrade.QUESTION)
    if message.has(Role.CANCELLED):
        return Verdict(ReadingKind.NONE, reason=NoTrade.WATCHLIST)
    return (
        _ended(clues) or _changed(clues) or _begun(clues) or Verdict(ReadingKind.NONE, reason=NoTrade.CHATTER)
    )


def _ended(clues: Clues) -> Verdict | None:
    """Exits and results, and what only looks like them: running profits, advice on a stop."""
    if clues.closes:
        return Verdict(ReadingKind.EXIT, clues.closed_side)
    if clues.was_hit:
        return Verdict(ReadingKind.RESULT, clues.side)
    if clues.message.has(Role.GIVEN):
        return Verdict(ReadingKind.NONE, reason=NoTrade.RUNNING)
    if _leads_with_breakeven(clues):
        return Verdict(ReadingKind.RESULT, clues.side)
    if clues.moves_stop:
        return Verdict(ReadingKind.CHANGE)
    if clues.manages:
        return Verdict(ReadingKind.NONE, reason=NoTrade.MANAGEMENT)
    if clues.runs:
        return Verdict(ReadingKind.NONE, reason=NoTrade.RUNNING)
    if clues.leaves_part or clues.exits:
        return Verdict(ReadingKind.EXIT, clues.left_side)
    if clues.tells_result:
        return Verdict(ReadingKind.RESULT, clues.side)
    return None


def _recalls_a_year(message: Message) -> bool:
    """`back in 2021 I bought ETH at 1800`: a story."""
    tokens = message.tokens
    place = 1 if tokens[0].text in _BACK else 0
    if len(tokens) < place + _YEAR_WORDS or tokens[place].text not in _IN:
        return False
    year = tokens[place + 1].raw
    told = place == 1 or tokens[place + _YEAR_WORDS - 1].text in _TELLERS
    return told and len(year) == _YEAR_DIGITS and year.isdigit() and year.startswith(("19", "20"))


def _leads_with_breakeven(clues: Clues) -> bool:
    """`be on nas, moved stop too early`: the outcome of a market, and words about it."""
    tokens, symbol = clues.message.tokens, clues.message.symbol
    even = clues.message.found(Role.BREAKEVEN)
    if symbol is None or not even or even[0].first or clues.prices or symbol.end >= len(tokens):
        return False
    near = 0 <= symbol.first - even[0].end <= 1
    return near and tokens[symbol.end].text in _PAUSES


def _changed(clues: Clues) -> Verdict | None:
    return Verdict(ReadingKind.CHANGE) if clues.changes else None


def _begun(clues: Clues) -> Verdict | None:
    if clues.wishes:
        return Verdict(ReadingKind.NONE, reason=NoTrade.CHATTER)
    if clues.adds:
        return Verdict(ReadingKind.ENTRY, clues.side, adds=True)
    if clues.message.has(Role.MISSED):
        return Verdict(ReadingKind.NONE, reason=NoTrade.CHATTER)
    return Verdict(ReadingKind.ENTRY, clues.side) if clues.begins else None
