"""An edited message edits its trade: what differs between its old and its new reading, and nothing a second time."""

from uuid import UUID

from bots.dialogs.conductor import compose_words
from bots.hearing import begin_entry
from bots.openings import take_missed
from bots.replies.buttons import button, choices
from bots.retelling import refile, retell
from bots.trade_acts import show_trade, tell_changes
from bots.turn import Answer, Turn, Utterance, answer
from core.identifiers import TradeId
from core.messaging.screen import Screen, Subject, Weight
from core.trades.desk import Desk
from core.trades.facts import FillFacts, TradeFacts
from core.trades.merging import merge
from core.trades.queries import find_raw_text, require_trade
from core.trades.record import Trade, make_trade
from core.trades.service import ActKind, change_trade, keep_raw_text
from core.trades.shorthand import Reading, ReadingKind, read_trade
from core.trades.shorthand.reader import read_trades
from core.trades.story import Origin, amend_origin, find_origin, list_filed_with


async def hear_edit(turn: Turn, reading: Reading, subject: Subject) -> Answer | None:
    """Apply what changed in the words; None if they are not about a trade."""
    if subject.kind != "trade":
        return None
    desk, trade = await require_trade(turn.uow, TradeId(UUID(subject.id)))
    if not trade.facts.in_journal:
        return answer(await show_trade(turn, desk, trade))
    origin = await find_origin(turn.uow, trade.id, subject.revision)
    if origin is None or origin.tells_entry:
        return await _refile(turn, desk, trade, reading)
    if origin.taken_back:
        return answer(await show_trade(turn, desk, trade, lead=turn.say("That was taken back already.")))
    return await _retell(turn, desk, trade, reading, origin)


async def _refile(turn: Turn, desk: Desk, trade: Trade, reading: Reading) -> Answer:
    """The words that filed the trade, or several of them, were edited."""
    raw = await find_raw_text(turn.uow, trade.id) or ""
    before, after = _read_all(raw, desk), _read_all(turn.inbound.text, desk)
    if not after:
        return await _keep(turn, desk, trade)
    if len(before) > 1 or len(after) > 1:
        return await _refile_several(turn, raw, before, after)
    changed = await _write(
        turn, desk, trade, refile(trade.facts, read_trade(raw, instruments=desk.instruments), reading)
    )
    return answer(changed)


def _read_all(text: str, desk: Desk) -> list[Reading]:
    """The trades of a message, those that were not taken too."""
    read = (take_missed(each) for each in read_trades(text, instruments=desk.instruments))
    return [each for each in read if each.is_trade]


async def _refile_several(turn: Turn, raw: str, before: list[Reading], after: list[Reading]) -> Answer:
    """Each line edits the trade that it filed; a line that is new files one."""
    said: list[Utterance] = []
    filed = await list_filed_with(turn.uow, raw)
    for at, reading in enumerate(after):
        if at >= len(filed):
            said += (await begin_entry(turn, reading)).utterances
            continue
        desk, trade = await require_trade(turn.uow, filed[at])
        old = before[at] if at < len(before) else reading
        if old != reading:
            said.append(Utterance(screen=await _write(turn, desk, trade, refile(trade.facts, old, reading))))
        await keep_raw_text(turn.uow, trade.id, turn.inbound.text)
    if not said:
        said = [Utterance(screen=compose_words(turn.say("The edit changes nothing here.")))]
    return Answer(utterances=tuple(said))


async def _write(turn: Turn, desk: Desk, trade: Trade, after: TradeFacts) -> Screen:
    changed = await change_trade(turn.uow, desk, trade, after, ActKind.EDIT)
    await keep_raw_text(turn.uow, trade.id, turn.inbound.text)
    return await show_trade(turn, desk, changed, lead=await _tell(turn, trade, changed))


async def _retell(turn: Turn, desk: Desk, trade: Trade, reading: Reading, origin: Origin) -> Answer:
    """Words about the trade (an exit, a stop, a note) were edited."""
    if reading.kind is ReadingKind.NONE and origin.kind is not ActKind.NOTE:
        return await _keep(turn, desk, trade)
    if origin.before is None or origin.after is None:
        return await _keep(turn, desk, trade)
    then = make_trade(origin.before, desk, trade_id=trade.id, owner=trade.owner, revision=0)
    made = _find_made(origin.before, origin.after)
    new = retell(then, desk, reading, turn.inbound.text, made, turn.now)
    after = merge(trade.facts, origin.after, new)
    changed = await change_trade(turn.uow, desk, trade, after, ActKind.EDIT)
    await amend_origin(turn.uow, origin, new)
    return answer(await show_trade(turn, desk, changed, lead=await _tell(turn, trade, changed)))


async def _keep(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    """The words say nothing of it any more: nothing is taken away without being asked for."""
    lead = turn.say("I read no trade in the edited message. What it filed stays.")
    card = await show_trade(turn, desk, trade, lead=lead)
    delete = button(
        turn.sign,
        turn.say("Delete the trade"),
        "delete",
        target=trade.id,
        revision=trade.revision,
        weight=Weight.DANGER,
    )
    return answer(Screen(blocks=(*card.blocks, choices([delete])), subject=card.subject))


async def _tell(turn: Turn, before: Trade, after: Trade) -> str:
    if before.facts == after.facts:
        return turn.say("The edit changes nothing here.")
    return await tell_changes(turn, before, after)


def _find_made(before: TradeFacts, after: TradeFacts) -> FillFacts | None:
    known = {fill.id for fill in before.fills}
    return next((fill for fill in after.fills if fill.id not in known), None)
