"""What the market's currency was worth in the account's: asked once, an earlier rate is offered."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.replies.figures import named, show_rate
from bots.trade_acts import change_and_show, is_taken_back, show_again
from bots.turn import Answer, Turn
from core.errors import Refused
from core.identifiers import TradeId
from core.messaging.dates import show_day
from core.messaging.phrases import phrase
from core.messaging.screen import Block, Text, Title, spans
from core.money import Money, format_money, tidy
from core.trades.conversion import is_foreign, meant_rate, set_rate
from core.trades.desk import Desk
from core.trades.facts import RateSource, TradeFacts
from core.trades.queries import find_earlier_rate, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind
from core.trades.typed import Unreadable, parse_number

RATE = "rate"
_EARLIER = "earlier "
_AT_PAR = ("USD", "USDT", "USDC", "BUSD", "FDUSD", "TUSD", "DAI")


class NoRateNeeded(Refused):
    """Fields: `symbol`, `currency`."""

    code = "no_rate_needed"
    phrase = "{symbol} is in {currency} already, like its account."


def rate_answers(trade: Trade) -> dict[str, str | None]:
    return {"trade": str(trade.id)}


def read_rate(text: str, _answers: Answers) -> str:
    """The rate, with a word before it where it is an earlier one."""
    typed = text.strip().casefold()
    number = parse_number(typed.removeprefix(_EARLIER))
    if number is None or number <= 0:
        raise Unreadable(typed=text.strip()[:40], wanted=phrase("a rate such as 1.27"))
    return f"{_EARLIER}{number}" if typed.startswith(_EARLIER) else str(number)


async def ask_rate(turn: Turn, answers: Answers) -> Question:
    desk, trade = await _require(turn, answers)
    market, account = trade.facts.currency, desk.account.currency
    head = turn.say("1 {market} in {account}?", market=market, account=account)
    booked = trade.position.net
    lines: list[Block] = [Title(spans(head))]
    if booked is not None:
        shown = format_money(Money(booked, trade.currency))
        words = turn.say(
            "{name} booked {money}, which is not in {account} yet.",
            name=named(trade.symbol, trade.side),
            money=shown,
            account=account,
        )
        lines.append(Text(spans(words)))
    options = await _offer(turn, desk, trade)
    return Question(
        blocks=tuple(lines),
        options=(options,) if options else (),
        hint=turn.say("A rate, such as 1.27"),
    )


async def _offer(turn: Turn, desk: Desk, trade: Trade) -> tuple[Option, ...]:
    market, account = trade.facts.currency, desk.account.currency
    found = await find_earlier_rate(turn.uow, market, account)
    if found is None:
        at_par = market in _AT_PAR and account in _AT_PAR
        return (Option(label="1", value="1"),) if at_par else ()
    rate, day = found
    label = turn.say("{rate} as on {day}", rate=show_rate(rate), day=_show_day(day, turn))
    return (Option(label=label, value=f"{_EARLIER}{tidy(rate)}"),)


async def finish_rate(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await _require(turn, answers)
    typed = answers.get(RATE) or ""
    rate = Decimal(typed.removeprefix(_EARLIER))
    if typed.startswith(_EARLIER):
        return await tell_rate(turn, desk, trade, rate, RateSource.EARLIER)
    return await tell_rate(turn, desk, trade, rate)


async def tell_rate(
    turn: Turn, desk: Desk, trade: Trade, rate: Decimal, source: RateSource = RateSource.TOLD
) -> Answer:
    """Book the trade in the account's currency at this rate."""
    lead = turn.say(
        "1 {market} = {rate} {account}.",
        market=trade.facts.currency,
        rate=show_rate(exchanged(trade.facts, desk, rate)),
        account=desk.account.currency,
    )
    return await change_and_show(
        turn,
        desk,
        trade,
        lambda facts: told_rate(facts, desk, rate, source),
        ActKind.CONVERT,
        lead=lead,
    )


def told_rate(
    facts: TradeFacts, desk: Desk, rate: Decimal, source: RateSource = RateSource.TOLD
) -> TradeFacts:
    """The facts with the rate that was typed, whichever way round.

    Raises:
        NoRateNeeded: the market is quoted in the account's currency.
    """
    currency = desk.account.currency
    if not is_foreign(facts, currency):
        raise NoRateNeeded(symbol=facts.symbol, currency=currency)
    return set_rate(facts, exchanged(facts, desk, rate), source)


def exchanged(facts: TradeFacts, desk: Desk, rate: Decimal) -> Decimal:
    return meant_rate(rate, facts.currency, desk.account.currency)


def _show_day(day: date, turn: Turn) -> str:
    return show_day(day, year=day.year != turn.now.year)


async def _require(turn: Turn, answers: Answers) -> tuple[Desk, Trade]:
    return await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))


TRADE_RATE = Dialog(
    name="trade_rate",
    version=1,
    steps=(Step(name=RATE, ask=ask_rate, read=read_rate),),
    finish=finish_rate,
    on_cancel=show_again,
    is_over=is_taken_back,
    offers_cancel=True,
)
