"""Puts the pictures that came with a message to a trade, as many as fit."""

from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from bots.trade_acts import show_trade
from bots.turn import Answer, Turn, answer
from core.pictures.service import Sent, keep_upload
from core.trades.changes import add_note, require_note
from core.trades.corrections import TooManyPictures
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade

MOST_PICTURES = 10
"""Of one trade: an album of Telegram and a message of Discord hold as many."""


async def keep_uploads(turn: Turn, *, room: int = MOST_PICTURES) -> list[UUID]:
    """Note what came along with this message; the first ones if there is not `room` for all."""
    inbound = turn.inbound
    kept: list[UUID] = []
    for upload in inbound.uploads[: max(room, 0)]:
        sent = Sent(
            platform=inbound.address.platform.value,
            bot=inbound.address.bot,
            ref=upload.ref,
            content_type=upload.content_type,
            size=upload.size or 0,
        )
        kept.append(await keep_upload(turn.uow, sent))
    return kept


async def attach_uploads(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    """Attach what came along, its words as a note, in one act; show the trade.

    Raises:
        TooManyPictures: not one more fits, and there are no words either.
    """
    words = turn.inbound.text.strip()
    kept = await keep_uploads(turn, room=_room(trade))
    if not kept and not words:
        raise TooManyPictures(symbol=trade.symbol, limit=MOST_PICTURES)
    after = _with_pictures(trade.facts, kept)
    if words:
        after = add_note(after, require_note(words))
    changed = await change_trade(turn.uow, desk, trade, after, ActKind.PHOTO)
    return answer(await show_trade(turn, desk, changed, lead=_tell(turn, changed, len(kept))))


async def keep_beside(turn: Turn, desk: Desk, trade: Trade) -> Trade:
    """The trade with the pictures that came along, if any did and fit."""
    return await attach_kept(turn, desk, trade, await keep_uploads(turn, room=_room(trade)))


async def attach_kept(turn: Turn, desk: Desk, trade: Trade, pictures: Sequence[UUID]) -> Trade:
    """The trade with pictures that were noted before; without any nothing happens."""
    fitting = pictures[: max(_room(trade), 0)]
    if not fitting:
        return trade
    return await change_trade(turn.uow, desk, trade, _with_pictures(trade.facts, fitting), ActKind.PHOTO)


def _tell(turn: Turn, trade: Trade, kept: int) -> str:
    count = len(trade.facts.pictures)
    lead = turn.say("Picture attached.")
    if count > 1:
        lead = turn.say("Picture attached, {count} now.", count=count)
    if kept > 1:
        lead = turn.say("{kept} pictures attached, {count} now.", kept=kept, count=count)
    if left := len(turn.inbound.uploads) - kept:
        more = turn.say(
            "{count} picture did not fit: a trade holds {limit}.",
            "{count} pictures did not fit: a trade holds {limit}.",
            count=left,
            limit=MOST_PICTURES,
        )
        lead = more if not kept else f"{lead} {more}"
    return lead


def _room(trade: Trade) -> int:
    return MOST_PICTURES - len(trade.facts.pictures)


def _with_pictures(facts: TradeFacts, pictures: Sequence[UUID]) -> TradeFacts:
    return replace(facts, pictures=(*facts.pictures, *pictures))
