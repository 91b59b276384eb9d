"""Out of a trade: at which price, and a second look where the price is ten times off."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from uuid import UUID

from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Ask, Dialog, Option, Question, Step
from bots.dialogs.engine import Asking, Finished, begin
from bots.dialogs.reversing import (
    FLIP,
    OVER,
    ask_flip,
    ask_over,
    exceeds,
    is_ambiguous,
    open_other_side,
    read_flip,
    read_over,
    reversed_size,
)
from bots.dialogs.trade_entry import add_aftermath
from bots.marks import add_marks
from bots.replies.figures import named, show_price, show_size
from bots.trade_acts import is_left, leave_trade, show_again
from bots.turn import Answer, Placement, Turn
from core.identifiers import TradeId
from core.messaging.screen import Text, Title, Weight, spans
from core.money import format_price
from core.trades.changes import remark
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.levels import find_slipped
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.typed import Leaving, Unreadable, parse_leaving, parse_price

NAME = "trade_close"
PRICE, SURE = "price", "sure"
AskAbout = Callable[[Turn, Answers, Trade], Awaitable[Question]]


def close_answers(trade: Trade, leaving: Leaving) -> dict[str, str | None]:
    """What is known before the dialog asks; with a believable price it has nothing to ask."""
    average = trade.position.open_average
    found = {
        "trade": str(trade.id),
        "entry": None if average is None else str(average),
        "open": str(trade.position.open_quantity),
        PRICE: None if leaving.price is None else str(leaving.price),
        "portion": None if leaving.portion is None else str(leaving.portion),
        "quantity": None if leaving.quantity is None else str(leaving.quantity),
    }
    return {name: value for name, value in found.items() if value is not None}


def find_meant_price(answers: Answers) -> Decimal | None:
    """The price that a slipped decimal point probably meant; None if the typed one is believable."""
    price, entry = answers.get(PRICE), answers.get("entry")
    if not price or not entry:
        return None
    return find_slipped(Decimal(price), Decimal(entry))


def read_price(text: str, _answers: Answers) -> str:
    return str(parse_price(text))


def read_sure(text: str, _answers: Answers) -> str:
    typed = text.strip().casefold()
    if typed in ("meant", "typed"):
        return typed
    return str(parse_price(text))


def fill_price(text: str, answers: Answers) -> dict[str, str]:
    """`1.0905 half` answers the price and says how much leaves; a part is never asked for by itself."""
    if PRICE in answers:
        return {}
    leaving = parse_leaving(text)
    if leaving.price is None:
        raise Unreadable(typed=text.strip()[:40], wanted="the price too, such as 1.0905")
    found = {PRICE: str(leaving.price)}
    if leaving.portion is not None:
        found["portion"] = str(leaving.portion)
    if leaving.quantity is not None:
        found["quantity"] = str(leaving.quantity)
    return found


async def ask_price(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    size = show_size(turn.say, trade.position.open_quantity, trade.facts.quantity_unit)
    head = turn.say("{name} {size}: out at what price?", name=named(trade.symbol, trade.side), size=size)
    options = [_priced(turn.say("Target"), trade, target) for target in trade.facts.targets[:2]]
    if trade.facts.stop is not None:
        options.append(_priced(turn.say("Stop"), trade, trade.facts.stop))
    part = turn.say("A part: 1.0905 half, or 1.0905 0.2 lots.")
    return Question(
        blocks=(Title(spans(head)), Text(spans(part))),
        options=(tuple(options),) if options else (),
        hint=turn.say("The exit price"),
    )


async def ask_sure(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    typed, meant = Decimal(answers[PRICE] or 0), find_meant_price(answers) or Decimal(0)
    head = turn.say("{name} out @ {price}?", name=named(trade.symbol, trade.side), price=format_price(typed))
    near = show_price(trade, Decimal(answers["entry"] or 0))
    why = turn.say("You got in at {price}. Nothing is filed yet.", price=near)
    return Question(
        blocks=(Title(spans(head)), Text(spans(why))),
        options=(
            (
                Option(label=show_price(trade, meant), value="meant", weight=Weight.PRIMARY),
                Option(label=turn.say("As typed"), value="typed"),
            ),
        ),
        hint=turn.say("The exit price"),
    )


async def begin_close(turn: Turn, desk: Desk, trade: Trade, answers: Answers) -> Answer:
    """Leave the trade at once if the price is known and believable, else ask."""
    match begin(TRADE_CLOSE, answers):
        case Finished(answers=known):
            return await _close(turn, desk, trade, known)
        case Asking():
            return await start(turn, TRADE_CLOSE, answers)


async def finish_close(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    return await _close(turn, desk, trade, answers)


async def _close(turn: Turn, desk: Desk, trade: Trade, answers: Answers) -> Answer:
    price = Decimal(answers[PRICE] or 0)
    match answers.get(SURE):
        case "meant":
            price = find_meant_price(answers) or price
        case None | "typed":
            pass
        case other:
            price = Decimal(other)
    size = reversed_size(trade, answers)
    is_whole = size is not None or answers.get(OVER) is not None
    leaving = Leaving(
        price=price,
        portion=None if is_whole else _number(answers.get("portion")),
        quantity=None if is_whole else _number(answers.get("quantity")),
    )
    closed = await _leave(turn, desk, trade, leaving, answers)
    if size is None:
        return closed
    opened = await open_other_side(turn, desk, trade, answers, size=size, price=price)
    below = (replace(utterance, placement=Placement.NEW) for utterance in opened.utterances)
    return Answer(utterances=(*closed.utterances, *below))


async def _leave(turn: Turn, desk: Desk, trade: Trade, leaving: Leaving, answers: Answers) -> Answer:
    return await leave_trade(
        turn,
        desk,
        trade,
        leaving,
        commission=_number(answers.get("commission")),
        swap=_number(answers.get("swap")),
        also=partial(_add_said, answers=answers),
    )


def _add_said(facts: TradeFacts, *, answers: Answers) -> TradeFacts:
    """What was said beside the exit."""
    said = remark(
        facts,
        tags=tuple((answers.get("tags") or "").split()),
        feeling=answers.get("feeling"),
        note=answers.get("note"),
    )
    return add_marks(add_aftermath(said, answers), answers)


def _about(ask: AskAbout) -> Ask:
    """A question that needs the trade itself."""

    async def asks(turn: Turn, answers: Answers) -> Question:
        _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
        return await ask(turn, answers, trade)

    return asks


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _priced(label: str, trade: Trade, price: Decimal) -> Option:
    return Option(label=f"{label} {show_price(trade, price)}", value=str(price))


TRADE_CLOSE = Dialog(
    name=NAME,
    version=1,
    steps=(
        Step(name=PRICE, ask=ask_price, read=read_price),
        Step(
            name=SURE,
            ask=ask_sure,
            read=read_sure,
            applies=lambda known: find_meant_price(known) is not None,
        ),
        Step(name=OVER, ask=_about(ask_over), read=read_over, applies=exceeds),
        Step(name=FLIP, ask=_about(ask_flip), read=read_flip, applies=is_ambiguous),
        Step(name="portion", ask=ask_price, read=read_price, applies=lambda _: False),
        Step(name="quantity", ask=ask_price, read=read_price, applies=lambda _: False),
    ),
    finish=finish_close,
    on_cancel=show_again,
    is_over=is_left,
    offers_cancel=True,
    fill=fill_price,
)
