"""Waits for a picture of one trade."""

from uuid import UUID

from bots.dialogs.conductor import place
from bots.dialogs.dialog import Answers, Dialog, Question, Step
from bots.replies.figures import named
from bots.trade_acts import is_taken_back, show_again, show_trade
from bots.turn import Answer, Turn
from core.identifiers import TradeId
from core.messaging.screen import Title, spans
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.typed import Unreadable

PHOTO = "photo"


def photo_answers(trade: Trade) -> dict[str, str | None]:
    return {"trade": str(trade.id)}


def read_photo(text: str, _answers: Answers) -> str:
    raise Unreadable(typed=text.strip()[:40], wanted="a picture (or Skip)")


async def ask_photo(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    head = turn.say("Send the picture for {name}.", name=named(trade.symbol, trade.side))
    return Question(blocks=(Title(spans(head)),), hint=turn.say("A picture"))


async def finish_photo(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    return place(turn, await show_trade(turn, desk, trade))


TRADE_PHOTO = Dialog(
    name="trade_photo",
    version=1,
    steps=(Step(name=PHOTO, ask=ask_photo, read=read_photo, skippable=True),),
    finish=finish_photo,
    on_cancel=show_again,
    is_over=is_taken_back,
    offers_cancel=True,
)
