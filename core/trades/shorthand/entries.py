"""Finds the numbers of a message that are its entry (or exit): labelled, behind `@`, or bare."""

from decimal import Decimal
from itertools import pairwise

from core.trades.shorthand.message import Message
from core.trades.shorthand.prices import PriceReader, Value, within
from core.trades.shorthand.reading import ReadingKind
from core.trades.shorthand.roles import Role
from core.trades.shorthand.sides import OPENING, SIDE_WORDS
from core.trades.shorthand.sizes import Sizes
from core.trades.shorthand.tokens import Kind
from core.trades.shorthand.walk import Labelled
from core.trades.trade import Side

_ENDS_OF_RANGE = ("-", "/", ",", "to", " ")
_SIDES = (Role.LONG, Role.SHORT, Role.TO_OPEN_LONG, Role.TO_OPEN_SHORT, Role.EXIT, Role.TO_CLOSE_LONG)
_RANGE_WIDTH = (Decimal("0.5"), Decimal(2))
_JOINED = ("-", "/", ",")
_TAIL = 2
_LADDER = 2
_STEPPED = ("at", "limit")
_COLUMN = (Decimal("0.99"), Decimal("1.01"))


def _is_tail(one: Labelled) -> bool:
    """The 04 of `4207/04`."""
    return one.join in _JOINED and len(one.number.raw) == _TAIL and one.number.raw.isdigit()


class EntryFinder:
    """Sizes and stop are known already: they tell what cannot be an entry."""

    def __init__(
        self,
        message: Message,
        prices: PriceReader,
        sizes: Sizes,
        stop: Value | None,
        kind: ReadingKind,
        side: Side | None,
    ) -> None:
        self._message, self._prices, self._sizes = message, prices, sizes
        self._stop, self._kind, self._side = stop, kind, side

    def find(self) -> list[Labelled]:
        """The group of numbers that is the entry (or exit): labelled, else behind `@`, else bare."""
        sizes = {id(one) for one in self._sizes.bare}
        for label in (Role.ENTRY, Role.AT, Role.EXIT, None):
            if label is None and self._kind is ReadingKind.RESULT:
                return []
            numbers = [one for one in self._prices.labelled(label) if id(one) not in sizes]
            numbers = self._bare_prices(numbers) if label is None else numbers
            if label is Role.ENTRY and self._is_loose(numbers):
                continue
            if numbers:
                first = next((one for one in numbers if one.firm), numbers[0])
                group = [one for one in numbers if one.group == first.group]
                if label is None and self._lists_targets:
                    group = [one for one in group if one.line == first.line]
                return self._wider(group) if label is Role.ENTRY else group
        return []

    @property
    def _lists_targets(self) -> bool:
        """`GOLD BUY 4192/4190`, below it bare prices, then `SL 4185`: a stop and no target is labelled."""
        return bool(self._message.under(Role.STOP)) and not self._message.under(Role.TARGET)

    def _is_loose(self, entries: list[Labelled]) -> bool:
        """`@ 3.50 - demand zone at 184`: a mere zone behind a price that was given."""
        if not entries or any(one.firm for one in entries):
            return False
        given = self._prices.labelled(Role.AT)
        return bool(given) and given[0].number.place < entries[0].number.place

    def _wider(self, group: list[Labelled]) -> list[Labelled]:
        """`Sell 2652-2662 … Entrada 2652`: the zone beside the side, where the entry is one of its ends."""
        for low, high in pairwise(self._prices.labelled(None)):
            ends = (low.number.raw, high.number.raw)
            if high.join in ("-", "to", "/") and group[0].number.raw in ends:
                return [low, high]
        return group

    def _bare_prices(self, numbers: list[Labelled]) -> list[Labelled]:
        """Those that can be prices; a number in front of side and market counts only where none follows."""
        stop = self._stop
        numbers = [
            one
            for one in numbers
            if not one.late and (_is_tail(one) or self._prices.is_believable(one, stop))
        ]
        names = [found.end for found in self._message.found(*_SIDES)]
        if self._message.symbol is not None:
            names.append(self._message.symbol.end)
        first = min(names, default=len(self._message.tokens))
        following = [one for one in numbers if one.number.place >= first]
        return following or [one for one in numbers if not self._prices.unlike_price(one, stop)]

    def is_zone(self, entries: list[Labelled], values: list[Value]) -> bool:
        bare, join = entries[0].label is None, entries[1].join
        if bare and self._is_column(entries, values):
            return True
        return join in _ENDS_OF_RANGE and not (bare and join == " ") and self.is_range(values)

    def _is_column(self, entries: list[Labelled], values: list[Value]) -> bool:
        """`BUY LIMITS`, and under it one price a line."""
        lines = {one.line for one in entries}
        first = values[0].amount
        close = bool(first) and all(within(value.amount / first, _COLUMN) for value in values)
        return close and len(lines) == len(entries) == len(values)

    def ladder(self) -> list[Labelled]:
        """The rungs of `Entry 1: 8.20 Entry 2: 7.95` and of `buy 1.0850 buy 1.0830`; empty for one entry."""
        sides = [role for role in (Role.LONG, Role.SHORT) if OPENING[role] is self._side]
        steps = {found.end for found in self._message.found(*sides)}
        counted = self._message.walk.ordinals
        if not counted and len(steps) < _LADDER:
            return []
        ends = {found.end for found in self._message.found(Role.ENTRY)}
        steps |= {end for end in ends if end in counted or end + 1 in counted}
        if len(steps) < _LADDER:
            return []
        numbers = self._prices.labelled(Role.ENTRY, Role.AT, None)
        rungs = [one for one in numbers if self._step_before(one.number.place) in steps]
        values = self._prices.values(rungs)
        return rungs if len(values) >= _LADDER and self.is_range(values) else []

    def facing(self) -> list[Labelled]:
        """`Sell: 43.5, 45` and `Sell zone 45` on lines of their own below a buy: where it is meant to end."""
        against = [role for role, side in OPENING.items() if side is not self._side]
        places = {found.end for found in self._message.found(*against)}
        for found in self._message.found(Role.ENTRY):
            side = SIDE_WORDS.get(self._message.tokens[found.first].text, self._side)
            if side is not self._side:
                places.update(range(found.first + 1, found.end + 1))
        numbers = [one for one in self._prices.labelled(Role.ENTRY, Role.AT, None) if one.line]
        groups = {one.group for one in numbers if self._step_before(one.number.place) in places}
        return [one for one in numbers if one.group in groups]

    def _step_before(self, place: int) -> int:
        """Where the word before a number ends, over signs, counts and `at`."""
        tokens, counted = self._message.tokens, self._message.walk.ordinals
        while place > 0 and (
            tokens[place - 1].kind is Kind.SIGN or tokens[place - 1].text in _STEPPED or place - 1 in counted
        ):
            place -= 1
            if place in counted:
                bracketed = place > 0 and tokens[place - 1].text == "("
                return place - 1 if bracketed else place
        return place

    def is_range(self, values: list[Value]) -> bool:
        first = values[0].amount
        return bool(first) and all(within(value.amount / first, _RANGE_WIDTH) for value in values[1:])
