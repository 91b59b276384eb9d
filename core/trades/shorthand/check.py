"""What must be asked and what is worth a warning, once the slots are filled."""

from decimal import Decimal

from core.instruments.instrument import AssetClass
from core.trades.shorthand.message import Message
from core.trades.shorthand.prices import Value, within
from core.trades.shorthand.reading import Question, ReadingKind, ReadingWarning, Slot, WarningKind, Why
from core.trades.shorthand.roles import Role
from core.trades.shorthand.sides import read_side
from core.trades.shorthand.slots import Slots
from core.trades.trade import Side

_MOST_TYPED = 40
_ONE_SCALE = (Decimal("0.2"), Decimal(5))
_NEAR = (Decimal("0.5"), Decimal(2))
_SHIFTS = (-1, 1, -2, 2, -3, 3)


def list_questions(
    message: Message, slots: Slots, kind: ReadingKind, side: Side | None, *, adds: bool
) -> list[Question]:
    """In the order the bot would ask; a NONE or a CHANGE that reads well asks nothing."""
    asked: list[Question] = []
    if kind is ReadingKind.ENTRY:
        asked += _identity(message, side, adds=adds)
        if side is not None and not slots.targets and read_side(message) is None:
            asked.append(Question(slot=Slot.SIDE, why=Why.AMBIGUOUS, typed=side.value))
        asked += _entry(message, slots)
    asked += _scales(message, slots)
    if kind is ReadingKind.ENTRY:
        asked += _wrong_stop(slots, side)
        if slots.sizes.quantity is None:
            asked.append(Question(slot=Slot.QUANTITY, why=Why.MISSING))
        elif slots.sizes.quantity == 0:
            asked.append(Question(slot=Slot.QUANTITY, why=Why.ZERO, typed="0"))
        elif _is_broken_contract(message, slots.sizes.quantity):
            typed = format(slots.sizes.quantity, "f")
            asked.append(Question(slot=Slot.QUANTITY, why=Why.AMBIGUOUS, typed=typed))
    return asked


def _is_broken_contract(message: Message, quantity: Decimal) -> bool:
    """Futures trade whole: 1.09 contracts are a price in the wrong place."""
    market = message.symbol.instrument if message.symbol else None
    whole = quantity == quantity.to_integral_value()
    return not whole and market is not None and market.asset_class is AssetClass.FUTURE


def _identity(message: Message, side: Side | None, *, adds: bool) -> list[Question]:
    """What is added to an open position needs neither market nor side."""
    asked: list[Question] = []
    if adds:
        return asked
    if message.symbol is None:
        asked.append(Question(slot=Slot.SYMBOL, why=Why.MISSING))
    elif message.symbol.instrument is None:
        asked.append(Question(slot=Slot.SYMBOL, why=Why.UNKNOWN_SYMBOL, typed=message.symbol.symbol))
    if side is None:
        asked.append(Question(slot=Slot.SIDE, why=Why.MISSING))
    return asked


def _entry(message: Message, slots: Slots) -> list[Question]:
    if slots.entry is not None:
        return []
    unread = [message.tokens[place].raw for place in message.strange]
    if unread and not message.walk.numbers:
        return [Question(slot=Slot.ENTRY, why=Why.UNREADABLE, typed=" ".join(unread)[:_MOST_TYPED])]
    if message.has(Role.MARKET) and slots.stop is not None:
        return []
    return [Question(slot=Slot.ENTRY, why=Why.MISSING)]


def _scales(message: Message, slots: Slots) -> list[Question]:
    asked: list[Question] = []
    slip = _is_slip(slots)
    if not slip and not any(_is_doubted(value) for value in slots.prices):
        return asked
    for slot, values in (
        (Slot.ENTRY, (slots.entry,)),
        (Slot.ENTRY_HIGH, (slots.entry_high,)),
        (Slot.STOP_LOSS, (slots.stop,)),
        (Slot.TAKE_PROFITS, slots.targets),
        (Slot.EXIT, (slots.exit,)),
    ):
        shifted = off_scale = False
        for value in values:
            if value is not None:
                shifted = shifted or value.price.shifted
                off_scale = off_scale or value.price.off_scale
        if shifted or off_scale or (slip and slot is Slot.ENTRY):
            written = [value for value in values if value is not None]
            asked.append(_scale_question(slot, written, slots, message, shifted=shifted))
    return asked


def _is_doubted(value: Value) -> bool:
    return value.price.shifted or value.price.off_scale


def _scale_question(
    slot: Slot, written: list[Value], slots: Slots, message: Message, *, shifted: bool
) -> Question:
    typed = " ".join(value.number.raw for value in written)
    if shifted:
        proposed = tuple(value.amount for value in written)
        return Question(slot=slot, why=Why.POINT_MISSING, typed=typed, proposed=proposed)
    meant = [_put_right(value, slots, message) for value in written]
    believed = tuple(price for price in meant if price is not None)
    proposed = believed if len(believed) == len(meant) else ()
    return Question(slot=slot, why=Why.OFF_SCALE, typed=typed, proposed=proposed)


def _is_slip(slots: Slots) -> bool:
    """An entry ten times its stop, in a market that believes both."""
    if slots.entry is None or slots.stop is None or not slots.stop.amount:
        return False
    return not within(slots.entry.amount / slots.stop.amount, _ONE_SCALE)


def _put_right(value: Value, slots: Slots, message: Message) -> Decimal | None:
    """The price with its point moved to where the market and the message's other prices are."""
    band = message.symbol.instrument.band if message.symbol and message.symbol.instrument else None
    others = [other for other in (slots.entry, slots.stop, *slots.targets) if other and other is not value]
    near = next((other.amount for other in others if not other.price.off_scale and other.amount), None)
    if near is not None and within(value.amount / near, _ONE_SCALE):
        return value.amount
    for shift in _SHIFTS:
        moved = value.amount.scaleb(shift)
        if (band is None or band.holds(moved)) and near is not None and within(moved / near, _NEAR):
            return moved
    return None


def _wrong_stop(slots: Slots, side: Side | None) -> list[Question]:
    wrong = _wrong_side(slots.stop, slots, side, ahead=False)
    if _is_doubtful(slots):
        return []
    if wrong is None or slots.stop is None or wrong.kind is WarningKind.STOP_AT_ENTRY:
        return []
    return [Question(slot=Slot.STOP_LOSS, why=Why.WRONG_SIDE, typed=slots.stop.number.raw)]


def _is_doubtful(slots: Slots) -> bool:
    """Sides cannot be told while the point of entry or stop is asked for."""
    entry, stop = slots.entry, slots.stop
    if (entry is not None and entry.price.off_scale) or (stop is not None and stop.price.off_scale):
        return True
    return _is_slip(slots)


def list_warnings(
    message: Message, slots: Slots, kind: ReadingKind, side: Side | None
) -> list[ReadingWarning]:
    warnings: list[ReadingWarning] = []
    if message.plain.cut:
        warnings.append(ReadingWarning(kind=WarningKind.TEXT_CUT, slot=Slot.NOTE))
    for slot, value in ((Slot.ENTRY, slots.entry), (Slot.STOP_LOSS, slots.stop), (Slot.EXIT, slots.exit)):
        if value is not None and value.price.off_scale:
            warnings.append(ReadingWarning(kind=WarningKind.PRICE_OFF_SCALE, slot=slot, value=value.amount))
    if kind is not ReadingKind.ENTRY:
        return warnings
    stop = None if _is_doubtful(slots) else _wrong_side(slots.stop, slots, side, ahead=False)
    targets = [_wrong_side(target, slots, side, ahead=True) for target in slots.targets]
    warnings += [warning for warning in (stop, *targets) if warning is not None]
    if slots.sizes.quantity == 0:
        warnings.append(ReadingWarning(kind=WarningKind.SIZE_ZERO, slot=Slot.QUANTITY, value=Decimal(0)))
    return warnings


def _wrong_side(
    value: Value | None, slots: Slots, side: Side | None, *, ahead: bool
) -> ReadingWarning | None:
    """A stop ahead of the entry, or a target behind it; of a range the end that is nearer to the stop counts."""
    if value is None or side is None or slots.entry is None:
        return None
    entry = slots.entry.amount
    if not ahead and side is Side.SHORT and slots.entry_high is not None:
        entry = slots.entry_high.amount
    gain = (value.amount - entry) * side.sign
    slot = Slot.TAKE_PROFITS if ahead else Slot.STOP_LOSS
    if not ahead and gain == 0:
        return ReadingWarning(kind=WarningKind.STOP_AT_ENTRY, slot=slot, value=value.amount, against=entry)
    if (gain < 0) if ahead else (gain > 0):
        kind = WarningKind.TARGET_WRONG_SIDE if ahead else WarningKind.STOP_WRONG_SIDE
        return ReadingWarning(kind=kind, slot=slot, value=value.amount, against=entry)
    return None
