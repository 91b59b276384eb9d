"""Pictures that people send, with words that read as nothing or without: which trade are they of?"""

from uuid import UUID

from msgspec.structs import replace

from bots.attaching import MOST_PICTURES, attach_uploads, keep_uploads
from bots.dialogs.conductor import ask_again, compose_words
from bots.dialogs.dialog import Dialog
from bots.dialogs.trade_entry import TRADE_ENTRY
from bots.dialogs.trade_photo import TRADE_PHOTO
from bots.dialogs.which_trade import WHICH_TRADE
from bots.turn import Answer, Turn, answer
from core.conversations.cards import find_subject
from core.conversations.conversation import Conversation
from core.identifiers import TradeId
from core.trades.desk import Desk
from core.trades.queries import find_latest, find_trade, list_open, require_trade
from core.trades.record import Trade

_WAITING = {dialog.name: dialog for dialog in (TRADE_ENTRY, WHICH_TRADE)}
"""Dialogs whose trade is not known yet: a picture waits with them."""


async def hear_upload(turn: Turn) -> Answer:
    """To the card it replies to, the trade that is being asked about or waits for one, the only open trade, or
    the one touched last.
    """
    replied = await _find_replied(turn)
    if replied is not None:
        return await attach_uploads(turn, *replied)
    waiting = turn.floor.conversation
    asked = _WAITING.get(waiting.dialog or "") if waiting.is_open(turn.now) else None
    if asked is not None:
        return await _add_to_question(turn, asked, waiting)
    found = await _find_trade(turn)
    if found is None:
        return answer(compose_words(turn.say("A picture, but no trade to put it to. Log one first: /help")))
    return await attach_uploads(turn, *found)


async def _add_to_question(turn: Turn, asked: Dialog, waiting: Conversation) -> Answer:
    """Its question stays open and the picture waits with it."""
    before = (waiting.answers.get("pictures") or "").split()
    kept = await keep_uploads(turn, room=MOST_PICTURES - len(before))
    pictures = " ".join([*before, *(str(each) for each in kept)])
    turn.floor.conversation = replace(waiting, answers={**waiting.answers, "pictures": pictures})
    return await ask_again(turn, asked, note=turn.say("The picture goes with this trade."))


async def _find_replied(turn: Turn) -> tuple[Desk, Trade] | None:
    """The trade of the card that was answered."""
    inbound = turn.inbound
    subject = await find_subject(turn.uow, inbound.address, inbound.reply_to) if inbound.reply_to else None
    if subject is None or subject.kind != "trade":
        return None
    return await require_trade(turn.uow, TradeId(UUID(subject.id)))


async def _find_trade(turn: Turn) -> tuple[Desk, Trade] | None:
    waiting = turn.floor.conversation
    if waiting.is_open(turn.now) and (named := waiting.answers.get("trade")):
        if waiting.dialog == TRADE_PHOTO.name:
            turn.floor.conversation = Conversation(revision=waiting.revision + 1)
        found = await find_trade(turn.uow, TradeId(UUID(named)))
        if found is not None and found[1].facts.in_journal:
            return found
    opened = await list_open(turn.uow)
    if len(opened) == 1:
        return await require_trade(turn.uow, opened[0].id)
    return await find_latest(turn.uow)
