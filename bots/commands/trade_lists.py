"""/open, /trades, /trade, /trash: the journal to look through, and the way back out of the trash."""

import re

from bots.commands.chosen_trade import find_chosen
from bots.commands.registry import Argument, Command, Source
from bots.dialogs.conductor import compose_words, place
from bots.replies.trade_changes import compose_change
from bots.replies.trade_list import TradeList, compose_empty_trash
from bots.replies.trade_story import compose_pictures, compose_story
from bots.trade_acts import show_trade
from bots.turn import Answer, Turn, Utterance, answer
from bots.verbs import Outdated, Verb
from core.conversations.tokens import Press
from core.fields.queries import list_fields_of
from core.identifiers import TradeId
from core.pictures.queries import list_uploads
from core.trades.corrections import take_off
from core.trades.desk import Desk
from core.trades.queries import find_latest, find_trade, list_trades, load_desk, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, TradeNotFound, change_trade
from core.trades.story import find_nth, load_history
from core.trades.trash import empty_trash, list_trash

_PAGE = re.compile(r"(\d+)([ot]?)(?::(.+))?")
_NUMBER = re.compile(r"#?(\d{1,9})")


async def show_open(turn: Turn) -> Answer:
    return await _show_page(turn, "0o")


async def show_trades(turn: Turn) -> Answer:
    """All of them, or those of the market that is named."""
    word = turn.inbound.text.strip()
    symbol = await _find_symbol(turn, word) if word else None
    if word and symbol is None and not word.isdigit():
        return answer(compose_words(turn.say("I know no market {word}. /trades shows all.", word=word[:20])))
    page = max(int(word[:6]) - 1, 0) if word.isdigit() else 0
    return await _show_page(turn, f"{page}:{symbol}" if symbol else str(page))


async def press_page(turn: Turn, press: Press) -> Answer:
    return await _show_page(turn, press.argument)


async def show_whole_trade(turn: Turn) -> Answer:
    """The one that is meant: by its number in /trades, by its market, else the one that was touched last."""
    word = turn.inbound.text.strip()
    found = await _find_meant(turn, word)
    if found is None and word:
        return answer(compose_words(turn.say("I find no trade {word}. /trades lists them.", word=word[:20])))
    if found is None:
        return await show_trades(turn)
    return await tell_story(turn, *found)


async def tell_story(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    """The whole trade, then its pictures; where others read along, only that there are some."""
    own = await list_fields_of(turn.uow, set(trade.facts.answers))
    screen = compose_story(
        await show_trade(turn, desk, trade),
        trade,
        desk,
        await load_history(turn.uow, trade.id),
        zone=turn.person.zone,
        own=own,
        say=turn.say,
        shows_money=turn.inbound.direct,
    )
    pictures = await _show_pictures(turn, trade)
    return Answer(utterances=(*place(turn, screen).utterances, *pictures))


async def press_remove(turn: Turn, press: Press) -> Answer:
    """Take one picture off its trade; Undo on the card brings it back."""
    desk, trade = await require_trade(turn.uow, TradeId(press.target)) if press.target else (None, None)
    if desk is None or trade is None:
        raise TradeNotFound
    picture = next((each for each in trade.facts.pictures if each.hex[-12:] == press.argument), None)
    if picture is None or not trade.facts.in_journal:
        raise Outdated
    before = len(trade.facts.pictures)
    changed = await change_trade(turn.uow, desk, trade, take_off(trade.facts, picture), ActKind.EDIT)
    lead = compose_change(turn.say("Pictures"), str(before), str(before - 1))
    return answer(await show_trade(turn, desk, changed, lead=lead))


async def show_trash(turn: Turn) -> Answer:
    return await _show_page(turn, "0t")


async def press_empty(turn: Turn, _press: Press) -> Answer:
    page = await list_trash(turn.uow)
    if not page.total:
        return await _show_page(turn, "0t")
    return place(turn, compose_empty_trash(page, say=turn.say, sign=turn.sign))


async def press_emptied(turn: Turn, _press: Press) -> Answer:
    count = await empty_trash(turn.uow)
    words = turn.say("{count} trade is gone for good.", "{count} trades are gone for good.", count=count)
    return place(turn, compose_words(words))


async def _show_page(turn: Turn, which: str) -> Answer:
    """`2` a page of all, `2o` of what is open, `2t` of the trash, `2:EURUSD` of one market."""
    match = _PAGE.fullmatch(which)
    number, kind, symbol = (int(match[1]), match[2], match[3]) if match else (0, "", None)
    shows_money = turn.inbound.direct
    lists = TradeList(
        zone=turn.person.zone, now=turn.now, say=turn.say, sign=turn.sign, shows_money=shows_money
    )
    if kind == "t":
        return place(turn, lists.compose_trash(await list_trash(turn.uow, page=number)))
    page = await list_trades(turn.uow, page=number, symbol=symbol, only_open=kind == "o")
    return place(turn, lists.compose_open(page) if kind == "o" else lists.compose_journal(page, symbol))


async def _show_pictures(turn: Turn, trade: Trade) -> list[Utterance]:
    if not trade.facts.pictures:
        return []
    if not turn.inbound.direct:
        return [Utterance(screen=compose_words(turn.say("Its pictures I show in our private chat.")))]
    uploads = await list_uploads(turn.uow, trade.facts.pictures)
    screen = compose_pictures(trade, uploads, say=turn.say, sign=turn.sign)
    return [] if screen is None else [Utterance(screen=screen)]


async def _find_meant(turn: Turn, word: str) -> tuple[Desk, Trade] | None:
    if not word:
        return await find_latest(turn.uow)
    chosen = await find_chosen(turn, word)
    if chosen is not None:
        return await find_trade(turn.uow, chosen.id)
    number = _NUMBER.fullmatch(word)
    symbol = None if number else await _find_symbol(turn, word)
    if number is None and symbol is None:
        return None
    trade = await find_nth(turn.uow, int(number[1]) if number else 1, symbol)
    return None if trade is None else await find_trade(turn.uow, trade)


async def _find_symbol(turn: Turn, word: str) -> str | None:
    """What the word calls a market: its symbol, or itself where trades may bear it."""
    if not any(sign.isalpha() for sign in word):
        return None
    desk = await load_desk(turn.uow, turn.person.account)
    market = desk.find_market(word)
    return market.symbol if market else None


TRADE_LIST_COMMANDS = (
    Command(name="open", description="What is open", handler=show_open),
    Command(
        name="trade",
        description="A whole trade: fills, thoughts, history, pictures",
        handler=show_whole_trade,
        arguments=(
            Argument(name="which", description="Its number in /trades, or its market", source=Source.TRADE),
        ),
    ),
    Command(
        name="trades",
        description="Your trades, the latest first",
        handler=show_trades,
        arguments=(Argument(name="market", description="Only those of one market", source=Source.MARKET),),
    ),
    Command(name="trash", description="Deleted trades, and the way back", handler=show_trash),
)
TRADE_LIST_VERBS = (
    Verb(name="page", handler=press_page),
    Verb(name="rmpic", handler=press_remove),
    Verb(name="empty", handler=press_empty),
    Verb(name="emptied", handler=press_emptied, once=True),
)
