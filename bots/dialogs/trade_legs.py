"""Which other trade belongs to this one: both are legs of one idea then."""

from uuid import UUID

from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.replies.figures import joined, named, show_size
from bots.trade_acts import is_taken_back, show_again
from bots.trade_life import join_trade, part_legs
from bots.turn import Answer, Turn
from core.identifiers import TradeId
from core.messaging.dates import show_day
from core.messaging.phrases import phrase
from core.messaging.screen import Text, Title, Weight, spans
from core.trades.legs import list_joinable
from core.trades.queries import find_trade, require_trade
from core.trades.record import Trade
from core.trades.typed import Unreadable

OTHER, ALONE = "other", "alone"


async def begin_legs(turn: Turn, trade: Trade) -> Answer:
    """Ask which trade belongs to this one, among the latest others."""
    offered = await list_joinable(turn.uow, trade)
    answers = {"trade": str(trade.id), "others": " ".join(str(each.id) for each in offered)}
    if trade.facts.group is not None:
        answers["grouped"] = "yes"
    return await start(turn, TRADE_LEGS, answers)


def read_other(text: str, answers: Answers) -> str:
    typed = text.strip().casefold()
    if typed == ALONE or (typed.isdecimal() and 1 <= int(typed[:3]) <= len(_others(answers))):
        return typed
    raise Unreadable(typed=text.strip()[:40], wanted=phrase("one of the trades above, by tap or number"))


async def ask_other(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    offered = [found[1] for each in _others(answers) if (found := await find_trade(turn.uow, each))]
    head = turn.say("{name}: which trade belongs to it?", name=named(trade.symbol, trade.side))
    options = [(Option(label=_label(turn, each), value=str(at)),) for at, each in enumerate(offered, start=1)]
    if answers.get("grouped"):
        options.append((Option(label=turn.say("It stands alone"), value=ALONE, weight=Weight.QUIET),))
    note = turn.say("Legs are summed as one, each stays as it is.")
    if not offered:
        note = turn.say("There is no other trade to choose.")
    return Question(blocks=(Title(spans(head)), Text(spans(note))), options=tuple(options))


async def finish_legs(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    chosen = answers.get(OTHER) or ALONE
    if chosen == ALONE:
        return await part_legs(turn, desk, trade)
    return await join_trade(turn, desk, trade, _others(answers)[int(chosen) - 1])


def _others(answers: Answers) -> list[TradeId]:
    return [TradeId(UUID(each)) for each in (answers.get("others") or "").split()]


def _label(turn: Turn, trade: Trade) -> str:
    size = show_size(turn.say, trade.position.entered_quantity, trade.facts.quantity_unit)
    opened = trade.opened_at
    day = None if opened is None else show_day(opened.astimezone(turn.person.zone).date(), year=False)
    return joined((f"{named(trade.symbol, trade.side)} {size}", day), ", ")


TRADE_LEGS = Dialog(
    name="trade_legs",
    version=1,
    steps=(Step(name=OTHER, ask=ask_other, read=read_other),),
    finish=finish_legs,
    on_cancel=show_again,
    is_over=is_taken_back,
    offers_cancel=True,
)
