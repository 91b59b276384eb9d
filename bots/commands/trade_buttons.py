"""The buttons under a trade's card."""

from uuid import UUID

from bots.dialogs.conductor import place, start
from bots.dialogs.reflection import begin_reflection
from bots.dialogs.trade_close import TRADE_CLOSE, close_answers
from bots.dialogs.trade_edit import TRADE_EDIT, edit_answers
from bots.dialogs.trade_photo import TRADE_PHOTO, photo_answers
from bots.replies.trade_card import compose_taken_back
from bots.take_back import show_taken_back
from bots.trade_acts import show_trade, stop_to_entry
from bots.turn import Answer, Turn
from bots.verbs import Outdated, Verb
from core.conversations.tokens import Press
from core.identifiers import TradeId
from core.messaging.screen import Subject
from core.trades.acts import take_back
from core.trades.desk import Desk
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.service import TradeNotFound
from core.trades.trash import delete_trade, restore_trade
from core.trades.typed import Leaving


async def press_close(turn: Turn, press: Press) -> Answer:
    _, trade = await require_target(turn, press)
    if not trade.is_open:
        raise Outdated
    return await start(turn, TRADE_CLOSE, close_answers(trade, Leaving()))


async def press_stop_to_entry(turn: Turn, press: Press) -> Answer:
    desk, trade = await require_target(turn, press)
    if not trade.is_open:
        raise Outdated
    return await stop_to_entry(turn, desk, trade)


async def press_edit(turn: Turn, press: Press) -> Answer:
    _, trade = await require_target(turn, press)
    return await start(turn, TRADE_EDIT, edit_answers(trade))


async def press_how(turn: Turn, press: Press) -> Answer:
    _, trade = await require_target(turn, press)
    return await begin_reflection(turn, trade)


async def press_photo(turn: Turn, press: Press) -> Answer:
    _, trade = await require_target(turn, press)
    return await start(turn, TRADE_PHOTO, photo_answers(trade))


async def press_undo(turn: Turn, press: Press) -> Answer:
    """Take back the trade's latest act; an older card's button shows the present card instead."""
    _, trade = await require_target(turn, press)
    if trade.revision != press.revision:
        raise Outdated
    return place(turn, await show_taken_back(turn, await take_back(turn.uow, trade.id)))


async def press_restore(turn: Turn, press: Press) -> Answer:
    """Out of the trash, as it was."""
    if press.target is None:
        raise TradeNotFound
    desk, trade = await require_trade(turn.uow, TradeId(press.target))
    restored = await restore_trade(turn.uow, desk, trade)
    return place(turn, await show_trade(turn, desk, restored, lead=turn.say("Back in the journal.")))


async def press_delete(turn: Turn, press: Press) -> Answer:
    """Into the trash; an older card's button shows the present card instead."""
    desk, trade = await require_target(turn, press)
    if trade.revision != press.revision:
        raise Outdated
    return place(turn, await show_trade(turn, desk, await delete_trade(turn.uow, desk, trade)))


async def press_open(turn: Turn, press: Press) -> Answer:
    desk, trade = await require_target(turn, press)
    return place(turn, await show_trade(turn, desk, trade))


async def undo_latest(turn: Turn) -> Answer:
    """/undo: the latest act of any trade, again and again."""
    return place(turn, await show_taken_back(turn, await take_back(turn.uow)))


async def show_trade_card(turn: Turn, subject: Subject) -> Answer:
    """The present state of the trade that an outdated button belonged to."""
    desk, trade = await require_trade(turn.uow, TradeId(UUID(subject.id)))
    if not trade.facts.in_journal:
        return place(turn, compose_taken_back(trade, say=turn.say, sign=turn.sign))
    return place(turn, await show_trade(turn, desk, trade))


async def require_target(turn: Turn, press: Press) -> tuple[Desk, Trade]:
    """The trade of a pressed button; one in the trash shows its present card instead."""
    if press.target is None:
        raise TradeNotFound
    desk, trade = await require_trade(turn.uow, TradeId(press.target))
    if not trade.facts.in_journal:
        raise Outdated
    return desk, trade


TRADE_VERBS = (
    Verb(name="close", handler=press_close),
    Verb(name="be", handler=press_stop_to_entry),
    Verb(name="edit", handler=press_edit),
    Verb(name="how", handler=press_how),
    Verb(name="photo", handler=press_photo),
    Verb(name="open", handler=press_open),
    Verb(name="undo", handler=press_undo, once=True),
    Verb(name="restore", handler=press_restore),
    Verb(name="delete", handler=press_delete, once=True),
)
