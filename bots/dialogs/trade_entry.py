"""Files a trade: asks only what is missing or in doubt, the most doubtful first."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec

from bots.dialogs import trade_questions as ask
from bots.dialogs.conductor import place, start
from bots.dialogs.dialog import Answers, Dialog, Step, fill_nothing
from bots.dialogs.draft import account_of, draft_facts, find_wrong_stop, is_unknown_market
from bots.dialogs.draft_steps import DIGITS, ENTRY, POINT, SIDE, SIZE, STOP, STOPSIDE, SYMBOL
from bots.dialogs.engine import Asking, Finished, begin
from bots.dialogs.spoken_words import Word, means
from bots.quick_questions import with_first_question
from bots.trade_acts import show_trade
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.identifiers import new_id
from core.instruments.catalog import find_instrument, plain_symbol
from core.instruments.instrument import AssetClass, Instrument, SizeUnit
from core.trades.changes import exit_part
from core.trades.conversion import set_rate
from core.trades.desk import Desk
from core.trades.excursion import set_extremes
from core.trades.facts import TradeFacts
from core.trades.queries import load_desk
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, keep_market, log_trade
from core.trades.trade import Side
from core.trades.typed import Unreadable, parse_price, parse_size
from core.trades.when import parse_moment

NAME = "trade_entry"
_SIDES = {
    "long": Side.LONG,
    "buy": Side.LONG,
    "bought": Side.LONG,
    "l": Side.LONG,
    **dict.fromkeys(
        ["compra", "comprado", "largo", "kauf", "gekauft", "achat", "acheté", "лонг", "покупка", "купил"],
        Side.LONG,
    ),
    "short": Side.SHORT,
    "sell": Side.SHORT,
    "sold": Side.SHORT,
    "s": Side.SHORT,
    **dict.fromkeys(
        [
            "venta",
            "venda",
            "vendido",
            "corto",
            "verkauf",
            "verkauft",
            "vente",
            "vendu",
            "шорт",
            "продажа",
            "продал",
        ],
        Side.SHORT,
    ),
}


class WrongSideStop(Invalid):
    """Fields: `stop`, `entry`."""

    code = "stop_on_the_wrong_side"
    phrase = "A long's stop lies below its entry, a short's above. {stop} against {entry} is neither."


def read_symbol(text: str, _answers: Answers) -> str:
    market = find_instrument(text)
    if market is not None:
        return market.symbol
    plain = plain_symbol(text)
    if not plain or not any(sign.isalpha() for sign in plain):
        raise Unreadable(typed=text.strip()[:40], wanted="a market such as EURUSD, NQ or XAUUSD")
    return plain


def read_side(text: str, _answers: Answers) -> str:
    side = _SIDES.get(text.strip().casefold())
    if side is None:
        raise Unreadable(typed=text.strip()[:40], wanted="long or short")
    return side.value


def read_entry(text: str, _answers: Answers) -> str:
    return str(parse_price(text))


def read_stop(text: str, _answers: Answers) -> str:
    return str(parse_price(text))


def read_stopside(text: str, answers: Answers) -> str:
    """Another side, another stop, or none."""
    typed = text.strip().casefold()
    if typed in _SIDES or means(typed, Word.NONE):
        return _SIDES[typed].value if typed in _SIDES else "none"
    stop = parse_price(text)
    if find_wrong_stop({**answers, STOP: str(stop)}) is not None and answers.get(DIGITS) != "no":
        raise WrongSideStop(stop=stop, entry=answers.get(ENTRY))
    return str(stop)


def read_size(text: str, _answers: Answers) -> str:
    return str(parse_size(text)[0])


def read_digits(text: str, _answers: Answers) -> str:
    typed = text.strip().casefold()
    if means(typed, Word.YES, Word.NO):
        return "yes" if means(typed, Word.YES) else "no"
    raise Unreadable(typed=text.strip()[:40], wanted="yes or no")


def read_point(text: str, _answers: Answers) -> str:
    return str(parse_price(text.strip().lstrip("$€£")))


async def begin_trade(turn: Turn, desk: Desk, answers: Answers) -> Answer:
    """File the trade at once if nothing is missing or in doubt, else ask."""
    match begin(TRADE_ENTRY, answers):
        case Finished(answers=known):
            return await _file(turn, desk, known)
        case Asking():
            return await start(turn, TRADE_ENTRY, answers)


async def finish_entry(turn: Turn, answers: Answers) -> Answer:
    return await _file(turn, await load_desk(turn.uow, account_of(turn, answers)), answers)


async def _file(turn: Turn, desk: Desk, answers: Answers) -> Answer:
    """File the trade; one that was closed in the same words is closed at once."""
    desk = await _describe_market(turn, answers, desk)
    trade = await file_draft(turn, desk, answers)
    lead = ""
    if unknown := answers.get("nowhere"):
        lead = turn.say(
            "You have no account “{name}”, so it is in {account}.", name=unknown, account=desk.account.name
        )
    card = await show_trade(turn, desk, trade, lead=lead)
    return place(turn, await with_first_question(turn, trade, card))


async def file_draft(turn: Turn, desk: Desk, answers: Answers) -> Trade:
    opened_at = _opened_at(turn, answers, desk)
    facts = draft_facts(answers, desk, now=turn.now, opened_at=opened_at)
    pictures = tuple(UUID(each) for each in (answers.get("pictures") or "").split())
    facts = msgspec.structs.replace(facts, pictures=pictures)
    if not answers.get("exit"):
        facts = add_aftermath(facts, answers)
    source = turn.inbound.address.platform.value
    trade = await log_trade(turn.uow, desk, facts, source=source, raw_text=answers.get("text"))
    price = answers.get("exit")
    if price and trade.is_open:
        after = exit_part(trade.facts, fill_id=new_id(), price=Decimal(price), at=turn.now)
        after = add_aftermath(after, answers)
        trade = await change_trade(turn.uow, desk, trade, after, ActKind.EXIT)
    return trade


def add_aftermath(facts: TradeFacts, answers: Answers) -> TradeFacts:
    """How far it went and what its currency was worth, as far as that was said."""
    best, worst, rate = answers.get("best"), answers.get("worst"), answers.get("rate")
    if (best or worst) and facts.fills:
        facts = set_extremes(
            facts, best=Decimal(best) if best else None, worst=Decimal(worst) if worst else None
        )
    return set_rate(facts, Decimal(rate)) if rate and not facts.missed else facts


def _opened_at(turn: Turn, answers: Answers, desk: Desk) -> datetime:
    hint = answers.get("opened")
    return parse_moment(hint, now=turn.now, zone=desk.account.zone) if hint else turn.now


async def _describe_market(turn: Turn, answers: Answers, desk: Desk) -> Desk:
    """Keep the point value that was just told of a market nobody knew."""
    symbol, value = answers.get(SYMBOL), answers.get(POINT)
    if not symbol or not value or desk.find_market(symbol) is not None:
        return desk
    entry = Decimal(answers.get(ENTRY) or 1)
    digits = max(-int(entry.as_tuple().exponent), 2)
    market = Instrument(
        symbol=symbol,
        name=symbol,
        asset_class=AssetClass.STOCK,
        quote_currency=desk.account.currency,
        tick_size=Decimal(1).scaleb(-digits),
        point_value=Decimal(value),
        contract_size=Decimal(value),
        price_digits=digits,
        size_unit=_told_unit(answers),
    )
    await keep_market(turn.uow, market)
    return replace(desk, instruments=(*desk.instruments, market))


def _told_unit(answers: Answers) -> SizeUnit:
    unit = answers.get("unit")
    return SizeUnit(unit) if unit in set(SizeUnit) else SizeUnit.CONTRACTS


def _is_other_market(before: Answers, now: Answers) -> bool:
    """The same market once more is the same trade, said better."""
    return bool(before.get(SYMBOL) and now.get(SYMBOL)) and before.get(SYMBOL) != now.get(SYMBOL)


TRADE_ENTRY = Dialog(
    name=NAME,
    version=1,
    comes_back=False,
    steps=(
        Step(name=DIGITS, ask=ask.ask_digits, read=read_digits, applies=lambda known: "typed" in known),
        Step(name=SYMBOL, ask=ask.ask_symbol, read=read_symbol),
        Step(name=SIDE, ask=ask.ask_side, read=read_side),
        Step(name=ENTRY, ask=ask.ask_entry, read=read_entry),
        Step(name=STOP, ask=ask.ask_stop, read=read_stop, skippable=True),
        Step(
            name=STOPSIDE,
            ask=ask.ask_stopside,
            read=read_stopside,
            applies=lambda known: find_wrong_stop(known) is not None,
        ),
        Step(name=SIZE, ask=ask.ask_size, read=read_size),
        Step(name=POINT, ask=ask.ask_point, read=read_point, skippable=True, applies=is_unknown_market),
    ),
    finish=finish_entry,
    offers_cancel=True,
    fill=fill_nothing,
    is_another=_is_other_market,
)
