"""Reads what is said beside a trade: how far it went, the account and its rate, confidence, marks, rules kept."""

from decimal import Decimal

import msgspec

from core.trades.shorthand.message import Message
from core.trades.shorthand.prices import PriceReader
from core.trades.shorthand.roles import BESIDE, Role, Unit
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.walk import Labelled
from core.trades.trade import Side

_BEST_MARK = 10
_SHORTEST_HOUSE = 3
_PLACES = frozenset(("on", "at", "en", "auf", "bei", "sur", "na", "no", "на"))
_EXTREMES = (Role.WORST, Role.BEST, Role.LOW, Role.HIGH)


class Asides(msgspec.Struct):
    """Named and documented as in Reading."""

    worst: Decimal | None = None
    best: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    rate: Decimal | None = None
    account_words: str | None = None
    confidence: int | None = None
    entry_mark: int | None = None
    exit_mark: int | None = None
    rules_kept: bool | None = None


def read_asides(message: Message, side: Side | None) -> Asides:
    asides = Asides(account_words=_account(message), rules_kept=_rules(message))
    if "/10" in message.plain.text or not message.by_label.keys().isdisjoint(BESIDE):
        _read_extremes(message, side, asides)
        _read_marks(message, asides)
        asides.rate = _rate(message)
    return asides


def _read_extremes(message: Message, side: Side | None, asides: Asides) -> None:
    """With a side, `high` and `low` are the best and the worst."""
    prices = PriceReader(message)
    told = {role: next(iter(prices.values(prices.labelled(role))), None) for role in _EXTREMES}
    amounts = {role: value.amount if value else None for role, value in told.items()}
    asides.worst, asides.best = amounts[Role.WORST], amounts[Role.BEST]
    low, high = amounts[Role.LOW], amounts[Role.HIGH]
    match side:
        case None:
            asides.low, asides.high = low, high
        case Side.LONG:
            asides.worst, asides.best = asides.worst or low, asides.best or high
        case Side.SHORT:
            asides.worst, asides.best = asides.worst or high, asides.best or low


def _rate(message: Message) -> Decimal | None:
    prices = PriceReader(message)
    told = (prices.amount(one.number) for one in prices.labelled(Role.RATE))
    return next((rate for rate in told if rate), None)


def _read_marks(message: Message, asides: Asides) -> None:
    """`conf 7` and `conf 7/10`; marks of entry and exit only out of ten, since `entry 8` may be a price."""
    for one in message.walk.numbers:
        mark = _mark(one)
        if mark is None:
            continue
        if one.label is Role.CONFIDENCE:
            asides.confidence = asides.confidence or mark
        elif one.number.unit is Unit.MARK and one.label is Role.ENTRY:
            asides.entry_mark = asides.entry_mark or mark
        elif one.number.unit is Unit.MARK and one.label is Role.EXIT:
            asides.exit_mark = asides.exit_mark or mark


def _mark(one: Labelled) -> int | None:
    whole = one.number.whole
    counted = one.number.unit in (None, Unit.MARK) and not one.number.sign
    return whole if counted and whole is not None and 0 < whole <= _BEST_MARK else None


def _rules(message: Message) -> bool | None:
    if message.has(Role.RULES_BROKEN):
        return False
    return True if message.has(Role.RULES_KEPT) else None


def _account(message: Message) -> str | None:
    place = find_account(message)
    return None if place is None else _named(message.tokens, place)


def find_account(message: Message) -> int | None:
    """The name in `acct demo`, `@ftmo`, `on FTMO`: labelled, marked, or capitals behind a preposition."""
    tokens = message.tokens
    for found in message.found(Role.ACCOUNT):
        place = found.end + 1 if found.end < len(tokens) and tokens[found.end].text in ":=" else found.end
        if place < len(tokens) and tokens[place].kind is Kind.WORD and place in message.strange:
            return place
    for place in message.strange:
        before = tokens[place - 1] if place else None
        if before is None:
            continue
        marked = before.text == "@" and tokens[place].glued and not before.glued
        capital = tokens[place].raw.isupper() and len(tokens[place].raw) >= _SHORTEST_HOUSE
        if marked or (capital and before.text in _PLACES and message.symbol is not None):
            return place
    return None


def _named(tokens: list[Token], place: int) -> str:
    """With what is glued behind it: `ftmo-100k`."""
    end = place + 1
    while end < len(tokens) and tokens[end].glued and tokens[end].kind is not Kind.LINE:
        end += 1
    return "".join(token.text for token in tokens[place:end]).rstrip(".,;!?)")
