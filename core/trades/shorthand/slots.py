"""Puts the labelled numbers of a message into the slots of a trade."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from core.instruments.instrument import Instrument, SizeUnit
from core.trades.shorthand.figures import Price, price_of
from core.trades.shorthand.labels import Labelled
from core.trades.shorthand.measures import Number
from core.trades.shorthand.message import Message
from core.trades.shorthand.reading import ReadingKind, Slot, Span
from core.trades.shorthand.roles import Role, Unit
from core.trades.trade import Side

_SIZES = {Unit.LOTS: "lots", Unit.CONTRACTS: "contracts", Unit.SHARES: "shares", Unit.COINS: "coins"}
_DISTANCES = (Unit.PIPS, Unit.POINTS, Unit.TICKS, Unit.R, Unit.PERCENT)
_RANGE_JOINS = ("-", "/", ",", "to", " ")
_CLOSE = Decimal("0.9")
_NEAR, _FAR = Decimal("0.2"), Decimal(12)


@dataclass(slots=True)
class Value:
    """A price in a slot, with the number it was written as."""

    price: Price
    number: Number

    @property
    def amount(self) -> Decimal:
        return self.price.value


@dataclass(slots=True)
class Slots:
    """The slots while they are being filled."""

    entry: Value | None = None
    entry_high: Value | None = None
    stop: Value | None = None
    targets: list[Value] = field(default_factory=list["Value"])
    exit: Value | None = None
    quantity: Decimal | None = None
    quantity_unit: str | None = None
    leverage: Decimal | None = None
    distances: list[tuple[Slot, Unit, Decimal]] = field(default_factory=list[tuple[Slot, Unit, Decimal]])
    spans: list[Span] = field(default_factory=list["Span"])


def fill_slots(message: Message, kind: ReadingKind, side: Side | None) -> Slots:
    """Prices, sizes and leverage of a message of that kind."""
    return _Filler(message, kind, side).fill()


def framed_side(slots: Slots) -> Side | None:
    """The side that stop, entry and targets tell where no word does; None when they do not agree."""
    if slots.entry is None or slots.stop is None or not slots.targets:
        return None
    entry, stop = slots.entry.amount, slots.stop.amount
    for side in Side:
        if (entry - stop) * side.sign > 0 and all(
            (target.amount - entry) * side.sign > 0 for target in slots.targets
        ):
            return side
    return None


class _Filler:
    def __init__(self, message: Message, kind: ReadingKind, side: Side | None) -> None:
        self.message, self.kind, self.side = message, kind, side
        self.instrument: Instrument | None = message.symbol.instrument if message.symbol else None
        self.slots = Slots()

    def fill(self) -> Slots:
        self._sizes()
        self.slots.stop = self._first(Role.STOP)
        entries = self._entries()
        self._targets(entries)
        if self.kind in (ReadingKind.EXIT, ReadingKind.RESULT):
            self._exit(entries)
        else:
            self._entry([one for one in entries if one.label is not Role.EXIT])
            self._leaving()
        return self.slots

    def _leaving(self) -> None:
        """`exit` beside an entry: one price is where it ended, a list is where it is meant to."""
        leaving = self._values(self._prices(Role.EXIT))
        if len(leaving) == 1:
            self.slots.exit = leaving[0]
            self._mark(Slot.EXIT, leaving[0])
        elif not self.slots.targets:
            self.slots.targets.extend(leaving)
            for value in leaving:
                self._mark(Slot.TAKE_PROFITS, value)

    def _value(self, one: Labelled) -> Value | None:
        price = price_of(one.number.raw, one.number.factor, self.instrument, self.message.style)
        return None if price is None else Value(price, one.number)

    def _values(self, numbers: Iterable[Labelled]) -> list[Value]:
        values: list[Value] = []
        for one in numbers:
            value = self._value(one)
            if value is not None:
                values.append(
                    self._completed(value, values[-1], one) if values and one.join in ("-", "/") else value
                )
        return values

    def _completed(self, value: Value, before: Value, one: Labelled) -> Value:
        """`134.30/35` and `0.00002150 - 2180`: the second number leaves out what it shares with the first."""
        first, tail = before.number.raw, one.number.raw
        if not tail.isdigit() or len(tail) >= len(first) or not first[-len(tail) :].isdigit():
            return value
        if before.amount and Decimal("0.5") <= value.amount / before.amount <= Decimal(2):
            return value
        number = Number(one.number.place, first[: -len(tail)] + tail)
        price = price_of(number.raw, before.number.factor, self.instrument, self.message.style)
        if (
            price is None
            or not before.amount
            or not Decimal("0.8") <= price.value / before.amount <= Decimal("1.25")
        ):
            return value
        return Value(price, number)

    def _prices(self, *labels: Role | None) -> list[Labelled]:
        return [one for one in self.message.under(*labels) if one.number.is_price and not one.number.sign]

    def _first(self, role: Role) -> Value | None:
        values = self._values(self._prices(role)[:1])
        for value in values:
            self._mark(Slot.STOP_LOSS, value)
        return values[0] if values else None

    def _mark(self, slot: Slot, value: Value) -> None:
        self._mark_number(slot, value.number)

    def _mark_number(self, slot: Slot, number: Number) -> None:
        tokens, plain = self.message.tokens, self.message.plain
        start, end = tokens[number.place].start, tokens[number.end - 1].end
        self.slots.spans.append(Span(slot=slot, start=plain.original(start), end=plain.original(end - 1) + 1))

    def _sizes(self) -> None:
        for one in self.message.walk.numbers:
            number = one.number
            amount = self._amount(number)
            if amount is None:
                continue
            if number.unit is Unit.LEVERAGE or (one.label is Role.LEVERAGE and number.is_price):
                if self.slots.leverage is None or (one.join == "-" and amount < self.slots.leverage):
                    self.slots.leverage = amount
                    self._mark_number(Slot.LEVERAGE, number)
            elif number.unit in _SIZES:
                self._size(amount, _SIZES[number.unit], number)
            elif one.label is Role.SIZE and number.is_price:
                self._size(amount, None, number)

    def _amount(self, number: Number) -> Decimal | None:
        price = price_of(number.raw, number.factor, None, self.message.style)
        return None if price is None else price.value

    def _size(self, amount: Decimal, unit: str | None, number: Number) -> None:
        if self.slots.quantity is None:
            self.slots.quantity = amount
            self.slots.quantity_unit = unit or self._usual_unit()
            self._mark_number(Slot.QUANTITY, number)

    def _usual_unit(self) -> str | None:
        if self.message.option is not None:
            return "contracts"
        if self.instrument is not None:
            return self.instrument.size_unit.value
        return "shares" if self.message.symbol is not None else None

    def _entries(self) -> list[Labelled]:
        """The group of numbers that is the entry (or exit): labelled, else behind `@`, else bare."""
        sizes = self._bare_sizes()
        for labels in ((Role.ENTRY,), (Role.AT,), (Role.EXIT,), (None,)):
            numbers = [one for one in self._prices(*labels) if one not in sizes]
            if labels == (None,):
                if self.kind is ReadingKind.RESULT:
                    return []
                numbers = self._bare_prices(numbers)
            if numbers:
                first = next((one for one in numbers if one.firm), numbers[0])
                group = [one for one in numbers if one.group == first.group]
                return self._wider(group, sizes) if labels == (Role.ENTRY,) else group
        return []

    def _wider(self, group: list[Labelled], sizes: list[Labelled]) -> list[Labelled]:
        """`Sell 2652-2662 … Entrada 2652`: the zone beside the side, where the entry is one of its ends."""
        bare = [one for one in self._prices(None) if one not in sizes]
        for low, high in itertools.pairwise(bare):
            if high.join in ("-", "to", "/") and group[0].number.raw in (low.number.raw, high.number.raw):
                return [low, high]
        return group

    def _bare_prices(self, numbers: list[Labelled]) -> list[Labelled]:
        """Those that can be prices; a number in front of side and market counts only where none follows."""
        numbers = [one for one in numbers if not one.late and self._is_believable(one)]
        following = [one for one in numbers if self._follows_name(one)]
        return following or [one for one in numbers if not self._unlike_price(one)]

    def _follows_name(self, one: Labelled) -> bool:
        symbol = self.message.symbol
        return self._side_precedes(one) or (symbol is not None and symbol.end <= one.number.place)

    def _bare_sizes(self) -> list[Labelled]:
        """`short 2 NQ`, `CL long 2 @ 71.35`, `BTO 200 CHSN @`, `6E short 1 1.0875`: sizes without a unit."""
        bare = sorted(self._prices(None, Role.EXIT), key=lambda one: one.number.place)
        for place, one in enumerate(bare):
            priced = self._prices(Role.AT, Role.ENTRY) or len(bare) > place + 1
            names = self.message.symbol is not None and one.number.end == self.message.symbol.first
            priced = priced or (names and self._has_band and self._unlike_price(one))
            if priced and one.join in (None, " ") and self._is_size(one, bare[place + 1 :]):
                amount = self._amount(one.number)
                if amount is not None:
                    self._size(amount, None, one.number)
                    return [one]
        trailing = [one for one in bare[1:] if one.join == " " and self._unlike_price(one) and self._has_band]
        for one in trailing[:1]:
            self._size(self._amount(one.number) or Decimal(0), None, one.number)
        return trailing

    @property
    def _has_band(self) -> bool:
        return self.instrument is not None and self.instrument.band is not None

    def _is_size(self, one: Labelled, others: list[Labelled]) -> bool:
        symbol, number = self.message.symbol, one.number
        if symbol is not None and number.end == symbol.first:
            if self._has_band and not self._unlike_price(one) and not (number.whole or 0) > 0:
                return False
            return number.place == 0 or self._is_behind_name(number)
        if not self._is_behind_name(number):
            return False
        at = any(found.first == number.end for found in self.message.found(Role.AT, Role.EXIT))
        if at or (self._has_band and self._unlike_price(one)):
            return True
        whole = self.instrument is not None and self.instrument.size_unit in (
            SizeUnit.CONTRACTS,
            SizeUnit.SHARES,
        )
        return whole and number.whole is not None and bool(others) and "." in others[0].number.raw

    def _is_behind_name(self, number: Number) -> bool:
        """Right behind the side, the exit or the market; or first of all, before an exit (`0.25 out 1.0871`)."""
        exits = self.message.found(Role.EXIT)
        if number.place == 0 and exits and exits[0].first == number.end:
            return True
        names = (Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT, Role.EXIT, Role.TO_CLOSE_LONG)
        ends = {found.end for found in self.message.found(*names)}
        if self.message.symbol is not None:
            ends.add(self.message.symbol.end)
        place = number.place
        while place > 0 and self.message.tokens[place - 1].text in ("$", "x", "of"):
            place -= 1
        return place in ends

    def _side_precedes(self, one: Labelled) -> bool:
        sides = (Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT, Role.EXIT, Role.TO_CLOSE_LONG)
        return any(found.end <= one.number.place for found in self.message.found(*sides))

    def _unlike_price(self, one: Labelled) -> bool:
        value = self._value(one)
        if value is None:
            return True
        if self.instrument is not None and self.instrument.band is not None:
            return value.price.off_scale or value.price.shifted
        return not self._is_believable(one)

    def _is_believable(self, one: Labelled) -> bool:
        """Within reach of the stop, where there is one."""
        stop, value = self.slots.stop, self._value(one)
        if value is None:
            return False
        if stop is None or not stop.amount or "." in one.number.raw:
            return True
        return _NEAR <= value.amount / stop.amount <= _FAR

    def _entry(self, entries: list[Labelled]) -> None:
        values = self._values(entries)
        if not values:
            return
        bare = entries[0].label is None
        if (
            len(values) > 1
            and entries[1].join == "to"
            and self._is_from(entries[0])
            and self._goes_its_way(values)
        ):
            self.slots.targets.insert(0, values[1])
            self._mark(Slot.TAKE_PROFITS, values[1])
        elif bare and len(values) > 1 and entries[1].join not in ("-", "to") and not self._is_protected:
            self._by_geometry(values)
            return
        elif len(values) > 1 and entries[1].join in _RANGE_JOINS and self._is_range(entries, values):
            low, high = sorted(values[:2], key=lambda value: value.amount)
            if low.amount != high.amount:
                self.slots.entry_high = high
                self._mark(Slot.ENTRY_HIGH, high)
            values = [low]
        self.slots.entry = values[0]
        self._mark(Slot.ENTRY, values[0])
        if not bare and not self._is_protected:
            self._take_bare_levels(values[0])

    def _take_bare_levels(self, entry: Value) -> None:
        """Numbers on lines of their own behind the entry, with signs for labels: stop and targets by geometry."""
        levels = list(self._values(one for one in self._prices(None) if one.late))
        if levels and all(
            _CLOSE <= value.amount / entry.amount <= 1 / _CLOSE for value in levels if entry.amount
        ):
            self._by_geometry([entry, *levels])

    @property
    def _is_protected(self) -> bool:
        return self.slots.stop is not None or bool(self.slots.targets)

    def _is_range(self, entries: list[Labelled], values: list[Value]) -> bool:
        if entries[0].label is None and entries[1].join == " ":
            return False
        first, second = values[0].amount, values[1].amount
        return bool(first) and Decimal("0.5") <= second / first <= Decimal(2)

    def _is_from(self, one: Labelled) -> bool:
        place = one.number.place - 1
        return any(found.first <= place < found.end for found in self.message.found(Role.FROM))

    def _goes_its_way(self, values: list[Value]) -> bool:
        """`short from 5,980 to 5,940`: the way the trade is to go; the other way it is a zone to enter in."""
        return self.side is not None and (values[1].amount - values[0].amount) * self.side.sign > 0

    def _by_geometry(self, values: list[Value]) -> None:
        """`1413.0 1409.0 1435.0`, `60000/58000/65000`: entry first, then what lies behind and ahead."""
        entry, *others = values
        self.slots.entry = entry
        self._mark(Slot.ENTRY, entry)
        for value in others:
            ahead = None if self.side is None else (value.amount - entry.amount) * self.side.sign
            if not ahead:
                continue
            if ahead < 0 and self.slots.stop is None:
                self.slots.stop = value
                self._mark(Slot.STOP_LOSS, value)
            elif ahead > 0:
                self.slots.targets.append(value)
                self._mark(Slot.TAKE_PROFITS, value)

    def _targets(self, entries: list[Labelled]) -> None:
        base = self.slots.stop or next(iter(self._values(entries[:1])), None)
        anchor = base.amount if base else None
        for value in self._values(one for one in self._prices(Role.TARGET) if not one.number.bracketed):
            near = not anchor or _NEAR <= value.amount / anchor <= _FAR * 2
            if near or value.price.off_scale:
                self.slots.targets.append(value)
                self._mark(Slot.TAKE_PROFITS, value)

    def _exit(self, entries: list[Labelled]) -> None:
        values = self._values(entries)
        if not values:
            return
        if self.message.has(Role.GIVEN) or (
            self.kind is ReadingKind.RESULT and entries[0].label is Role.ENTRY
        ):
            self.slots.entry = values[0]
            self._mark(Slot.ENTRY, values[0])
        elif len(values) > 1 and entries[1].join in ("to", "-", ">"):
            self.slots.entry, self.slots.exit = values[0], values[1]
            self._mark(Slot.ENTRY, values[0])
            self._mark(Slot.EXIT, values[1])
        else:
            self.slots.exit = values[0]
            self._mark(Slot.EXIT, values[0])
