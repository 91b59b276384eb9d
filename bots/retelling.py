"""What the words of a message make of a trade, as plain facts: to compare an edited message with what it said before."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from bots.far_prices import require_near
from bots.trade_words import (
    NoPriceFromResult,
    add_aftermath,
    changed_facts,
    describe_result,
    find_landmark_price,
    find_result_price,
    read_added,
)
from core.identifiers import new_id
from core.trades.changes import (
    add_note,
    correct_entry,
    correct_size,
    correct_stop,
    enter_more,
    exit_part,
    remark,
    require_note,
)
from core.trades.corrections import correct_market
from core.trades.desk import Desk
from core.trades.facts import FillFacts, TradeFacts
from core.trades.levels import stop_of, targets_of
from core.trades.record import Trade
from core.trades.shorthand import Reading, ReadingKind
from core.trades.typed import find_portion


def retell(
    trade: Trade, desk: Desk, reading: Reading, text: str, made: FillFacts | None, at: datetime
) -> TradeFacts:
    """The facts of `trade` after these words. `made` is the fill that their earlier form made: it keeps its name.

    Raises:
        DomainError: the words cannot be about this trade as it was then.
    """
    fill_id, moment = (made.id, made.at) if made else (new_id(), at)
    match reading.kind:
        case ReadingKind.EXIT | ReadingKind.RESULT:
            return _leave(trade, desk, reading, text, fill_id, moment)
        case ReadingKind.ENTRY:
            price, quantity = read_added(trade, reading, text)
            require_near(trade, price)
            return enter_more(trade.facts, fill_id=fill_id, price=price, quantity=quantity, at=moment)
        case ReadingKind.CHANGE:
            require_near(trade, reading.entry, stop_of(reading), *targets_of(reading))
            return changed_facts(trade.facts, reading, trade, desk)
        case ReadingKind.NOTE | ReadingKind.NONE:
            return add_note(trade.facts, require_note(reading.note or text.strip()))


def _leave(trade: Trade, desk: Desk, reading: Reading, text: str, fill_id: UUID, at: datetime) -> TradeFacts:
    price = reading.exit or find_landmark_price(trade, text) or find_result_price(trade, reading)
    if price is None:
        raise NoPriceFromResult(result=describe_result(reading))
    require_near(trade, price)
    after = exit_part(
        trade.facts,
        fill_id=fill_id,
        price=price,
        at=at,
        quantity=reading.quantity,
        portion=reading.portion or find_portion(text),
    )
    after = remark(
        after, tags=reading.tags, feeling=", ".join(reading.emotions) or None, note=reading.note or None
    )
    return add_aftermath(after, trade, desk, reading)


def refile(facts: TradeFacts, before: Reading, after: Reading) -> TradeFacts:
    """The facts of a trade with what differs between two readings of the words that filed it."""
    if after.side is not None and after.side is not before.side:
        facts = replace(facts, side=after.side)
    if after.symbol is not None and after.symbol != before.symbol:
        facts = correct_market(facts, after.symbol, after.instrument)
    if facts.fills:
        facts = _refill(facts, before, after)
    elif facts.missed:
        facts = _replan(facts, before, after)
    if stop_of(after) != stop_of(before):
        facts = correct_stop(facts, stop_of(after))
    if targets_of(after) != targets_of(before):
        facts = replace(facts, targets=targets_of(after))
    if after.tags != before.tags:
        facts = replace(facts, setup=after.tags[0] if after.tags else None, tags=after.tags[1:])
    if after.emotions != before.emotions:
        facts = replace(facts, feeling=", ".join(after.emotions) or None)
    return _retell_result(facts, before, after)


def _replan(facts: TradeFacts, before: Reading, after: Reading) -> TradeFacts:
    """What was planned of a trade that was not taken."""
    if after.entry is not None and after.entry != before.entry:
        facts = replace(facts, planned_entry=after.entry)
    if after.quantity is not None and after.quantity != before.quantity:
        facts = replace(facts, planned_size=after.quantity)
    return facts


def _refill(facts: TradeFacts, before: Reading, after: Reading) -> TradeFacts:
    if after.entry is not None and after.entry != before.entry:
        facts = correct_entry(facts, after.entry)
    if after.quantity is not None and after.quantity != before.quantity:
        facts = correct_size(facts, after.quantity)
    if after.exit is not None and after.exit != before.exit and facts.exits:
        first = facts.exits[0]
        fills = (replace(fill, price=after.exit) if fill.id == first.id else fill for fill in facts.fills)
        facts = replace(facts, fills=tuple(fills))
    elif after.exit is not None and before.exit is None:
        facts = exit_part(facts, fill_id=new_id(), price=after.exit, at=facts.fills[-1].at)
    return facts


def _retell_result(facts: TradeFacts, before: Reading, after: Reading) -> TradeFacts:
    was, now = (before.result_money, before.result_r), (after.result_money, after.result_r)
    if facts.told is None or now in (was, (None, None)):
        return facts
    return replace(facts, told=replace(facts.told, money=now[0], result_r=now[1]))
