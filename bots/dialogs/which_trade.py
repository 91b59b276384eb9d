"""Several trades are open and none was named: which one is meant? Eight at a time; a typed market narrows them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from uuid import UUID

from bots.attaching import attach_kept
from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.spoken_words import Word, means
from bots.dialogs.trade_close import TRADE_CLOSE, close_answers
from bots.replies.figures import joined, show_average, show_quantity, side_sign
from bots.trade_words import apply_words
from bots.turn import Answer, Turn
from core.identifiers import TradeId
from core.instruments.catalog import find_instrument
from core.messaging.dates import show_clock, show_day
from core.messaging.phrases import phrase
from core.messaging.screen import Text, Title, Weight, spans
from core.trades.queries import MOST_OPEN, count_open, find_trade, list_open
from core.trades.record import Trade
from core.trades.shorthand import read_trade
from core.trades.typed import Unreadable, parse_leaving

NAME = "which_trade"
WHICH = "which"
OFFERED = 8
PICTURES = "pictures"
_STEPS = (WHICH, *(f"{WHICH}{number}" for number in range(2, -(-MOST_OPEN // OFFERED) + 2)))
_MORE, _TAPPED, _OF_MARKET, _ALL = "more", "#", "=", "all"
_SHOWN = 40


def which_answers(
    trades: Sequence[Trade], text: str, *, closing: bool = False, pictures: Sequence[UUID] = ()
) -> dict[str, str | None]:
    """The trades to choose from, and what is waiting for one of them: words (`closing`: how it is left), pictures."""
    answers: dict[str, str | None] = {
        "trades": " ".join(str(trade.id) for trade in trades),
        "symbols": " ".join(trade.symbol for trade in trades),
        "text": text,
    }
    if pictures:
        answers[PICTURES] = " ".join(str(each) for each in pictures)
    return {**answers, "closing": "yes"} if closing else answers


def list_shown(answers: Answers) -> tuple[list[int], bool]:
    """The places (from 0) of the trades that are being offered, and whether there are more."""
    symbols = (answers.get("symbols") or "").split()
    places, first = list(range(len(symbols))), 0
    for step in _STEPS:
        given = answers.get(step) or ""
        if given == _MORE:
            first += OFFERED
        elif given.startswith(_OF_MARKET):
            places, first = [at for at in places if symbols[at] == given[1:]], 0
    return places[first : first + OFFERED], len(places) > first + OFFERED


def read_which(text: str, answers: Answers) -> str:
    """`#4` the trade at that place, `more`, `=EURUSD` those of one market, or `all`."""
    typed = text.strip().casefold()
    shown, has_more = list_shown(answers)
    count = len((answers.get("symbols") or "").split())
    if typed.startswith(_TAPPED) and typed[1:].isdigit() and int(typed[1:5]) < count:
        return typed
    if typed == _MORE and has_more:
        return _MORE
    if means(typed, Word.ALL):
        return _ALL
    if count == 1 and means(typed, Word.YES):
        return f"{_TAPPED}0"
    if typed.isdigit() and 1 <= int(typed[:3]) <= len(shown):
        return f"{_TAPPED}{shown[int(typed) - 1]}"
    return _read_market(text, typed, answers)


def _read_market(text: str, typed: str, answers: Answers) -> str:
    market = find_instrument(typed) if typed else None
    meant = {typed.upper(), market.symbol if market else ""}
    symbols = (answers.get("symbols") or "").split()
    places = [at for at, symbol in enumerate(symbols) if symbol in meant]
    if len(places) == 1:
        return f"{_TAPPED}{places[0]}"
    if 1 < len(places) < len(symbols):
        return f"{_OF_MARKET}{symbols[places[0]]}"
    raise Unreadable(
        typed=text.strip()[:_SHOWN], wanted=phrase("one of the trades above: tap it, or name it")
    )


async def ask_which(turn: Turn, answers: Answers) -> Question:
    shown, has_more = list_shown(answers)
    ids = (answers.get("trades") or "").split()
    by_id = {str(trade.id): trade for trade in await list_open(turn.uow)}
    offered = [(at, by_id[ids[at]]) for at in shown if ids[at] in by_id]
    symbols = {trade.symbol for _, trade in offered}
    is_one_market = len(set((answers.get("symbols") or "").split())) == 1
    options = [
        (Option(label=_label(turn, trade, with_symbol=not is_one_market), value=f"{_TAPPED}{at}"),)
        for at, trade in offered
    ]
    last: list[Option] = []
    if has_more:
        last.append(Option(label=turn.say("More…"), value=_MORE, weight=Weight.QUIET))
    if len(ids) > 1 and len(symbols) == 1 and len(ids) == len(offered):
        words = turn.say("Both") if len(offered) == 2 else turn.say("All")
        last.append(Option(label=words, value=_ALL))
    blocks = [Title(spans(await _headline(turn, answers, len(offered)))), _note(turn, has_more=has_more)]
    return Question(blocks=tuple(blocks), options=(*options, *((tuple(last),) if last else ())))


async def _headline(turn: Turn, answers: Answers, offered: int) -> str:
    """`“exit 1.0905”: which one? 12 are open.`"""
    words, symbols = _short(answers), set((answers.get("symbols") or "").split())
    if offered == 1 and len(symbols) == 1 and words:
        return turn.say("“{text}”: is this the one?", text=words)
    count = await count_open(turn.uow, next(iter(symbols)) if len(symbols) == 1 else None)
    if words:
        return turn.say("“{text}”: which one? {count} are open.", text=words, count=count)
    return turn.say("Which one? {count} are open.", count=count)


def _note(turn: Turn, *, has_more: bool) -> Text:
    words = turn.say("Nothing is filed yet.")
    if has_more:
        words = turn.say("Nothing is filed yet. A market may be typed too.")
    return Text(spans(words))


async def finish_which(turn: Turn, answers: Answers) -> Answer:
    ids = (answers.get("trades") or "").split()
    given = next((answers[step] for step in reversed(_STEPS) if answers.get(step)), None) or ""
    chosen = ids if given == _ALL else [ids[int(given.removeprefix(_TAPPED) or 0)]]
    pictures = tuple(UUID(each) for each in (answers.get(PICTURES) or "").split())
    said: list[Answer] = []
    for each in chosen:
        said.append(await _act_on(turn, TradeId(UUID(each)), answers, pictures))
        pictures = ()
    return Answer(utterances=tuple(utterance for each in said for utterance in each.utterances))


async def _act_on(turn: Turn, trade_id: TradeId, answers: Answers, pictures: tuple[UUID, ...]) -> Answer:
    found = await find_trade(turn.uow, trade_id)
    if found is None:
        return Answer()
    desk, trade = found
    text = answers.get("text") or ""
    trade = await attach_kept(turn, desk, trade, pictures)
    if answers.get("closing"):
        return await start(turn, TRADE_CLOSE, close_answers(trade, parse_leaving(text or "all")))
    return await apply_words(turn, desk, trade, read_trade(text, instruments=desk.instruments), text)


async def is_settled(turn: Turn, answers: Answers) -> bool:
    """None of the trades that were offered is open any more."""
    offered = (answers.get("trades") or "").split()
    return not any(str(trade.id) in offered for trade in await list_open(turn.uow))


def _goes_on(before: str, answers: Answers) -> bool:
    """The step before was not answered by a trade."""
    given = answers.get(before) or ""
    return given == _MORE or given.startswith(_OF_MARKET)


def _label(turn: Turn, trade: Trade, *, with_symbol: bool) -> str:
    size = show_quantity(trade.position.open_quantity, trade.facts.quantity_unit)
    average = show_average(trade, trade.position.open_average or Decimal(0))
    symbol = trade.symbol if with_symbol else None
    words = joined((symbol, side_sign(trade.side), f"{size} @ {average}{_since(turn, trade)}"), " ")
    return joined((words, trade.account_name), ", ")


def _since(turn: Turn, trade: Trade) -> str:
    """`, 15:00`; of another day that day."""
    if trade.opened_at is None:
        return ""
    local, now = trade.opened_at.astimezone(turn.person.zone), turn.now.astimezone(turn.person.zone)
    return f", {show_clock(local) if local.date() == now.date() else show_day(local.date())}"


def _short(answers: Answers) -> str:
    text = " ".join((answers.get("text") or "").split())
    text = "".join(sign for sign in text if sign.isprintable())
    return text if len(text) <= 24 else f"{text[:23]}…"


WHICH_TRADE = Dialog(
    name=NAME,
    version=2,
    steps=(
        Step(name=WHICH, ask=ask_which, read=read_which),
        *(
            Step(name=name, ask=ask_which, read=read_which, applies=partial(_goes_on, before))
            for before, name in pairwise(_STEPS)
        ),
    ),
    finish=finish_which,
    is_over=is_settled,
    offers_cancel=True,
)
