"""/log, /open, /close, /trades, /undo, and the form that asks for a trade at once."""

from bots.commands.registry import Argument, Command
from bots.commands.trade_buttons import undo_latest
from bots.dialogs.conductor import compose_words, place, start
from bots.dialogs.trade_close import TRADE_CLOSE, close_answers
from bots.dialogs.trade_entry import TRADE_ENTRY
from bots.dialogs.which_trade import WHICH_TRADE, which_answers
from bots.hearing import begin_entry, hear_trade, read_text
from bots.replies.trade_list import compose_open_list, compose_trade_page
from bots.turn import Answer, Turn, answer
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.trades.queries import list_open, list_trades, load_desk
from core.trades.shorthand import ReadingKind, read_trade
from core.trades.typed import parse_leaving


async def log(turn: Turn) -> Answer:
    """Guided; what was typed after the command is read first."""
    text = turn.inbound.text.strip()
    if not text:
        return await start(turn, TRADE_ENTRY, {"guided": "yes"})
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


async def show_open(turn: Turn) -> Answer:
    trades = await list_open(turn.uow)
    screen = compose_open_list(trades, zone=turn.person.zone, now=turn.now, say=turn.say, sign=turn.sign)
    return answer(screen)


async def close(turn: Turn) -> Answer:
    """The only open trade, or the one that is named; several: which one?"""
    words = turn.inbound.text.split()
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


async def show_trades(turn: Turn) -> Answer:
    return await _show_page(turn, 0)


async def press_page(turn: Turn, press: Press) -> Answer:
    return await _show_page(turn, int(press.argument))


async def hear_form(turn: Turn) -> Answer:
    """The fields of a form read like one line."""
    fields = turn.inbound.fields
    parts = [fields.get("trade", "")]
    parts += [
        f"{word} {fields[name]}" for name, word in (("stop", "sl"), ("target", "tp")) if fields.get(name)
    ]
    parts += [fields[name] for name in ("setup",) if fields.get(name)]
    text = " ".join(parts)
    reading = await read_text(turn, text)
    if reading.kind not in (ReadingKind.ENTRY, ReadingKind.RESULT):
        said = turn.say(
            "I read no trade in “{text}”. For example: long EURUSD 1.0850 0.5 lots", text=text[:60]
        )
        return answer(compose_words(said))
    return await begin_entry(turn, reading, text=text, note=fields.get("note") or None)


async def _show_page(turn: Turn, number: int) -> Answer:
    page = await list_trades(turn.uow, page=number)
    screen = compose_trade_page(
        page,
        zone=turn.person.zone,
        now=turn.now,
        say=turn.say,
        sign=turn.sign,
        shows_money=turn.inbound.direct,
    )
    return place(turn, screen)


async def _find_symbol(turn: Turn, word: str) -> str | None:
    """The open trades' symbol that the word means; None if it means none."""
    desk = await load_desk(turn.uow, turn.person.account)
    market = desk.find_market(word) if any(sign.isalpha() for sign in word) else None
    return market.symbol if market else None


TRADING_COMMANDS = (
    Command(
        name="log",
        description="Log a trade, step by step or in one line",
        handler=log,
        arguments=(Argument(name="trade", description="long EURUSD 1.0850 sl 1.0820 0.5 lots"),),
    ),
    Command(name="open", description="What is open", handler=show_open),
    Command(
        name="close",
        description="Close a trade, or a part of it",
        handler=close,
        arguments=(Argument(name="exit", description="EURUSD 1.0905 half"),),
    ),
    Command(name="trades", description="Your trades, the latest first", handler=show_trades),
    Command(name="undo", description="Take back the latest change", handler=undo_latest),
)
TRADING_VERBS = (Verb(name="guide", handler=press_guide), Verb(name="page", handler=press_page))
