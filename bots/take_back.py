"""Shows what undo took back, old → new, on the trade's present card."""

from bots.trade_acts import show_trade, tell_changes
from bots.turn import Turn
from core.messaging.phrases import phrase
from core.messaging.screen import Screen
from core.trades.acts import TakenBack
from core.trades.queries import require_trade
from core.trades.service import ActKind

_TAKEN_BACK = {
    ActKind.EXIT: phrase("Taken back: the exit."),
    ActKind.ENTER: phrase("Taken back: the added size."),
    ActKind.DELETE: phrase("Back in the journal."),
    ActKind.NOTE: phrase("Taken back: the note."),
    ActKind.RATE: phrase("Taken back: the scores."),
    ActKind.PHOTO: phrase("Taken back: the photo."),
    ActKind.MOVE: phrase("Taken back: the other account."),
    ActKind.GROUP: phrase("Taken back: the legs."),
    ActKind.CONVERT: phrase("Taken back: the rate."),
    ActKind.TAKE: phrase("Taken back: it was not taken."),
}
_NAMED_BY_FIELDS = (ActKind.EDIT, ActKind.STOP)


async def show_taken_back(turn: Turn, taken: TakenBack) -> Screen:
    desk, trade = await require_trade(turn.uow, taken.trade.id)
    if taken.whole_trade:
        return await show_trade(turn, desk, trade)
    lead = turn.say(_TAKEN_BACK.get(taken.kind, phrase("Taken back: the change.")))
    changes = await tell_changes(turn, taken.before, trade) if taken.kind in _NAMED_BY_FIELDS else ""
    if changes:
        lead = turn.say("Taken back: {changes}", changes=changes)
    return await show_trade(turn, desk, trade, lead=lead)
