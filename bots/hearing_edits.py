"""An edited message edits the trade: the difference between its old and its new reading is applied."""

from uuid import UUID

from msgspec.structs import replace

from bots.trade_acts import show_trade
from bots.turn import Answer, Turn, answer
from core.identifiers import TradeId
from core.messaging.screen import Subject
from core.trades.changes import correct_entry, correct_exit, correct_size, correct_stop, move_stop
from core.trades.facts import TradeFacts
from core.trades.levels import stop_of, targets_of
from core.trades.queries import find_raw_text, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, keep_raw_text
from core.trades.shorthand import Reading, ReadingKind, read_trade


async def hear_edit(turn: Turn, reading: Reading, subject: Subject) -> Answer | None:
    """Apply what changed in the words; None if they are not about a trade (any more)."""
    if subject.kind != "trade":
        return None
    desk, trade = await require_trade(turn.uow, TradeId(UUID(subject.id)))
    if not trade.facts.in_journal:
        return None
    raw = await find_raw_text(turn.uow, trade.id)
    before = read_trade(raw or "", instruments=desk.instruments)
    after = edited_facts(trade, before, reading)
    changed = await change_trade(turn.uow, desk, trade, after, ActKind.EDIT)
    if reading.kind is ReadingKind.ENTRY:
        await keep_raw_text(turn.uow, trade.id, turn.inbound.text)
    if changed is trade:
        return answer(await show_trade(turn, desk, trade, lead=turn.say("The edit changes nothing here.")))
    return answer(await show_trade(turn, desk, changed, lead=turn.say("Your edit is filed.")))


def edited_facts(trade: Trade, before: Reading, after: Reading) -> TradeFacts:
    """The facts with what differs between two readings of the message; the rest stays as it is now."""
    facts = trade.facts
    match after.kind:
        case ReadingKind.ENTRY:
            return _edit_entry(facts, before, after)
        case ReadingKind.EXIT:
            return correct_exit(facts, after.exit) if after.exit is not None and facts.exits else facts
        case ReadingKind.CHANGE:
            return move_stop(facts, after.stop_loss) if after.stop_loss is not None else facts
        case ReadingKind.NOTE:
            return replace(facts, notes=after.note) if after.note else facts
        case ReadingKind.RESULT | ReadingKind.NONE:
            return facts


def _edit_entry(facts: TradeFacts, before: Reading, after: Reading) -> TradeFacts:
    if after.side is not None and after.side is not before.side:
        facts = replace(facts, side=after.side)
    if after.entry is not None and after.entry != before.entry and facts.fills:
        facts = correct_entry(facts, after.entry)
    if after.quantity is not None and after.quantity != before.quantity and facts.fills:
        facts = correct_size(facts, after.quantity)
    if stop_of(after) != stop_of(before):
        facts = correct_stop(facts, stop_of(after))
    if targets_of(after) != targets_of(before):
        facts = replace(facts, targets=targets_of(after))
    if after.tags != before.tags:
        facts = replace(facts, setup=after.tags[0] if after.tags else None, tags=after.tags[1:])
    if after.emotions != before.emotions:
        facts = replace(facts, feeling=", ".join(after.emotions) or None)
    if after.symbol is not None and after.symbol != before.symbol:
        facts = _move_market(facts, after)
    return facts


def _move_market(facts: TradeFacts, after: Reading) -> TradeFacts:
    market = after.instrument
    if market is None or after.symbol is None:
        return facts
    return replace(
        facts, symbol=after.symbol, currency=market.quote_currency, quantity_unit=market.size_unit.value
    )
