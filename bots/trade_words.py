"""What typed words do to one trade: an exit, a result, a moved stop, a tag, a note."""

from decimal import Decimal

from msgspec.structs import replace

from bots.attaching import keep_beside
from bots.dialogs.trade_close import begin_close, close_answers
from bots.dialogs.trade_rate import exchanged, told_rate
from bots.far_prices import require_near
from bots.marks import add_marks, tell_marks
from bots.replies.figures import joined, show_price
from bots.trade_acts import change_and_show
from bots.trade_life import hear_life
from bots.turn import Answer, Turn
from core.errors import Invalid, Refused
from core.identifiers import new_id
from core.messaging.phrases import say
from core.messaging.tongue import spoken
from core.trades.changes import (
    AlreadyClosed,
    NotAPrice,
    add_note,
    correct_entry,
    correct_size,
    enter_more,
    move_stop,
    require_note,
    set_costs,
)
from core.trades.desk import Desk
from core.trades.excursion import set_extremes, told_extremes
from core.trades.facts import TradeFacts
from core.trades.levels import Landmark, find_landmark, stop_of, targets_of
from core.trades.record import Trade
from core.trades.service import ActKind
from core.trades.shorthand import Reading, ReadingKind
from core.trades.told_price import price_of_money
from core.trades.typed import Leaving, find_portion, parse_added


class StopOfClosed(Refused):
    """Field: `symbol`."""

    code = "stop_of_closed"
    phrase = (
        "{symbol} is closed already, so its stop moves no more. Edit on its card corrects what was typed."
    )


class NoWords(Invalid):
    """`note` by itself."""

    code = "note_without_words"
    phrase = "A note needs words, such as: note waited for the retest"


class AddedUnclear(Invalid):
    """Field: `symbol`."""

    code = "added_unclear"
    phrase = "I read that {symbol} grew, but need how much and the price, such as: add 0.2 lots @ 1.0830"


class NoPriceFromResult(Refused):
    """Fields: `result`."""

    code = "no_price_from_result"
    phrase = "I read {result}, but without a stop or a point value I need the exit price itself."


async def apply_words(turn: Turn, desk: Desk, trade: Trade, reading: Reading, text: str) -> Answer:
    """Do to `trade` what the words say; a picture that came along is attached.

    Raises:
        AlreadyClosed, OverExit, NoPriceFromResult: what they say cannot be done to it.
    """
    trade = await keep_beside(turn, desk, trade)
    if (heard := await hear_life(turn, desk, trade, text)) is not None:
        return heard
    match reading.kind:
        case ReadingKind.RESULT if _tells_costs_only(reading):
            return await _change(turn, desk, trade, reading)
        case ReadingKind.EXIT | ReadingKind.RESULT:
            return await _leave(turn, desk, trade, reading, text)
        case ReadingKind.ENTRY:
            return await _enter(turn, desk, trade, reading, text)
        case ReadingKind.CHANGE:
            return await _change(turn, desk, trade, reading)
        case ReadingKind.NOTE | ReadingKind.NONE:
            if reading.kind is ReadingKind.NOTE and not reading.note:
                raise NoWords
            words = require_note(reading.note or text)
            lead = turn.say("Noted.")
            return await change_and_show(
                turn, desk, trade, lambda facts: add_note(facts, words), ActKind.NOTE, lead=lead
            )


async def _leave(turn: Turn, desk: Desk, trade: Trade, reading: Reading, text: str) -> Answer:
    """At the price that was typed, else at that of the result or landmark that was named, else it is asked."""
    if not trade.is_open:
        raise AlreadyClosed(symbol=trade.symbol)
    _require_unsigned(trade, reading)
    price = reading.exit or find_landmark_price(trade, text) or find_result_price(trade, reading)
    if price is None and _tells_result(reading):
        raise NoPriceFromResult(result=describe_result(reading))
    portion = reading.portion
    if reading.kind is ReadingKind.RESULT and portion is None:
        portion = find_portion(text)
    leaving = Leaving(price=price, quantity=reading.quantity, portion=portion)
    answers = close_answers(trade, leaving)
    said = {"tags": " ".join(reading.tags), "feeling": ", ".join(reading.emotions), "note": reading.note}
    answers.update({name: words for name, words in said.items() if words})
    answers.update(tell_marks(reading))
    if reading.commission is not None:
        answers["commission"] = str(reading.commission)
    if reading.swap is not None:
        answers["swap"] = str(reading.swap)
    best, worst = told_extremes(trade, reading)
    after = {
        "best": best,
        "worst": worst,
        "rate": reading.rate and exchanged(trade.facts, desk, reading.rate),
    }
    answers.update({name: str(value) for name, value in after.items() if value is not None})
    return await begin_close(turn, desk, trade, answers)


def _require_unsigned(trade: Trade, reading: Reading) -> None:
    """`exit -1.0905` is a slip, not money lost.

    Raises:
        NotAPrice: what was lost looks like a price of this trade.
    """
    average, lost = trade.position.open_average, reading.result_money
    if reading.exit is not None or average is None or lost is None or lost >= 0 or reading.result_currency:
        return
    if average / 2 < -lost < average * 2:
        raise NotAPrice(price=f"{lost:f}")


def find_landmark_price(trade: Trade, text: str) -> Decimal | None:
    """The price of `stopped out`, `tp1 hit`, `out at be`; None if the words name none."""
    match find_landmark(text):
        case Landmark.STOP:
            return trade.facts.stop
        case Landmark.TARGET:
            return trade.facts.targets[0] if trade.facts.targets else None
        case Landmark.ENTRY:
            return _round(trade, trade.position.open_average or Decimal(0))
        case None:
            return None


def _tells_result(reading: Reading) -> bool:
    told = (reading.result_r, reading.result_money, reading.result_pips, reading.result_percent)
    return any(each is not None for each in told)


def _tells_costs_only(reading: Reading) -> bool:
    """`swap -1.20`: money, but no result."""
    costs = (reading.commission, reading.swap)
    return reading.exit is None and not _tells_result(reading) and any(cost is not None for cost in costs)


def find_result_price(trade: Trade, reading: Reading) -> Decimal | None:
    """The exit price that makes the result that was told; None where too little is known."""
    average, sign, market = trade.position.open_average, trade.side.sign, trade.instrument
    if average is None:
        return None
    stop = trade.facts.initial_stop
    if reading.result_r is not None and stop is not None and (average - stop) * sign > 0:
        return _round(trade, average + reading.result_r * (average - stop))
    if reading.result_pips is not None and market is not None and market.pip_size is not None:
        return _round(trade, average + reading.result_pips * market.pip_size * sign)
    if reading.result_money is not None:
        price = price_of_money(trade, reading.result_money, reading.result_currency)
        return None if price is None else _round(trade, price)
    return None


def describe_result(reading: Reading) -> str:
    """The result as it was typed, more or less: `+2R`, `+120`."""
    shown = joined(
        (
            f"{_signed(reading.result_r)}R" if reading.result_r is not None else None,
            _signed(reading.result_money) if reading.result_money is not None else None,
            say("{number} pips", number=_signed(reading.result_pips))
            if reading.result_pips is not None
            else None,
            f"{_signed(reading.result_percent)} %" if reading.result_percent is not None else None,
        ),
        ", ",
    )
    return shown or say("a result")


def _signed(value: Decimal) -> str:
    return spoken().dress(f"{value:+f}")


def _round(trade: Trade, price: Decimal) -> Decimal | None:
    digits = trade.instrument.price_digits if trade.instrument else 8
    rounded = price.quantize(Decimal(1).scaleb(-digits))
    return rounded if rounded > 0 else None


async def _enter(turn: Turn, desk: Desk, trade: Trade, reading: Reading, text: str) -> Answer:
    price, quantity = read_added(trade, reading, text)
    require_near(trade, price)
    return await change_and_show(
        turn,
        desk,
        trade,
        lambda facts: enter_more(facts, fill_id=new_id(), price=price, quantity=quantity, at=turn.now),
        ActKind.ENTER,
        lead=turn.say("Added {quantity} @ {price}.", quantity=quantity, price=show_price(trade, price)),
    )


def read_added(trade: Trade, reading: Reading, text: str) -> tuple[Decimal, Decimal]:
    """Price and size of what was added.

    Raises:
        AddedUnclear: one of them is missing.
    """
    price, quantity = reading.entry, reading.quantity
    if (added := parse_added(text)) is not None:
        quantity, price = added
    if price is None or not quantity:
        raise AddedUnclear(symbol=trade.symbol)
    return price, quantity


async def _change(turn: Turn, desk: Desk, trade: Trade, reading: Reading) -> Answer:
    moves_stop = reading.stop_to_entry or stop_of(reading) is not None
    if moves_stop and not trade.is_open:
        raise StopOfClosed(symbol=trade.symbol)
    require_near(trade, reading.entry, stop_of(reading), *targets_of(reading))
    kind = ActKind.STOP if moves_stop else ActKind.EDIT
    return await change_and_show(
        turn,
        desk,
        trade,
        lambda facts: changed_facts(facts, reading, trade, desk),
        kind,
    )


def changed_facts(facts: TradeFacts, reading: Reading, trade: Trade, desk: Desk) -> TradeFacts:
    """Everything that a CHANGE reading names, applied at once."""
    facts = add_aftermath(_changed_levels(facts, reading, trade), trade, desk, reading)
    if reading.tags:
        facts = replace(facts, setup=reading.tags[0], tags=reading.tags[1:] or facts.tags)
    if reading.emotions:
        facts = replace(facts, feeling=", ".join(reading.emotions))
    if reading.note:
        facts = add_note(facts, reading.note)
    return facts


def _changed_levels(facts: TradeFacts, reading: Reading, trade: Trade) -> TradeFacts:
    """Entry, size, stop and targets."""
    if reading.entry is not None:
        facts = correct_entry(facts, reading.entry)
    if reading.quantity is not None:
        facts = correct_size(facts, reading.quantity)
    if reading.stop_to_entry:
        facts = move_stop(facts, trade.position.open_average or trade.position.average_entry)
    elif (stop := stop_of(reading)) is not None:
        facts = move_stop(facts, stop)
    if targets_of(reading):
        facts = replace(facts, targets=targets_of(reading))
    return facts


def add_aftermath(facts: TradeFacts, trade: Trade, desk: Desk, reading: Reading) -> TradeFacts:
    """Marks, costs, how far it went, and what its currency was worth, as far as the words tell it."""
    facts = add_marks(facts, tell_marks(reading))
    if reading.commission is not None or reading.swap is not None:
        facts = set_costs(facts, commission=reading.commission, swap=reading.swap)
    best, worst = told_extremes(trade, reading)
    if best is not None or worst is not None:
        facts = set_extremes(facts, best=best, worst=worst)
    return facts if reading.rate is None else told_rate(facts, desk, reading.rate)
