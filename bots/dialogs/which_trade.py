"""Several trades are open and none was named: which one is meant?"""

from decimal import Decimal
from uuid import UUID

from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.spoken_words import Word, means
from bots.dialogs.trade_close import TRADE_CLOSE, close_answers
from bots.replies.figures import joined, show_average, show_quantity, side_sign
from bots.trade_words import apply_words
from bots.turn import Answer, Turn
from core.identifiers import TradeId
from core.instruments.catalog import find_instrument
from core.messaging.dates import show_clock
from core.messaging.screen import Text, Title, spans
from core.trades.queries import find_trade, list_open
from core.trades.record import Trade
from core.trades.shorthand import read_trade
from core.trades.typed import Unreadable, parse_leaving

NAME = "which_trade"
WHICH = "which"
MOST_OFFERED = 8


def which_answers(trades: list[Trade], text: str, *, closing: bool = False) -> dict[str, str | None]:
    """The trades to choose from, and the words that are waiting for one of them (`closing`: how it is left)."""
    answers: dict[str, str | None] = {
        "trades": " ".join(str(trade.id) for trade in trades[:MOST_OFFERED]),
        "symbols": " ".join(trade.symbol for trade in trades[:MOST_OFFERED]),
        "text": text,
    }
    return {**answers, "closing": "yes"} if closing else answers


def read_which(text: str, answers: Answers) -> str:
    typed = text.strip().casefold()
    count = len((answers.get("trades") or "").split())
    if means(typed, Word.ALL):
        return "all"
    if count == 1 and means(typed, Word.YES):
        return "1"
    if typed.isdigit() and 1 <= int(typed[:3]) <= count:
        return typed
    market = find_instrument(typed) if typed else None
    symbols = (answers.get("symbols") or "").split()
    named = [
        at
        for at, symbol in enumerate(symbols, start=1)
        if symbol in (typed.upper(), market and market.symbol)
    ]
    if len(named) == 1:
        return str(named[0])
    raise Unreadable(typed=text.strip()[:40], wanted="one of the trades above, by tap or number")


async def ask_which(turn: Turn, answers: Answers) -> Question:
    ids = (answers.get("trades") or "").split()
    by_id = {str(trade.id): trade for trade in await list_open(turn.uow)}
    offered = [(at, by_id[each]) for at, each in enumerate(ids, start=1) if each in by_id]
    symbols = {trade.symbol for _, trade in offered}
    head = turn.say("Which one? {count} are open.", count=len(offered))
    if len(offered) == 1:
        head = turn.say("“{text}”: is this the one?", text=_short(answers))
    elif answers.get("text"):
        head = turn.say("“{text}”: which one? {count} are open.", text=_short(answers), count=len(offered))
    options = [
        (Option(label=_label(turn, trade, with_symbol=len(symbols) > 1), value=str(at)),)
        for at, trade in offered
    ]
    if len(offered) > 1 and len(symbols) == 1:
        words = turn.say("Both") if len(offered) == 2 else turn.say("All")
        options.append((Option(label=words, value="all"),))
    return Question(
        blocks=(Title(spans(head)), Text(spans(turn.say("Nothing is filed yet.")))), options=tuple(options)
    )


async def finish_which(turn: Turn, answers: Answers) -> Answer:
    ids = (answers.get("trades") or "").split()
    chosen = ids if answers[WHICH] == "all" else [ids[int(answers[WHICH] or 1) - 1]]
    text = answers.get("text") or ""
    said: list[Answer] = []
    for each in chosen:
        found = await find_trade(turn.uow, TradeId(UUID(each)))
        if found is not None and answers.get("closing"):
            leaving = parse_leaving(text or "all")
            said.append(await start(turn, TRADE_CLOSE, close_answers(found[1], leaving)))
        elif found is not None:
            desk, trade = found
            reading = read_trade(text, instruments=desk.instruments)
            said.append(await apply_words(turn, desk, trade, reading, text))
    return Answer(utterances=tuple(utterance for each in said for utterance in each.utterances))


async def is_settled(turn: Turn, answers: Answers) -> bool:
    """None of the trades that were offered is open any more."""
    offered = (answers.get("trades") or "").split()
    return not any(str(trade.id) in offered for trade in await list_open(turn.uow))


def _label(turn: Turn, trade: Trade, *, with_symbol: bool) -> str:
    size = show_quantity(trade.position.open_quantity, trade.facts.quantity_unit)
    average = show_average(trade, trade.position.open_average or Decimal(0))
    opened = trade.opened_at
    clock = "" if opened is None else f", {show_clock(opened.astimezone(turn.person.zone))}"
    symbol = trade.symbol if with_symbol else None
    return joined((symbol, side_sign(trade.side), f"{size} @ {average}{clock}"), " ")


def _short(answers: Answers) -> str:
    text = " ".join((answers.get("text") or "").split())
    text = "".join(sign for sign in text if sign.isprintable())
    return text if len(text) <= 24 else f"{text[:23]}…"


WHICH_TRADE = Dialog(
    name=NAME,
    version=1,
    steps=(Step(name=WHICH, ask=ask_which, read=read_which),),
    finish=finish_which,
    is_over=is_settled,
    offers_cancel=True,
)
