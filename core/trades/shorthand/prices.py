"""Reads labelled numbers as prices of the market a message is about."""

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from core.instruments.instrument import Instrument, PriceBand
from core.trades.shorthand.figures import Price, price_of
from core.trades.shorthand.message import Message
from core.trades.shorthand.number import Number
from core.trades.shorthand.roles import Role
from core.trades.shorthand.walk import Labelled

_FAR_APART = (Decimal("0.9"), Decimal("1.1"))
_SAME_SCALE = (Decimal("0.8"), Decimal("1.25"))
_TAIL = 2
_REACH = (Decimal("0.2"), Decimal(12))


class Value(msgspec.Struct):
    """A price in a slot, with the number it was written as."""

    price: Price
    number: Number
    amount: Decimal


class PriceReader:
    """The prices of one message, each number read once by what its market believes."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.instrument: Instrument | None = message.symbol.instrument if message.symbol else None
        self.band: PriceBand | None = self.instrument.band if self.instrument else None
        self._read: dict[int, Value | None] = {}
        self._plain = [one for one in message.walk.numbers if one.number.unit is None and not one.number.sign]
        self._by_label: dict[Role | None, list[Labelled]] = {}
        for one in self._plain:
            self._by_label.setdefault(one.label, []).append(one)

    def labelled(self, label: Role | None, *others: Role | None) -> list[Labelled]:
        """Unsigned numbers without a unit under those labels."""
        if others:
            return [one for one in self._plain if one.label is label or one.label in others]
        return self._by_label.get(label, [])

    def value(self, one: Labelled) -> Value | None:
        key = id(one)
        if key not in self._read:
            price = price_of(one.number.raw, one.number.factor, self.instrument, self.message.style)
            self._read[key] = None if price is None else Value(price, one.number, price.value)
        return self._read[key]

    def values(self, numbers: Iterable[Labelled]) -> list[Value]:
        values: list[Value] = []
        for one in numbers:
            value = self.value(one)
            if value is not None:
                listed = one.join == "," and len(one.number.raw) == _TAIL and one.number.money is None
                joined = bool(values) and (one.join in ("-", "/") or listed)
                values.append(self._completed(value, values[-1], one) if joined else value)
        return values

    def amount(self, number: Number) -> Decimal | None:
        """A number that is no price: a size, a leverage."""
        price = price_of(number.raw, number.factor, None, self.message.style)
        return None if price is None else price.value

    def unlike_price(self, one: Labelled, stop: Value | None) -> bool:
        """Outside of what the market believes, or of what the stop allows where the market is unknown."""
        value = self.value(one)
        if value is None:
            return True
        if self.band is not None:
            return value.price.off_scale or value.price.shifted
        return not self.is_believable(one, stop)

    def is_believable(self, one: Labelled, stop: Value | None) -> bool:
        value = self.value(one)
        if value is None:
            return False
        if stop is None or not stop.amount or "." in one.number.raw:
            return True
        return within(value.amount / stop.amount, _REACH)

    def _completed(self, value: Value, before: Value, one: Labelled) -> Value:
        """`134.30/35` and `0.00002150 - 2180`: the second number leaves out what it shares with the first."""
        first, tail = before.number.raw, one.number.raw
        if not tail.isdigit() or len(tail) >= len(first) or not first[-len(tail) :].isdigit():
            return value
        if len(tail) == 1 and not self.message.tokens[one.number.place].glued:
            return value
        if not before.amount or within(value.amount / before.amount, _FAR_APART):
            return value
        number = Number(one.number.place, one.number.place + 1, first[: -len(tail)] + tail)
        price = price_of(number.raw, before.number.factor, self.instrument, self.message.style)
        if price is None or not within(price.value / before.amount, _SAME_SCALE):
            return value
        return Value(price, number, price.value)


def within(ratio: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    return bounds[0] <= ratio <= bounds[1]
