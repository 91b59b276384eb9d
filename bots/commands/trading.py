"""/log, /close, /undo."""

from bots.attaching import keep_uploads
from bots.commands.chosen_trade import find_chosen
from bots.commands.registry import Argument, Command, Source
from bots.commands.trade_buttons import undo_latest
from bots.dialogs.conductor import compose_words, start
from bots.dialogs.trade_close import TRADE_CLOSE, close_answers
from bots.dialogs.trade_entry import TRADE_ENTRY
from bots.dialogs.which_trade import WHICH_TRADE, which_answers
from bots.hearing import begin_entry, hear_trade
from bots.turn import Answer, Turn, answer
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.messaging.phrases import phrase
from core.trades.queries import list_open, load_desk
from core.trades.shorthand import ReadingKind, read_trade
from core.trades.typed import parse_leaving


async def log(turn: Turn) -> Answer:
    """Guided; what was typed after the command is read first."""
    text = turn.inbound.text.strip()
    if not text:
        pictures = " ".join(str(each) for each in await keep_uploads(turn))
        return await start(
            turn, TRADE_ENTRY, {"guided": "yes", **({"pictures": pictures} if pictures else {})}
        )
    desk = await load_desk(turn.uow, turn.person.account)
    reading = read_trade(text, instruments=desk.instruments)
    if reading.kind in (ReadingKind.ENTRY, ReadingKind.RESULT):
        return await begin_entry(turn, reading, desk)
    heard = await hear_trade(turn, reading, None) if reading.kind is not ReadingKind.NONE else None
    if heard is not None:
        return heard
    note = turn.say("I read no trade in “{text}”, so step by step.", text=text[:60])
    asked = await start(turn, TRADE_ENTRY, {"guided": "yes"})
    return Answer(utterances=(*answer(compose_words(note)).utterances, *asked.utterances))


async def press_guide(turn: Turn, _press: Press) -> Answer:
    return await start(turn, TRADE_ENTRY, {"guided": "yes"})


async def close(turn: Turn) -> Answer:
    """The only open trade, or the one that is named; several: which one?"""
    words = turn.inbound.text.split()
    chosen = await find_chosen(turn, words[0]) if words else None
    if chosen is not None and chosen.is_open:
        rest = " ".join(words[1:])
        return await start(turn, TRADE_CLOSE, close_answers(chosen, parse_leaving(rest or "all")))
    named = await _find_symbol(turn, words[0]) if words else None
    rest = " ".join(words[1:] if named else words)
    trades = await list_open(turn.uow, named)
    if not trades:
        said = (
            turn.say("Nothing of {symbol} is open.", symbol=named) if named else turn.say("Nothing is open.")
        )
        return answer(compose_words(said))
    leaving = parse_leaving(rest) if rest else parse_leaving("all")
    if len(trades) > 1:
        return await start(turn, WHICH_TRADE, which_answers(trades, rest, closing=True))
    return await start(turn, TRADE_CLOSE, close_answers(trades[0], leaving))


async def _find_symbol(turn: Turn, word: str) -> str | None:
    """The open trades' symbol that the word means; None if it means none."""
    desk = await load_desk(turn.uow, turn.person.account)
    market = desk.find_market(word) if any(sign.isalpha() for sign in word) else None
    return market.symbol if market else None


LOG_ARGUMENTS = (
    Argument(name="trade", description="All of it in one line: long EURUSD 1.0850 sl 1.0820 0.5 lots"),
    Argument(name="symbol", description="The market", source=Source.MARKET),
    Argument(
        name="side",
        description="Long or short?",
        choices=((phrase("▲ Long"), "long"), (phrase("▼ Short"), "short")),
    ),
    Argument(name="entry", description="The price you got", lead="entry "),
    Argument(name="stop", description="A price, 30 pips, 0.5 %", lead="sl "),
    Argument(name="target", description="One or several prices, 2R", lead="tp "),
    Argument(name="size", description="0.5 lots, 2 contracts, 100 shares", lead="size "),
    Argument(name="setup", description="One of your setups, or a new one", lead="#", source=Source.SETUP),
    Argument(name="feeling", description="How it feels", source=Source.FEELING),
    Argument(name="note", description="Words that stay with the trade", lead="note "),
    Argument(name="picture", description="A screenshot", picture=True),
)

TRADING_COMMANDS = (
    Command(
        name="log",
        description="Log a trade, step by step or in one line",
        handler=log,
        arguments=LOG_ARGUMENTS,
    ),
    Command(
        name="close",
        description="Close a trade, or a part of it",
        handler=close,
        arguments=(
            Argument(name="trade", description="Which one, if several are open", source=Source.OPEN_TRADE),
            Argument(name="exit", description="1.0905, 1.0905 half, 0.2 lots at 1.0905"),
        ),
    ),
    Command(name="undo", description="Take back the latest change", handler=undo_latest),
)
TRADING_VERBS = (Verb(name="guide", handler=press_guide),)
