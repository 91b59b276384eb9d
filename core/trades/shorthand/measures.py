"""Numbers with what they count: a price, pips, R, lots, money, per cent."""

from decimal import Decimal

import msgspec

from core.instruments.instrument import AssetClass, Instrument, PriceBand
from core.trades.shorthand.figures import PLAIN, split_list
from core.trades.shorthand.lexicon import is_known
from core.trades.shorthand.roles import Unit
from core.trades.shorthand.tokens import Kind, Token
from core.trades.shorthand.units import SIZES, find_unit, is_pip_point, number_follows

_SIGNS = {"+": 1, "-": -1}
_MONEY_SIGNS = frozenset("$€£¥")
_FRAME_WORDS = frozenset(("h", "m", "d", "w"))
_MONTHS_TEXT = """
    january february march april june july august september october november december jan feb apr jun jul
    aug sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro januar februar
    märz juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre
    décembre
"""
_MONTHS = frozenset(_MONTHS_TEXT.split())
_RESULTS = frozenset((Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.R, Unit.MONEY))
_SHARED = frozenset((Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.LEVERAGE, Unit.PERCENT, Unit.TIME))
_THOUSAND = Decimal(1000)
_LEVERAGE_WORDS = frozenset(("leverage", "lev"))
_MOST_LEVERAGE = 200
_PARTS = frozenset(("of", "off", "out", "de", "del", "do", "von", "vom", "du", "position", "size"))
_LEAVING = frozenset(("sold", "sell", "selling", "trim", "trimmed", "closed", "close", "took", "off", "out"))
_GROUP = 3
_BEST_MARK = 10
_MARK_DIGITS = 2
_DEALT = frozenset(("bot", "bought", "sold", "buy", "sell"))
_KILO = ("k", "к")
_BRACKETS = "()"
_GOES_ON = frozenset("/-%.")


class Number(msgspec.Struct, gc=False):
    """One written number. `place` is its token, `end` the first token behind it and its unit."""

    place: int
    end: int
    raw: str
    sign: int = 0
    unit: Unit | None = None
    money: str | None = None
    factor: Decimal = PLAIN
    bracketed: bool = False

    @property
    def is_price(self) -> bool:
        return self.unit is None

    @property
    def whole(self) -> int | None:
        """Its value when it is a small whole number, as ordinals and counts are."""
        return int(self.raw) if self.raw.isdigit() and len(self.raw) <= _GROUP else None


def list_numbers(tokens: list[Token], taken: frozenset[int], instrument: Instrument | None) -> list[Number]:
    """Every number outside `taken`, with sign and unit; glued lists are cut, spaced thousands joined."""
    numbers: list[Number] = []
    depth, free = 0, 0
    for place, token in enumerate(tokens):
        if token.kind is Kind.SIGN:
            if token.text in _BRACKETS:
                depth = 1 if token.text == "(" else 0
        elif token.kind is Kind.LINE:
            depth = 0
        elif token.kind is not Kind.NUMBER or place < free or place in taken:
            continue
        elif not _is_inside_word(tokens, place):
            free = _read_number(numbers, tokens, place, taken, instrument, bracketed=depth > 0)
    _share_units(tokens, numbers)
    return numbers


def _read_number(
    numbers: list[Number],
    tokens: list[Token],
    place: int,
    taken: frozenset[int],
    instrument: Instrument | None,
    *,
    bracketed: bool,
) -> int:
    """Append what is written at `place`; the first token behind it that may hold another number."""
    raw = tokens[place].raw
    if len(raw) <= _MARK_DIGITS and place + 2 < len(tokens) and tokens[place + 1].text == "/":
        if _is_mark(tokens, place):
            numbers.append(Number(place, place + 3, raw, unit=Unit.MARK))
            return place + 3
        if _is_fraction(tokens, place):
            numbers.append(Number(place, place + 3, f"{raw}/{tokens[place + 2].raw}", unit=Unit.FRACTION))
            return place + 3
    parts = split_list(raw)
    if len(parts) > 1:
        numbers.extend(Number(place, place + 1, part) for part in parts if part)
        return place + 1
    number, step = _joined(tokens, place, parts[0], instrument)
    _measure(number, tokens, taken, instrument)
    number.bracketed = bracketed
    numbers.append(number)
    return place + step


def _is_fraction(tokens: list[Token], place: int) -> bool:
    """`1/3 of MSFT`, `3/4 out`: one digit over a larger one, and what it is a part of."""
    if place + 3 >= len(tokens) or not tokens[place + 2].glued:
        return False
    top, bottom = tokens[place].raw, tokens[place + 2].raw
    digits = len(top) == len(bottom) == 1 and top.isdigit() and bottom.isdigit()
    parted = tokens[place + 3].text in _PARTS or (place > 0 and tokens[place - 1].text in _LEAVING)
    return digits and "0" < top < bottom and parted


def _is_mark(tokens: list[Token], place: int) -> bool:
    """`8/10`, and nothing more behind it: `8/10/12` are prices or a date."""
    if tokens[place + 2].raw != "10":
        return False
    glued = tokens[place + 1].glued and tokens[place + 2].glued
    more = place + 3 < len(tokens) and tokens[place + 3].glued and tokens[place + 3].text in _GOES_ON
    return glued and not more and tokens[place].raw.isdigit() and 0 < int(tokens[place].raw) <= _BEST_MARK


def _share_units(tokens: list[Token], numbers: list[Number]) -> None:
    """`20-30-50 pips` and `3-5x`: the last one's unit is everyone's."""
    for number, following in zip(reversed(numbers[:-1]), reversed(numbers[1:]), strict=True):
        if number.unit is None and following.unit in _SHARED and following.place == number.end + 1:
            joint = tokens[number.end]
            if joint.text in ("-", "/") and joint.glued and tokens[following.place].glued:
                number.unit = following.unit


def _is_inside_word(tokens: list[Token], place: int) -> bool:
    """`H4` and `M15` name a chart, `@mql5signal` a room: no prices."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and before.text in _MONTHS:
        return True
    if after is not None and after.text in _MONTHS and tokens[place].raw.isdigit():
        return True
    if before is None or before.kind is not Kind.WORD or not tokens[place].glued:
        return False
    if before.text in _FRAME_WORDS and (not before.glued or tokens[place - 2].kind is Kind.SIGN):
        return True
    goes_on = after is not None and after.glued and after.kind is Kind.WORD and not is_known(after.text)
    return (goes_on or tokens[place].raw.isdigit()) and not is_known(before.text)


def _joined(tokens: list[Token], place: int, raw: str, instrument: Instrument | None) -> tuple[Number, int]:
    """`39 250` is 39250 and `1 7786` is 1.7786 where the market believes only that."""
    number = Number(place, place + 1, raw)
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or following.kind is not Kind.NUMBER or not raw.isdigit():
        return number, 1
    if instrument is None or instrument.band is None or following.start != tokens[place].end + 1:
        return number, 1
    band, tail = instrument.band, following.raw
    if len(raw) > _GROUP or len(tail) > _GROUP * 4 or (tail.isdigit() and band.holds(Decimal(tail))):
        return number, 1
    choices = (
        [raw + tail] if len(tail.partition(".")[0]) == _GROUP and tail.replace(".", "", 1).isdigit() else []
    )
    if tail.isdigit() and _GROUP <= len(tail) <= instrument.price_digits:
        choices.append(f"{raw}.{tail}")
    for choice in choices:
        if band.holds(Decimal(choice)):
            number.raw, number.end = choice, place + 2
            return number, 2
    return number, 1


def _measure(
    number: Number, tokens: list[Token], taken: frozenset[int], instrument: Instrument | None
) -> None:
    if tokens[number.place].glued:
        _read_prefix(number, tokens)
    if number.unit is Unit.LEVERAGE and _is_counted(instrument):
        number.unit = Unit.CONTRACTS
    at = number.end
    if at < len(tokens) and at in taken and _counts_coins(number, tokens[at], instrument):
        number.unit = Unit.COINS
    if at >= len(tokens) or at in taken:
        return
    if tokens[at].glued and tokens[at].text in _KILO:
        number.factor = _THOUSAND
        number.end = at = at + 1
    if at < len(tokens):
        _read_unit(number, tokens, at, instrument)


def _read_unit(number: Number, tokens: list[Token], at: int, instrument: Instrument | None) -> None:
    token = tokens[at]
    if at + 1 < len(tokens) and (token.text == "+" or is_pip_point(tokens, at)):
        token, at = tokens[at + 1], at + 1
    unit = find_unit(token, tokens, at)
    if unit in SIZES and _is_size_of_the_next(number, tokens, at, instrument):
        return
    if unit is None:
        unit = _unit_by_market(number, token, tokens, at, instrument)
    if unit is None or unit is Unit.THOUSANDS:
        return
    _take_unit(number, unit, token, at, tokens)


def _unit_by_market(
    number: Number, token: Token, tokens: list[Token], at: int, instrument: Instrument | None
) -> Unit | None:
    if _is_leverage(number, token, tokens, at):
        return Unit.LEVERAGE
    return Unit.CONTRACTS if token.text == "c" and token.glued and _is_counted(instrument) else None


def _is_counted(instrument: Instrument | None) -> bool:
    """In futures `2c` and `x2` are contracts."""
    return instrument is not None and instrument.asset_class is AssetClass.FUTURE


def _take_unit(number: Number, unit: Unit, token: Token, at: int, tokens: list[Token]) -> None:
    """A money sign behind the number makes it money only with a sign before: `12$` may be a price."""
    if unit is Unit.MONEY:
        number.money = token.raw.upper()
        if token.text in _MONEY_SIGNS and number.sign == 0:
            return
    number.unit = unit
    number.end = at + 1
    before = tokens[number.place - 1] if number.place else None
    if (
        unit in _RESULTS
        and before is not None
        and before.text == "-"
        and tokens[number.place].glued
        and not before.glued
    ):
        number.sign = -1


def _is_leverage(number: Number, token: Token, tokens: list[Token], at: int) -> bool:
    """`20 leverage cross`; in `27.5 Leverage: 7x` the word belongs to what follows."""
    if token.text not in _LEVERAGE_WORDS or not number.raw.isdigit():
        return False
    stands_alone = at + 1 >= len(tokens) or tokens[at + 1].kind is not Kind.NUMBER
    return stands_alone and not number_follows(tokens, at) and 0 < (number.whole or 0) <= _MOST_LEVERAGE


def _counts_coins(number: Number, token: Token, instrument: Instrument | None) -> bool:
    """`0.25 btc`: the market's own coin behind a number that is none of its prices."""
    if instrument is None or instrument.asset_class is not AssetClass.CRYPTO or instrument.band is None:
        return False
    coin = instrument.symbol.removesuffix(instrument.quote_currency)
    return token.raw.upper() == coin and not number.sign and not _holds(instrument.band, number.raw)


def _is_size_of_the_next(number: Number, tokens: list[Token], at: int, instrument: Instrument | None) -> bool:
    """`tp 2665 lot 0.05`: the market believes the first as a price and not the second."""
    band = instrument.band if instrument else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if band is None or following is None or following.kind is not Kind.NUMBER:
        return False
    return _holds(band, number.raw) and not _holds(band, following.raw)


def _holds(band: PriceBand, raw: str) -> bool:
    return raw.replace(".", "", 1).isdigit() and band.holds(Decimal(raw))


def _read_prefix(number: Number, tokens: list[Token]) -> None:
    """`+$320`, `-150`, `$-20`, `x10`: what stands right before the digits."""
    at = number.place - 1
    glued = tokens[number.place].glued
    while at >= 0 and glued and tokens[at].kind is Kind.SIGN and tokens[at].text in "+-$€£¥":
        sign = tokens[at].text
        if sign in _MONEY_SIGNS:
            number.money = sign
        elif _stands_alone(tokens, at) and not _is_dealt(tokens, at):
            number.sign = _SIGNS[sign]
        glued = tokens[at].glued
        at -= 1
    if at >= 0 and glued and tokens[at].text in ("x", "х") and _begins_word(tokens, at):
        number.unit = Unit.LEVERAGE
    if number.money and number.sign:
        number.unit = Unit.MONEY


def _is_dealt(tokens: list[Token], at: int) -> bool:
    """The sign of `BOT +2 /ES`, `SOLD -1 NQ`: a broker's way to write how many."""
    return at > 0 and tokens[at - 1].text in _DEALT


def _begins_word(tokens: list[Token], at: int) -> bool:
    return not tokens[at].glued or at == 0 or tokens[at - 1].kind is Kind.LINE


def _stands_alone(tokens: list[Token], at: int) -> bool:
    """A sign belongs to the number behind it only where it does not join two numbers."""
    before = tokens[at - 1] if at else None
    if before is None or before.kind is Kind.LINE:
        return True
    if before.text == tokens[at].text:
        return False
    if before.kind is Kind.NUMBER:
        return tokens[at].text == "+" and not tokens[at].glued
    return before.kind is not Kind.WORD or not tokens[at].glued
