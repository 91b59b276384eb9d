"""Stops and targets given as a way from the entry (`sl 30 pips`, `tp 2R`, `stop 1%`), resolved to prices."""

from decimal import Decimal

from core.instruments.instrument import AssetClass, Instrument
from core.trades.shorthand.figures import price_of
from core.trades.shorthand.message import Message
from core.trades.shorthand.reading import Distance, Slot
from core.trades.shorthand.roles import Role, Unit
from core.trades.shorthand.slots import Slots
from core.trades.trade import Side

_UNITS = {Unit.PIPS: "pips", Unit.POINTS: "points", Unit.TICKS: "ticks", Unit.PERCENT: "percent", Unit.R: "r"}
_SLOTS = {
    Role.STOP: Slot.STOP_LOSS,
    Role.TARGET: Slot.TAKE_PROFITS,
    Role.WORST: Slot.WORST,
    Role.BEST: Slot.BEST,
}
_AGAINST = (Slot.STOP_LOSS, Slot.WORST)
_PLANNED = (Slot.STOP_LOSS, Slot.TAKE_PROFITS)
_HUNDRED = Decimal(100)


def read_distances(
    message: Message, slots: Slots, side: Side | None, *, planning: bool
) -> tuple[Distance, ...]:
    """In written order; `price` is None where entry, side or market are unknown. A price given too goes first.

    Without `planning` (what ends a trade) only how far it went is told: the pips behind a target are its result.
    """
    found: list[Distance] = []
    stop = slots.stop.amount if slots.stop else None
    told = [one for one in message.walk.numbers if one.number.unit in _UNITS and not one.number.bracketed]
    labels_follow = bool(told) and told[0].label not in _SLOTS
    behind = {found.first: _SLOTS[found.role] for found in message.roles if found.role in _SLOTS}
    for one in told:
        slot = behind.get(one.number.end) if labels_follow else _SLOTS.get(one.label or Role.AT)
        if slot is None or (slot is Slot.STOP_LOSS and stop is not None):
            continue
        if slot in _PLANNED and not planning:
            continue
        if slot is Slot.TAKE_PROFITS and slots.targets:
            continue
        amount = price_of(one.number.raw, one.number.factor, None, message.style)
        if amount is None or amount.value <= 0:
            continue
        price = _price(one.number.unit, amount.value, slot, slots, side, message, stop)
        if slot is Slot.STOP_LOSS:
            stop = price
        found.append(
            Distance(slot=slot, unit=_UNITS[one.number.unit or Unit.PIPS], amount=amount.value, price=price)
        )
    return tuple(found)


def _price(
    unit: Unit | None,
    amount: Decimal,
    slot: Slot,
    slots: Slots,
    side: Side | None,
    message: Message,
    stop: Decimal | None,
) -> Decimal | None:
    if slots.entry is None or side is None:
        return None
    entry = slots.entry.amount
    if unit is Unit.R:
        step = None if stop is None else abs(entry - stop)
    else:
        step = _step(unit, entry, message.symbol.instrument if message.symbol else None)
    if step is None:
        return None
    return entry + step * amount * side.sign * (-1 if slot in _AGAINST else 1)


def _step(unit: Unit | None, entry: Decimal, instrument: Instrument | None) -> Decimal | None:
    """One unit as price. A point of a currency pair is its last digit, elsewhere a whole 1.0; where a
    market has no pip, people mean a point.
    """
    if unit is Unit.PERCENT:
        return entry / _HUNDRED
    if instrument is None:
        return None
    if unit is Unit.TICKS:
        return instrument.tick_size
    if unit is Unit.POINTS:
        return instrument.tick_size if instrument.asset_class is AssetClass.FOREX else Decimal(1)
    return instrument.pip_size or Decimal(1)
