"""A trade that was not taken is taken after all: only its size may be missing."""

from decimal import Decimal
from uuid import UUID

from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Dialog, Step
from bots.dialogs.draft_steps import ENTRY, SIDE, SIZE, STOP, SYMBOL
from bots.dialogs.trade_entry import read_size
from bots.dialogs.trade_questions import ask_size
from bots.trade_acts import change_and_show, is_taken_back, show_again
from bots.turn import Answer, Turn
from core.identifiers import TradeId, new_id
from core.trades.missed import NotMissed, take
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.service import ActKind


async def take_trade(turn: Turn, trade: Trade) -> Answer:
    """At the planned price and size; a size that nobody said is asked.

    Raises:
        NotMissed: it is a trade already.
    """
    facts = trade.facts
    if not facts.missed:
        raise NotMissed(symbol=facts.symbol)
    answers = {
        "trade": str(trade.id),
        "account": str(trade.account),
        SYMBOL: facts.symbol,
        SIDE: facts.side.value,
        ENTRY: str(facts.planned_entry),
        STOP: None if facts.stop is None else str(facts.stop),
    }
    if facts.planned_size is not None:
        answers[SIZE] = str(facts.planned_size)
    return await start(turn, TRADE_TAKE, answers)


async def finish_take(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    price, size = Decimal(answers[ENTRY] or 0), Decimal(answers[SIZE] or 0)
    return await change_and_show(
        turn,
        desk,
        trade,
        lambda facts: take(facts, fill_id=new_id(), price=price, quantity=size, at=turn.now),
        ActKind.TAKE,
        lead=turn.say("Taken after all."),
    )


TRADE_TAKE = Dialog(
    name="trade_take",
    version=1,
    steps=(Step(name=SIZE, ask=ask_size, read=read_size),),
    finish=finish_take,
    on_cancel=show_again,
    is_over=is_taken_back,
    offers_cancel=True,
)
