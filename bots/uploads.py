"""Pictures that people send: attached to the trade they belong to."""

from uuid import UUID

from msgspec.structs import replace

from bots.dialogs.conductor import ask_again, compose_words
from bots.dialogs.trade_entry import TRADE_ENTRY
from bots.dialogs.trade_photo import TRADE_PHOTO
from bots.trade_acts import show_trade
from bots.turn import Answer, Turn, answer
from core.conversations.cards import find_subject
from core.conversations.conversation import Conversation
from core.identifiers import TradeId
from core.pictures.service import Sent, keep_upload
from core.trades.changes import add_note, require_note
from core.trades.desk import Desk
from core.trades.queries import find_latest, list_open, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade

MOST_AT_ONCE = 4


async def keep_uploads(turn: Turn) -> list[UUID]:
    """Note what came along with this message; the first four."""
    inbound = turn.inbound
    kept: list[UUID] = []
    for upload in inbound.uploads[:MOST_AT_ONCE]:
        sent = Sent(
            platform=inbound.address.platform.value,
            bot=inbound.address.bot,
            ref=upload.ref,
            content_type=upload.content_type,
            size=upload.size or 0,
        )
        kept.append(await keep_upload(turn.uow, sent))
    return kept


async def hear_upload(turn: Turn) -> Answer:
    """A picture, with words that read as nothing or without: to the trade that is being asked about, the
    card it replies to, the trade that waits for one, the only open trade, or the one touched last.
    """
    waiting = turn.floor.conversation
    if waiting.is_open(turn.now) and waiting.dialog == TRADE_ENTRY.name:
        return await _add_to_draft(turn, waiting)
    found = await _find_trade(turn)
    if found is None:
        return answer(compose_words(turn.say("A picture, but no trade to put it to. Log one first: /help")))
    return await attach_uploads(turn, *found)


async def attach_uploads(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    """Attach what came along, its words as a note, in one act; show the trade."""
    words = turn.inbound.text.strip()
    after = replace(trade.facts, pictures=(*trade.facts.pictures, *await keep_uploads(turn)))
    if words:
        after = add_note(after, require_note(words))
    changed = await change_trade(turn.uow, desk, trade, after, ActKind.PHOTO)
    count = len(changed.facts.pictures)
    lead = turn.say("Picture attached.")
    if count > 1:
        lead = turn.say("Picture attached, {count} now.", count=count)
    return answer(await show_trade(turn, desk, changed, lead=lead))


async def keep_beside(turn: Turn, desk: Desk, trade: Trade) -> Trade:
    """The trade with the pictures that came along, if any did."""
    if not turn.inbound.uploads:
        return trade
    pictures = (*trade.facts.pictures, *await keep_uploads(turn))
    return await change_trade(turn.uow, desk, trade, replace(trade.facts, pictures=pictures), ActKind.PHOTO)


async def _add_to_draft(turn: Turn, waiting: Conversation) -> Answer:
    """The trade is not filed yet: its question stays open and the picture waits with it."""
    kept = [str(each) for each in await keep_uploads(turn)]
    pictures = " ".join(filter(None, (waiting.answers.get("pictures"), *kept)))
    turn.floor.conversation = replace(waiting, answers={**waiting.answers, "pictures": pictures})
    return await ask_again(turn, TRADE_ENTRY, note=turn.say("The picture goes with this trade."))


async def _find_trade(turn: Turn) -> tuple[Desk, Trade] | None:
    inbound = turn.inbound
    if inbound.reply_to:
        subject = await find_subject(turn.uow, inbound.address, inbound.reply_to)
        if subject is not None and subject.kind == "trade":
            return await require_trade(turn.uow, TradeId(UUID(subject.id)))
    waiting = turn.floor.conversation
    if waiting.is_open(turn.now) and waiting.dialog == TRADE_PHOTO.name:
        turn.floor.conversation = Conversation(revision=waiting.revision + 1)
        return await require_trade(turn.uow, TradeId(UUID(waiting.answers["trade"] or "")))
    opened = await list_open(turn.uow)
    if len(opened) == 1:
        return await require_trade(turn.uow, opened[0].id)
    return await find_latest(turn.uow)
