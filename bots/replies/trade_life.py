"""What a card tells of a trade's life beside its result: account, costs, how far it went, rate, legs."""

from decimal import Decimal

from bots.replies.buttons import button, choices
from bots.replies.figures import joined, show_money, show_r, show_rate
from core.conversations.tokens import Sign
from core.messaging.phrases import Say, phrase
from core.messaging.screen import Block, Fact, Facts, Spans, Text, spans
from core.money import Money, format_money, format_percent, format_r, format_short
from core.trades.conversion import last_rate, needs_rate
from core.trades.excursion import Excursion, excursion_of
from core.trades.facts import RateSource
from core.trades.legs import Legs
from core.trades.record import Trade

_IN_PIPS = (
    phrase("{against} pips against, {favour} for"),
    phrase("{against} pips against"),
    phrase("{favour} pips for"),
)
_IN_POINTS = (
    phrase("{against} points against, {favour} for"),
    phrase("{against} points against"),
    phrase("{favour} points for"),
)


def compose_life(
    trade: Trade, legs: Legs | None, *, say: Say, sign: Sign, shows_money: bool
) -> tuple[Block, ...]:
    """Rows for what is known, and the question for a rate that is not; nothing for a plain trade."""
    found = (
        _account_row(trade, say),
        _costs_row(trade, say) if shows_money else None,
        _went_row(trade, say),
        _rate_row(trade, say) if shows_money else None,
        None if legs is None else _legs_row(legs, say, shows_money=shows_money),
    )
    rows = tuple(row for row in found if row is not None)
    asked = _ask_rate(trade, say, sign) if shows_money else ()
    return (*((Facts(rows),) if rows else ()), *asked)


def waits_for_rate(trade: Trade) -> bool:
    """Something was booked that nobody has said the worth of in the account's currency."""
    return trade.account_currency is not None and needs_rate(trade.facts, trade.account_currency)


def _account_row(trade: Trade, say: Say) -> Fact | None:
    return None if trade.account_name is None else Fact(say("account"), spans(trade.account_name))


def _costs_row(trade: Trade, say: Say) -> Fact | None:
    """`costs −$7.00 commission $5.00, swap $2.00`: what was paid is negative, what came in positive."""
    parts = (
        (say("commission"), sum((fill.commission for fill in trade.facts.fills), Decimal(0))),
        (say("fees"), sum((fill.fees for fill in trade.facts.fills), Decimal(0))),
        (say("swap"), sum((fill.swap for fill in trade.facts.fills), Decimal(0))),
    )
    told = [(name, amount) for name, amount in parts if amount]
    if not told:
        return None
    currency = trade.account_currency or trade.currency
    total = show_money(-sum((amount for _, amount in told), Decimal(0)), currency)
    shown = (f"{name} {format_money(Money(-amount, currency))}" for name, amount in told)
    return Fact(say("costs"), spans(total), spans(", ".join(shown)))


def _went_row(trade: Trade, say: Say) -> Fact | None:
    """`went 12 pips against, 71 for` with both in R, and where between them it was left."""
    went = excursion_of(trade)
    if went is None:
        return None
    against, favour = _way(trade, went.against), _way(trade, went.favour)
    in_pips = trade.instrument is not None and trade.instrument.pip_size is not None
    both, one, other = _IN_PIPS if in_pips else _IN_POINTS
    source = both if against and favour else one if against else other
    words = say(source, against=against, favour=favour)
    return Fact(say("went"), spans(words), spans(_went_note(went, say)))


def _went_note(went: Excursion, say: Say) -> str:
    worst = None if went.against_r is None else format_r(-went.against_r, 1)
    best = None if went.favour_r is None else format_r(went.favour_r, 1)
    share = went.range_taken
    left = None if share is None else say("out at {share} of the range", share=format_percent(share))
    return joined((joined((worst, best), ", "), left))


def _way(trade: Trade, distance: Decimal | None) -> str | None:
    if distance is None:
        return None
    pips = trade.instrument.pips(distance) if trade.instrument else None
    return format_short(distance if pips is None else pips)


def _rate_row(trade: Trade, say: Say) -> Fact | None:
    """A rate that somebody said; one that follows from the price needs no words."""
    known = last_rate(trade.facts)
    if known is None or trade.account_currency is None or not trade.position.in_account_currency:
        return None
    rate, source = known
    if source is RateSource.PRICE:
        return None
    note = say("as told") if source is RateSource.TOLD else say("an earlier rate")
    shown = f"1 {trade.facts.currency} = {show_rate(rate)} {trade.account_currency}"
    return Fact(say("rate"), spans(shown), spans(note))


def _legs_row(legs: Legs, say: Say, *, shows_money: bool) -> Fact:
    """`legs 3 +0.8R, +$120.00`: everything the legs booked so far."""
    parts: list[Spans] = []
    if legs.result_r is not None:
        parts.append((show_r(legs.result_r, 1),))
    if shows_money:
        parts += [(show_money(money.amount, money.currency),) for money in legs.booked]
    line = [span for at, part in enumerate(parts) for span in ((*spans(", "), *part) if at else part)]
    count = say("{count} leg", "{count} legs", count=legs.count)
    return Fact(say("together"), tuple(line) or spans(count), spans(count if line else ""))


def _ask_rate(trade: Trade, say: Say, sign: Sign) -> tuple[Block, ...]:
    if not waits_for_rate(trade):
        return ()
    market, account = trade.facts.currency, trade.account_currency
    words = say(
        "In {market} while the rate is unknown: it adds to no {account} sum.", market=market, account=account
    )
    if trade.position.net is None and trade.position.costs:
        words = say(
            "Prices are in {market}, costs in {account}: the result waits for the rate.",
            market=market,
            account=account,
        )
    return (Text(spans(words)), choices([button(sign, say("Rate"), "rate", target=trade.id)]))
