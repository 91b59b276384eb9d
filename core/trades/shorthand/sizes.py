"""Finds how much was traded: with a unit, under a label, or by where a bare number stands."""

from decimal import Decimal

import msgspec

from core.instruments.instrument import SizeUnit
from core.trades.shorthand.message import Message
from core.trades.shorthand.number import Number
from core.trades.shorthand.prices import PriceReader, Value, within
from core.trades.shorthand.roles import Role, Unit
from core.trades.shorthand.tokens import Kind
from core.trades.shorthand.walk import Labelled
from core.trades.shorthand.words import UNIT_WORDS

_SIZES = {Unit.LOTS: "lots", Unit.CONTRACTS: "contracts", Unit.SHARES: "shares", Unit.COINS: "coins"}
_SIDES = (Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT)
_NAMES = frozenset(
    (
        *_SIDES,
        Role.EXIT,
        Role.TO_CLOSE_LONG,
        Role.TO_CLOSE_SHORT,
        Role.ADDED,
        Role.REST,
    )
)
_PRICED_BY = frozenset((Role.AT, Role.EXIT))
_WHOLE_UNITS = (SizeUnit.CONTRACTS, SizeUnit.SHARES)
_DOLLARS = frozenset(("$", "USD", "USDT", "USDC", "DOLLAR", "DOLLARS", "BUCKS"))
_HALF = Decimal("0.5")
_FINE_DIGITS = 3
_PRICE_REACH = (Decimal("0.5"), Decimal("2.5"))
_PRICED = (Role.STOP, Role.TARGET, Role.ENTRY, Role.AT, Role.IGNORED, None)
_PER = frozenset(("per", "pro", "each", "every", "cada", "je", "каждые"))
_MARKS = ("$", "#", "/")
_FILLERS = ("$", "x", "of", "+", "-")


class Sizes(msgspec.Struct):
    """`bare` are the numbers without a unit that were taken for sizes: they are no prices."""

    quantity: Decimal | None = None
    unit: str | None = None
    number: Number | None = None
    leverage: Decimal | None = None
    leverage_number: Number | None = None
    bare: list[Labelled] = []


def read_sizes(message: Message, prices: PriceReader, stop: Value | None) -> Sizes:
    """Size and leverage of a message; `stop` helps to tell sizes from prices of an unknown market."""
    sizes = Sizes()
    for one in message.walk.numbers:
        number = one.number
        leverage = number.unit is Unit.LEVERAGE or (one.label is Role.LEVERAGE and number.is_price)
        if leverage:
            _take_leverage(sizes, one, prices.amount(number))
        elif _is_advice(message, number):
            continue
        elif number.unit is not None and number.unit in _SIZES:
            _take(sizes, message, number, prices.amount(number), _SIZES[number.unit])
        elif one.label is Role.SIZE and number.is_price:
            _take(sizes, message, number, prices.amount(number), _labelled_unit(message, number))
    if sizes.quantity is None and message.has(Role.HALF_LOT):
        sizes.quantity, sizes.unit = _HALF, "lots"
    _BareSizes(message, prices, stop).take(sizes)
    if sizes.quantity is None:
        _take_trailing(sizes, message, prices, stop)
    return sizes


def _is_advice(message: Message, number: Number) -> bool:
    """`lot 0.01 per 200$`, `0.01 lot size for each 200`"""
    tokens, before = message.tokens, number.place - 1
    if before > 0 and tokens[before].text == "$":
        before -= 1
    if before >= 0 and tokens[before].text in _PER:
        return True
    return number.end < len(tokens) and tokens[number.end].text in _PER


def _take_leverage(sizes: Sizes, one: Labelled, amount: Decimal | None) -> None:
    """Of a range (`5x-10x`) the lower."""
    if not amount:
        return
    if sizes.leverage is None or (one.join == "-" and amount < sizes.leverage):
        sizes.leverage, sizes.leverage_number = amount, one.number


def _take(
    sizes: Sizes, message: Message, number: Number, amount: Decimal | None, unit: str | None = None
) -> None:
    if sizes.quantity is None and amount is not None:
        sizes.quantity, sizes.unit, sizes.number = amount, unit or _usual_unit(message), number


def _labelled_unit(message: Message, number: Number) -> str | None:
    """`size $500`, `Lot: 0.02`"""
    if number.money in _DOLLARS:
        return "usd"
    place = number.place - 1
    while place > 0 and message.tokens[place].kind is Kind.SIGN:
        place -= 1
    unit = UNIT_WORDS.get(message.tokens[place].text)
    return _SIZES.get(unit) if unit is not None else None


def _take_trailing(sizes: Sizes, message: Message, prices: PriceReader, stop: Value | None) -> None:
    """`long 18500 sl 18475 2`, `tp 66k 0.1`: the last number of all, where it cannot be a price."""
    last = next((one for one in reversed(message.walk.numbers) if one.number.unit is None), None)
    if last is None or last.number.sign or last.number.bracketed or last.label not in _PRICED:
        return
    number = last.number
    if number.money is not None or _is_advice(message, number) or _tells_time(message, number):
        return
    if last.join == "," and not number.raw.startswith((".", "0.")):
        return
    ends = number.end >= len(message.tokens) or message.tokens[number.end].kind is Kind.LINE
    ends = ends or number.end + 1 in message.tags
    if not ends or last.join not in (" ", "/", ",") or not _cannot_be_price(last, message, prices, stop):
        return
    _take(sizes, message, number, prices.amount(number))
    sizes.bare.append(last)


def _tells_time(message: Message, number: Number) -> bool:
    """`Expiry Time 2017.09.08 06 55`, `RRR 1 2.4`, `valid until Friday 22 00`: the last label is no trade's."""
    before = [found.role for found in message.roles if found.end <= number.place]
    return bool(before) and before[-1] in (Role.IGNORED, Role.DAY)


def _cannot_be_price(one: Labelled, message: Message, prices: PriceReader, stop: Value | None) -> bool:
    """Beyond what the market believes; where that is unknown, far from the stop or the first price."""
    written = [other for other in message.walk.numbers if other.number.unit is None and other is not one]
    if one.number.raw.isdigit() and all(_is_fine(other) for other in written):
        return True
    if prices.band is not None:
        return prices.unlike_price(one, stop)
    others = (prices.value(other) for other in written)
    near = stop or next((value for value in others if value is not None), None)
    value = prices.value(one)
    if near is None or value is None or not near.amount:
        return False
    return not within(value.amount / near.amount, _PRICE_REACH)


def _is_fine(one: Labelled) -> bool:
    """Written to the pip, as 1.0850 is: a whole number beside such prices is none."""
    whole, _, rest = one.number.raw.partition(".")
    return len(whole) == 1 and len(rest) >= _FINE_DIGITS


def _usual_unit(message: Message) -> str | None:
    if message.option is not None:
        return "contracts"
    if message.symbol is None:
        return None
    instrument = message.symbol.instrument
    return instrument.size_unit.value if instrument else "shares"


class _BareSizes:
    """`short 2 NQ`, `CL long 2 @ 71.35`, `BTO 200 CHSN @`, `6E short 1 1.0875`: sizes without a unit."""

    def __init__(self, message: Message, prices: PriceReader, stop: Value | None) -> None:
        self._message, self._prices, self._stop = message, prices, stop
        self._name_start = message.symbol.first if message.symbol else -1
        if self._name_start > 0 and message.tokens[self._name_start - 1].text in _MARKS:
            self._name_start -= 1
        self._ends = {found.end for found in message.roles if found.role in _NAMES}
        self._ats = {found.first for found in message.roles if found.role in _PRICED_BY}
        if message.symbol is not None:
            self._ends.add(message.symbol.end)

    def take(self, sizes: Sizes) -> None:
        bare = sorted(self._prices.labelled(None, Role.EXIT), key=lambda one: one.number.place)
        labelled = bool(self._prices.labelled(Role.AT, Role.ENTRY))
        for place, one in enumerate(bare):
            following = bare[place + 1 : place + 2]
            if one.join in (None, " ") and self._is_size(one, following, labelled=labelled):
                _take(sizes, self._message, one.number, self._prices.amount(one.number))
                sizes.bare.append(one)
                return
        for one in bare[1:]:
            if one.join == " " and self._prices.band is not None and self._unlike(one):
                _take(sizes, self._message, one.number, self._prices.amount(one.number))
                sizes.bare.append(one)

    def _unlike(self, one: Labelled) -> bool:
        return self._prices.unlike_price(one, self._stop)

    def _is_size(self, one: Labelled, following: list[Labelled], *, labelled: bool) -> bool:
        number = one.number
        priced = labelled or bool(following)
        named = number.end == self._name_start
        strange = self._prices.band is not None and self._unlike(one)
        if named and (strange or (priced and (self._prices.band is None or bool(number.whole)))):
            return (
                number.place == 0
                or self._is_behind_name(number)
                or self._counts_the_side(number)
                or (labelled and bool(number.whole))
            )
        if named or not priced or not self._is_behind_name(number):
            return False
        if self._is_part(number):
            return True
        return (
            self._over_more(number.end) in self._ats or strange or self._counts_contracts(number, following)
        )

    def _over_more(self, place: int) -> int:
        """`added 1 more @ 0.35`"""
        tokens = self._message.tokens
        return place + 1 if place < len(tokens) and tokens[place].text in ("more", "another") else place

    def _is_part(self, number: Number) -> bool:
        """The 2 of `STC 2 of 3 AMD`, the 50 of `sold 50 of my 100 AAPL`."""
        tokens = self._message.tokens
        parted = number.end + 1 < len(tokens) and tokens[number.end].text == "of"
        whole = parted and (tokens[number.end + 1].kind is Kind.NUMBER or tokens[number.end + 1].text == "my")
        return whole and number.whole is not None

    def _counts_contracts(self, number: Number, following: list[Labelled]) -> bool:
        instrument = self._prices.instrument
        whole = instrument is not None and instrument.size_unit in _WHOLE_UNITS
        return whole and bool(number.whole) and bool(following) and "." in following[0].number.raw

    def _counts_the_side(self, number: Number) -> bool:
        """`took 3 MES shorts`, `filled 1 MGC long`"""
        symbol = self._message.symbol
        followed = symbol is not None and any(one.first == symbol.end for one in self._message.found(*_SIDES))
        return followed and number.whole is not None

    def _is_behind_name(self, number: Number) -> bool:
        """Right behind the side, the exit or the market; or first of all, before an exit (`0.25 out 1.0871`)."""
        exits = self._message.found(Role.EXIT)
        if number.place == 0 and exits and exits[0].first == number.end:
            return True
        place = number.place
        while place > 0 and self._message.tokens[place - 1].text in _FILLERS:
            place -= 1
        return place in self._ends
