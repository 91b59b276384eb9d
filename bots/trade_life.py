"""Words and taps about a trade's life: reversed, taken after all, missed, made a leg, moved to another account."""

from uuid import UUID

from bots.dialogs.conductor import place
from bots.dialogs.reversing import read_reversal, reversal_answers
from bots.dialogs.trade_close import begin_close, close_answers
from bots.dialogs.trade_take import take_trade
from bots.trade_acts import change_and_show, show_trade
from bots.turn import Answer, Turn
from core.errors import Refused
from core.identifiers import TradeId
from core.people.accounts import find_account
from core.trades.changes import AlreadyClosed
from core.trades.desk import Desk
from core.trades.legs import find_previous, join_legs, leave_legs
from core.trades.life_words import LifeKind, LifeWords, find_life_words
from core.trades.missed import miss
from core.trades.moving import move_trade
from core.trades.record import Trade
from core.trades.service import ActKind
from core.trades.typed import Leaving


class NoTradeBefore(Refused):
    """The first trade has none before it."""

    code = "no_trade_before"
    phrase = "No other trade comes before this one. Edit on its card chooses among all."


async def hear_life(turn: Turn, desk: Desk, trade: Trade, text: str) -> Answer | None:
    """Do what the words say about its life; None if they say nothing of the kind."""
    words = find_life_words(text)
    if words is None:
        return None
    match words.kind:
        case LifeKind.REVERSE:
            return await _reverse(turn, desk, trade, words)
        case LifeKind.JOIN:
            return await _join_previous(turn, desk, trade)
        case LifeKind.PART:
            return await part_legs(turn, desk, trade)
        case LifeKind.TAKE:
            return await take_trade(turn, trade) if trade.is_missed else None
        case LifeKind.MISS:
            return await change_and_show(turn, desk, trade, miss, ActKind.TAKE)
        case LifeKind.MOVE:
            return await _move(turn, desk, trade, words)


async def join_trade(turn: Turn, desk: Desk, trade: Trade, other: TradeId) -> Answer:
    joined = await join_legs(turn.uow, desk, trade, other)
    return place(turn, await show_trade(turn, desk, joined, lead=turn.say("Legs of one idea now.")))


async def part_legs(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    parted = await leave_legs(turn.uow, desk, trade)
    return place(turn, await show_trade(turn, desk, parted, lead=turn.say("It stands alone.")))


async def _reverse(turn: Turn, desk: Desk, trade: Trade, words: LifeWords) -> Answer:
    if not trade.is_open:
        raise AlreadyClosed(symbol=trade.symbol)
    reading = read_reversal(trade, words, desk)
    answers = {**close_answers(trade, Leaving(price=reading.entry)), **reversal_answers(reading, words)}
    return await begin_close(turn, desk, trade, answers)


async def _join_previous(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    before = await find_previous(turn.uow, trade)
    if before is None:
        raise NoTradeBefore
    return await join_trade(turn, desk, trade, TradeId(UUID(str(before))))


async def _move(turn: Turn, desk: Desk, trade: Trade, words: LifeWords) -> Answer | None:
    account = await find_account(turn.uow, words.words)
    if account is None:
        return None
    target, moved = await move_trade(turn.uow, desk, trade, account)
    lead = turn.say("In {account} now.", account=target.account.name)
    return place(turn, await show_trade(turn, target, moved, lead=lead))
