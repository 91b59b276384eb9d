"""Puts the labelled numbers of a message into the slots of a trade."""

from decimal import Decimal

import msgspec

from core.trades.shorthand.entries import EntryFinder
from core.trades.shorthand.figures import Price
from core.trades.shorthand.message import Message
from core.trades.shorthand.number import Number
from core.trades.shorthand.prices import PriceReader, Value, within
from core.trades.shorthand.reading import ReadingKind, Slot, Span
from core.trades.shorthand.roles import Role
from core.trades.shorthand.sides import OPENING, SOLD
from core.trades.shorthand.sizes import Sizes, read_sizes
from core.trades.shorthand.walk import Labelled
from core.trades.trade import Side

_LEVELS = (Decimal("0.9"), Decimal("1.12"))
_TARGET_REACH = (Decimal("0.2"), Decimal(24))


class Slots(msgspec.Struct):
    """The slots while they are being filled."""

    sizes: Sizes
    stop: Value | None = None
    entry: Value | None = None
    entry_high: Value | None = None
    targets: list[Value] = []
    exit: Value | None = None
    spans: list[Span] = []

    @property
    def prices(self) -> list[Value]:
        found = [self.entry, self.entry_high, self.stop, *self.targets, self.exit]
        return [value for value in found if value is not None]

    @property
    def is_protected(self) -> bool:
        return self.stop is not None or bool(self.targets)


def fill_slots(message: Message, kind: ReadingKind, side: Side | None) -> Slots:
    """Prices, sizes and leverage of a message of that kind."""
    return _Filler(message, kind, side).fill()


def framed_side(slots: Slots) -> Side | None:
    """The side that stop, entry and targets tell where no word does; None when they do not agree."""
    if slots.entry is None or slots.stop is None:
        return None
    entry, stop = slots.entry.amount, slots.stop.amount
    for side in Side:
        ahead = all((target.amount - entry) * side.sign > 0 for target in slots.targets)
        if ahead and (entry - stop) * side.sign > 0:
            return side
    return None


class _Filler:
    def __init__(self, message: Message, kind: ReadingKind, side: Side | None) -> None:
        self.message, self.kind, self.side = message, kind, side
        self.prices = PriceReader(message)
        stops = self.prices.values(self.prices.labelled(Role.STOP)[:1])
        stop = stops[0] if stops else None
        self.slots = Slots(sizes=read_sizes(message, self.prices, stop), stop=stop)
        self.finder = EntryFinder(message, self.prices, self.slots.sizes, stop, kind, side)

    def fill(self) -> Slots:
        sizes = self.slots.sizes
        self._mark(Slot.STOP_LOSS, self.slots.stop)
        self._mark_number(Slot.QUANTITY, sizes.number)
        self._mark_number(Slot.LEVERAGE, sizes.leverage_number)
        entries = self.finder.find()
        self._targets(entries)
        if self.kind in (ReadingKind.EXIT, ReadingKind.RESULT):
            self._leave(entries)
        else:
            self._enter([one for one in entries if one.label is not Role.EXIT])
            self._leave_too()
        return self.slots

    def _mark(self, slot: Slot, value: Value | None) -> None:
        self._mark_number(slot, value.number if value else None)

    def _mark_number(self, slot: Slot, number: Number | None) -> None:
        if number is not None:
            tokens, plain = self.message.tokens, self.message.plain
            start, end = tokens[number.place].start, tokens[number.end - 1].end
            if plain.origins is not None:
                start, end = plain.original(start), plain.original(end - 1) + 1
            self.slots.spans.append(Span(slot, start, end))

    def _put_entry(self, value: Value) -> None:
        self.slots.entry = value
        self._mark(Slot.ENTRY, value)

    def _put_exit(self, value: Value) -> None:
        self.slots.exit = value
        self._mark(Slot.EXIT, value)

    def _add_target(self, value: Value) -> None:
        self.slots.targets.append(value)
        self._mark(Slot.TAKE_PROFITS, value)

    def _enter(self, entries: list[Labelled]) -> None:
        values = self.prices.values(self.finder.ladder() or entries)
        if not values:
            return
        if len(values) > len(entries):
            self._put_entry(self._put_range(values)[0])
            return
        bare, join = entries[0].label is None, entries[1].join if len(entries) > 1 else None
        if len(values) > 1:
            if join == "to" and self._is_from(entries[0]) and self._is_ahead(values[0], values[1]):
                self._add_target(values[1])
            elif bare and join not in ("-", "to") and not self._is_guarded:
                self._by_geometry(values[0], values[1:])
                return
            elif self.finder.is_zone(entries, values):
                values = self._put_range(values)
        self._put_entry(values[0])
        if not self.slots.targets and not self.message.under(Role.TARGET):
            self._take_bare_levels(values[0], entries)
            if not self.slots.targets:
                self._take_facing(values[0])

    @property
    def _is_guarded(self) -> bool:
        """A stop or target, be it as a distance."""
        return self.slots.is_protected or bool(
            self.message.under(Role.STOP) or self.message.under(Role.TARGET)
        )

    def _put_range(self, values: list[Value]) -> list[Value]:
        """Of a ladder the lowest and the highest rung."""
        low, *_, high = sorted(values, key=lambda value: value.amount)
        if low.amount != high.amount:
            self.slots.entry_high = high
            self._mark(Slot.ENTRY_HIGH, high)
        return [low]

    def _is_from(self, one: Labelled) -> bool:
        place = one.number.place - 1
        return any(found.first <= place < found.end for found in self.message.found(Role.FROM))

    def _is_ahead(self, entry: Value, value: Value) -> bool:
        """`short from 5,980 to 5,940`: the way the trade is to go; the other way it is a zone to enter in."""
        return self.side is not None and (value.amount - entry.amount) * self.side.sign > 0

    def _take_bare_levels(self, entry: Value, entries: list[Labelled]) -> None:
        """Numbers on lines of their own behind the entry, without labels or with signs for them."""
        last = entries[-1].line
        behind = [one for one in self.prices.labelled(None) if one.line > last and one not in entries]
        levels = self.prices.values(behind)
        if entry.amount and all(within(level.amount / entry.amount, _LEVELS) for level in levels):
            self._by_geometry(entry, levels)

    def _take_facing(self, entry: Value) -> None:
        for value in self.prices.values(self.finder.facing()):
            if (
                entry.amount
                and self._is_ahead(entry, value)
                and within(value.amount / entry.amount, _TARGET_REACH)
            ):
                self._add_target(value)

    def _by_geometry(self, entry: Value, others: list[Value]) -> None:
        """`1413.0 1409.0 1435.0`, `60000/58000/65000`: entry first, then what lies behind and ahead."""
        if self.slots.entry is None:
            self._put_entry(entry)
        for value in others:
            if value.amount == entry.amount or self.side is None:
                continue
            if self._is_ahead(entry, value):
                self._add_target(value)
            elif self.slots.stop is None:
                self.slots.stop = value
                self._mark(Slot.STOP_LOSS, value)

    def _targets(self, entries: list[Labelled]) -> None:
        base = self.slots.stop or next(iter(self.prices.values(entries[:1])), None)
        anchor = base.amount if base else None
        sizes = {id(one) for one in self.slots.sizes.bare}
        targets = [one for one in self.prices.labelled(Role.TARGET) if id(one) not in sizes]
        numbers = self._unbracketed(targets)
        for value in self.prices.values(numbers):
            if value.price.off_scale and self.slots.targets:
                continue
            if not anchor or value.price.off_scale or within(value.amount / anchor, _TARGET_REACH):
                self._add_target(value)
            else:
                for part in self._parted(value, anchor):
                    self._add_target(part)

    def _parted(self, value: Value, anchor: Decimal) -> list[Value]:
        """`TARGET 170,190` beside an entry of 145: two targets; empty where they are not near it either."""
        raws = value.number.raw.split(",")
        if len(raws) == 1 or not all(raw.isdigit() for raw in raws):
            return []
        parts = [Value(Price(Decimal(raw)), value.number, Decimal(raw)) for raw in raws]
        near = all(within(part.amount / anchor, _TARGET_REACH) for part in parts)
        return parts if near else []

    def _unbracketed(self, numbers: list[Labelled]) -> list[Labelled]:
        """`TP (172.40)` is a target; in `TP 4594 (4592, 4588)` the brackets only explain."""
        plain = {one.group for one in numbers if not one.number.bracketed}
        return [one for one in numbers if not one.number.bracketed or one.group not in plain]

    def _leave(self, entries: list[Labelled]) -> None:
        values = self.prices.values(entries)
        if not values:
            return
        result = self.kind is ReadingKind.RESULT
        priced = [one for one in self.prices.labelled(Role.ENTRY) if not one.firm]
        left = self.prices.values(self.prices.labelled(Role.EXIT) or priced or self.prices.labelled(Role.AT))
        if entries[0].label is Role.ENTRY and entries[0].firm and left and not result:
            self._put_entry(values[0])
            self._put_exit(left[0])
        elif self.message.has(Role.GIVEN) or (result and self._tells_entry(entries[0])):
            self._put_entry(values[0])
        elif left and entries[0].label is Role.AT and self._is_from(entries[0]) and not result:
            self._put_entry(values[0])
            self._put_exit(left[0])
        elif len(values) > 1 and entries[1].join in ("to", "-", ">"):
            self._put_entry(values[0])
            self._put_exit(values[1])
        else:
            self._put_exit(values[0])

    def _tells_entry(self, one: Labelled) -> bool:
        """`shorted NQ at 21400 and made 3R`: the word before the price opened it; `sold` may have closed it."""
        if one.label is Role.ENTRY:
            return True
        before = [found for found in self.message.found(*OPENING, Role.EXIT) if found.end <= one.number.place]
        words = [self.message.tokens[found.first].text for found in before]
        return bool(before) and before[-1].role in OPENING and words[-1] not in SOLD

    def _leave_too(self) -> None:
        """`exit` beside an entry: one price is where it ended, a list is where it is meant to."""
        leaving = self.prices.values(self.prices.labelled(Role.EXIT))
        if len(leaving) == 1 and not leaving[0].price.off_scale:
            self._put_exit(leaving[0])
        elif not self.slots.targets:
            for value in leaving:
                self._add_target(value)
