"""Reads what a message tells of its result, its risk, its costs and the share that left."""

from decimal import Decimal

import msgspec

from core.trades.shorthand.clues import tells_money
from core.trades.shorthand.figures import price_of
from core.trades.shorthand.message import Message
from core.trades.shorthand.number import Number
from core.trades.shorthand.reading import ReadingKind, RiskStated
from core.trades.shorthand.roles import BESIDE, Role, Unit
from core.trades.shorthand.walk import Labelled

_CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "DOLLAR": "USD",
    "DOLLARS": "USD",
    "EURO": "EUR",
    "EUROS": "EUR",
    "BUCKS": "USD",
}
_CODES = ("USD", "EUR", "GBP", "USDT", "USDC")
_WHOLE = Decimal(100)
_FINEST_PORTION = Decimal("0.0001")
_FEW_WORDS = 3
_TAKEN_LABELS = frozenset((Role.STOP, Role.TARGET, Role.RISK, Role.COSTS, Role.IGNORED, *BESIDE))


class Outcomes(msgspec.Struct):
    result_r: Decimal | None = None
    money: Decimal | None = None
    currency: str | None = None
    pips: Decimal | None = None
    percent: Decimal | None = None
    portion: Decimal | None = None
    risk: RiskStated | None = None
    commission: Decimal | None = None
    swap: Decimal | None = None


def read_outcomes(message: Message, kind: ReadingKind) -> Outcomes:
    """Results only of exits and results; the `+35 pips` behind a planned target is none."""
    found = Outcomes(risk=_risk(message))
    _read_costs(message, found)
    if kind not in (ReadingKind.EXIT, ReadingKind.RESULT):
        return found
    for one in message.walk.numbers:
        if one.label not in _TAKEN_LABELS or _is_outcome(one):
            _read_result(message, kind, one, found)
    if found.portion is None and kind is ReadingKind.EXIT:
        found.portion = _named_portion(message)
    if found.result_r is None and _is_breakeven(message, found):
        found.result_r = Decimal(0)
    return found


def _is_outcome(one: Labelled) -> bool:
    """`TP +40 pips`, `SL ❌ -30 pips`, `Gold trade: +1.4R`"""
    if one.label is Role.IGNORED:
        return bool(one.number.sign) and one.number.unit is Unit.R
    return one.label in (Role.STOP, Role.TARGET) and bool(one.number.sign)


def _read_result(message: Message, kind: ReadingKind, one: Labelled, found: Outcomes) -> None:
    number = one.number
    if number.unit is Unit.FRACTION:
        top, bottom = number.raw.split("/")
        found.portion = (Decimal(top) / Decimal(bottom)).quantize(_FINEST_PORTION)
        return
    amount = _signed(message, number)
    if amount is None:
        return
    match number.unit:
        case Unit.R if found.result_r is None and not _is_partial(message, number):
            found.result_r = amount
        case Unit.PIPS | Unit.POINTS if found.pips is None:
            found.pips = amount
        case Unit.MONEY if found.money is None:
            found.money, found.currency = amount, _currency(number)
        case None if _is_money(message, one) and found.money is None:
            found.money, found.currency = amount, _currency(number)
        case Unit.PERCENT:
            _read_percent(message, kind, number, amount, found)
        case _:
            pass


def _read_percent(
    message: Message, kind: ReadingKind, number: Number, amount: Decimal, found: Outcomes
) -> None:
    """`+79%`, `(79%)` and `35% profit` are results; the bare `25%` of an exit is the part that left."""
    told = bool(number.sign) or number.bracketed or message.has(Role.WON, Role.LOST)
    if told or kind is not ReadingKind.EXIT:
        found.percent = amount if found.percent is None else found.percent
    elif found.portion is None and 0 < amount <= _WHOLE:
        found.portion = amount / _WHOLE


def _is_money(message: Message, one: Labelled) -> bool:
    """`+120`; `made 450 on NQ`: right behind the word."""
    if one.number.sign:
        return one.label not in (Role.TARGET, Role.STOP)
    return tells_money(message, one)


def _is_partial(message: Message, number: Number) -> bool:
    """`took partial at 1R`: where a part left, not what the trade came to."""
    place = number.place - 1
    return place >= 0 and not number.sign and message.tokens[place].text in ("at", "@", "a", "bei", "на")


def _signed(message: Message, number: Number) -> Decimal | None:
    price = price_of(number.raw, number.factor, None, message.style)
    if price is None:
        return None
    lost = not number.sign and any(
        number.place - _FEW_WORDS <= found.first <= number.place or found.first == number.end
        for found in message.found(Role.LOST)
    )
    return price.value * (-1 if number.sign < 0 or lost else 1)


def _currency(number: Number) -> str | None:
    if number.money is None:
        return None
    return number.money if number.money in _CODES else _CURRENCIES.get(number.money)


def _named_portion(message: Message) -> Decimal | None:
    if message.has(Role.HALF):
        return Decimal("0.5")
    rest = any(message.tokens[found.first].text != "full" for found in message.found(Role.REST))
    return Decimal(1) if rest else None


def _is_breakeven(message: Message, found: Outcomes) -> bool:
    if found.money is not None or found.pips is not None or not message.has(Role.BREAKEVEN):
        return False
    partial = any(token.text in ("partial", "partials", "half") for token in message.tokens)
    leads = message.found(Role.BREAKEVEN)[0].first == 0
    return not partial and not message.has(Role.TARGET) and (leads or not message.has(Role.STOP))


def _risk(message: Message) -> RiskStated | None:
    if not message.has(Role.RISK):
        return None
    words = {found.first for found in message.found(Role.RISK)}
    for one in message.walk.numbers:
        number = one.number
        behind = number.end in words
        if not behind and one.label is not Role.RISK:
            continue
        price = price_of(number.raw, number.factor, None, message.style)
        if price is None or price.value <= 0:
            continue
        if number.unit is Unit.PERCENT:
            return RiskStated(percent=price.value)
        if number.money is not None:
            return RiskStated(money=price.value)
    return None


def _read_costs(message: Message, found: Outcomes) -> None:
    """`commission 3.5` is paid whatever its sign; a swap keeps the sign of a statement, so `swap -1` costs 1."""
    for one in message.under(Role.COSTS):
        price = price_of(one.number.raw, one.number.factor, None, message.style)
        label = _label_word(message, one)
        if price is None or label is None:
            continue
        if label.startswith("sw") or label == "своп":
            found.swap = -price.value * (one.number.sign or 1)
        elif found.commission is None:
            found.commission = -price.value if label.startswith("rebate") else price.value


def _label_word(message: Message, one: Labelled) -> str | None:
    words = [found for found in message.found(Role.COSTS) if found.end <= one.number.place]
    return message.tokens[words[-1].first].text if words else None
