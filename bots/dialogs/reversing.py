"""More leaves than is open, or the person says reverse: out of the trade and into the other side, as two trades."""

from decimal import Decimal

from bots.dialogs.dialog import Answers, Option, Question
from bots.dialogs.draft import draft_answers
from bots.dialogs.draft_steps import ENTRY, POINT, SIDE, SIZE, SYMBOL
from bots.dialogs.trade_entry import begin_trade
from bots.replies.figures import named, show_quantity, show_size, side_sign
from bots.turn import Answer, Turn
from core.errors import Refused
from core.instruments.catalog import find_instrument
from core.messaging.phrases import phrase
from core.messaging.screen import Text, Title, Weight, spans
from core.trades.desk import Desk
from core.trades.life_words import LifeWords
from core.trades.record import Trade
from core.trades.shorthand import Reading, read_trade
from core.trades.trade import Side
from core.trades.typed import Unreadable

OVER, FLIP = "over", "flip"
ALL, REVERSE, FILL, NEW = "all", "reverse", "fill", "new"


class SameSide(Refused):
    """A long cannot be reversed into a long. Field: `name`."""

    code = "same_side"
    phrase = "{name} is that side already. Nothing was changed."


def other_side(side: Side) -> Side:
    return Side.SHORT if side is Side.LONG else Side.LONG


def read_reversal(trade: Trade, words: LifeWords, desk: Desk) -> Reading:
    """What is said of the other side: its size and price, its stop and targets.

    Raises:
        SameSide: the trade is on that side.
    """
    side = other_side(trade.side)
    if words.side not in (None, side):
        raise SameSide(name=named(trade.symbol, trade.side))
    return read_trade(f"{side.value} {trade.symbol} {words.words}", instruments=desk.instruments)


def reversal_answers(reading: Reading, words: LifeWords) -> dict[str, str]:
    """For the trade_close dialog: that it is a reversal, of what size, in which words."""
    found = {"reverses": FILL if words.is_fill else NEW, "words": words.words}
    if reading.quantity is not None and reading.quantity > 0:
        found["flipsize"] = str(reading.quantity)
    return found


def exceeds(answers: Answers) -> bool:
    """More is to leave than was open when it was said, and nothing was said of reversing."""
    quantity, remaining = _number(answers.get("quantity")), _number(answers.get("open"))
    return (
        not answers.get("reverses")
        and quantity is not None
        and remaining is not None
        and quantity > remaining
    )


def is_ambiguous(answers: Answers) -> bool:
    """`flip short 1.2` of 0.5: 1.2 sold in all, or short 1.2 now?"""
    size, remaining = _number(answers.get("flipsize")), _number(answers.get("open"))
    return answers.get("reverses") == NEW and size is not None and remaining is not None and size > remaining


def read_over(text: str, _answers: Answers) -> str:
    return _read_choice(text, (ALL, REVERSE))


def read_flip(text: str, _answers: Answers) -> str:
    return _read_choice(text, (FILL, NEW))


async def ask_over(turn: Turn, answers: Answers, trade: Trade) -> Question:
    """`Only 0.50 lots of EURUSD ▲ are open, not 1.20.`"""
    asked, remaining = _number(answers.get("quantity")) or Decimal(0), trade.position.open_quantity
    head = turn.say(
        "Only {size} of {name} are open, not {asked}.",
        size=show_size(turn.say, remaining, trade.facts.quantity_unit),
        name=named(trade.symbol, trade.side),
        asked=_shown(trade, asked),
    )
    whole = turn.say("Close {size}", size=_shown(trade, remaining))
    turned = turn.say(
        "Close, then {sign} {size}",
        sign=side_sign(other_side(trade.side)),
        size=_shown(trade, asked - remaining),
    )
    return Question(
        blocks=(Title(spans(head)), Text(spans(turn.say("Nothing is filed yet.")))),
        options=(
            (Option(label=whole, value=ALL, weight=Weight.PRIMARY),),
            (Option(label=turned, value=REVERSE),),
        ),
    )


async def ask_flip(turn: Turn, answers: Answers, trade: Trade) -> Question:
    """`EURUSD ▲ is turned: what is it now?` where the size may be of the order or of the new position."""
    asked, remaining = _number(answers.get("flipsize")) or Decimal(0), trade.position.open_quantity
    sign = side_sign(other_side(trade.side))
    head = turn.say("{name} is turned. How much is it now?", name=named(trade.symbol, trade.side))
    note = turn.say(
        "{open} is open and you wrote {size}. Nothing is filed yet.",
        open=_shown(trade, remaining),
        size=_shown(trade, asked),
    )
    whole = turn.say("{sign} {size}", sign=sign, size=_shown(trade, asked))
    rest = turn.say(
        "{sign} {size}: {asked} was the order",
        sign=sign,
        size=_shown(trade, asked - remaining),
        asked=_shown(trade, asked),
    )
    return Question(
        blocks=(Title(spans(head)), Text(spans(note))),
        options=((Option(label=whole, value=NEW),), (Option(label=rest, value=FILL),)),
    )


def reversed_size(trade: Trade, answers: Answers) -> Decimal | None:
    """The size of the other side; None where the trade is only left."""
    remaining = trade.position.open_quantity
    if answers.get(OVER) == REVERSE:
        return (_number(answers.get("quantity")) or Decimal(0)) - remaining
    if not answers.get("reverses"):
        return None
    size = _number(answers.get("flipsize"))
    if size is None:
        return remaining
    is_order = answers.get(FLIP, answers.get("reverses")) == FILL
    return size - remaining if is_order and size > remaining else size


async def open_other_side(
    turn: Turn, desk: Desk, trade: Trade, answers: Answers, *, size: Decimal, price: Decimal
) -> Answer:
    """File the trade that the reversal begins, at the price of the exit."""
    side = other_side(trade.side)
    words = answers.get("words") or ""
    reading = read_trade(f"{side.value} {trade.symbol} {words}", instruments=desk.instruments)
    known = {
        **draft_answers(reading, desk, turn.inbound.text),
        SYMBOL: trade.symbol,
        SIDE: side.value,
        ENTRY: str(price),
        SIZE: str(size),
        POINT: None,
    }
    for name in ("exit", "commission", "swap", "missed"):
        known.pop(name, None)
    if find_instrument(trade.symbol) is None and trade.facts.quantity_unit:
        known["unit"] = trade.facts.quantity_unit
    return await begin_trade(turn, desk, known)


def _read_choice(text: str, choices: tuple[str, ...]) -> str:
    typed = text.strip().casefold()
    if typed in choices:
        return typed
    raise Unreadable(typed=text.strip()[:40], wanted=phrase("one of the buttons above"))


def _shown(trade: Trade, quantity: Decimal) -> str:
    return show_quantity(quantity, trade.facts.quantity_unit)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
