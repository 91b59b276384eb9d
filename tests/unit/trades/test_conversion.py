"""Money of a market that is not quoted in the account's currency: rates, their sources, what R makes of them."""

from dataclasses import replace as with_fields
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.trades.conversion import (
    NoSuchRate,
    last_rate,
    meant_rate,
    needs_rate,
    rate_by_price,
    set_rate,
    settle_rates,
)
from core.trades.facts import RateSource, Told, TradeFacts
from core.trades.fill import Fill, FillKind
from core.trades.ledger import position
from core.trades.record import position_of
from core.trades.risk import RiskTerms
from core.trades.told_price import price_of_money
from core.trades.trade import Outcome, Side, Tolerance
from tests.builders.kept import MORNING, entry, facts, kept, leaving
from tests.builders.trading import market

RATE = Decimal("1.27")


def pounds(*, costs: str = "0") -> TradeFacts:
    """EURGBP, 0.5 lots, 20 pips won: 100 pounds."""
    out = replace(leaving("0.8520"), commission=Decimal(costs))
    return replace(facts(entry("0.8500"), out, symbol="EURGBP", stop="0.8490", targets=()), currency="GBP")


def yen(*exits: tuple[str, str]) -> TradeFacts:
    """USDJPY from 150.00, one lot, stop at 149.00: settled in dollars by its own price."""
    left = [leaving(price, size) for price, size in exits]
    told = replace(facts(entry("150", "1"), *left, symbol="USDJPY", stop="149", targets=()), currency="JPY")
    return settle_rates(told, market("USDJPY"), "USD")


def test_the_price_says_the_rate_where_the_accounts_currency_is_the_base() -> None:
    assert Decimal("0.006666666666666667") == rate_by_price(market("USDJPY"), "USD", Decimal(150))
    assert rate_by_price(market("EURGBP"), "USD", Decimal("0.85")) is None
    assert rate_by_price(market("GER40"), "USD", Decimal(24_000)) is None


def test_each_exit_is_worth_what_its_own_price_says() -> None:
    booked = position_of(yen(("151", "0.5"), ("152", "0.5")), market("USDJPY"), currency="USD")
    first, second = booked.realised
    assert first.net is not None
    assert second.net is not None
    assert Decimal("331.13") == first.net.quantize(Decimal("0.01"))
    assert Decimal("657.89") == second.net.quantize(Decimal("0.01"))
    assert booked.net == first.net + second.net
    assert booked.in_account_currency


def test_r_is_the_same_whatever_a_currency_is_worth() -> None:
    booked = position_of(yen(("151", "0.5"), ("152", "0.5")), market("USDJPY"), currency="USD")
    plain = position_of(yen(("151", "0.5"), ("152", "0.5")), market("USDJPY"))
    assert Decimal("1.5") == booked.result_r == plain.result_r


def test_without_a_rate_money_stays_the_markets() -> None:
    booked = position_of(pounds(), market("EURGBP"), currency="USD")
    assert (Decimal(100), False) == (booked.net, booked.in_account_currency)
    assert Decimal(2) == booked.result_r


def test_a_told_rate_makes_it_money_of_the_account() -> None:
    booked = position_of(set_rate(pounds(), RATE), market("EURGBP"), currency="USD")
    assert (Decimal(127), True, Decimal(2)) == (booked.net, booked.in_account_currency, booked.result_r)
    assert Decimal("63.5") == booked.initial_risk


def test_costs_of_the_account_are_never_taken_from_pounds() -> None:
    unknown = position_of(pounds(costs="7"), market("EURGBP"), currency="USD")
    assert (None, None, Outcome.WIN) == (unknown.net, unknown.result_r, unknown.outcome)
    known = position_of(set_rate(pounds(costs="7"), RATE), market("EURGBP"), currency="USD")
    assert (Decimal(120), Decimal(7)) == (known.net, known.costs)


def test_one_exit_without_a_rate_leaves_the_whole_trade_in_the_markets_money() -> None:
    half = set_rate(replace(pounds(), fills=(entry("0.85"), leaving("0.852", "0.2"))), RATE)
    whole = replace(half, fills=(*half.fills, leaving("0.854", "0.3", minutes=200)))
    booked = position_of(whole, market("EURGBP"), currency="USD")
    assert (Decimal(160), False) == (booked.net, booked.in_account_currency)
    assert needs_rate(whole, "USD")
    again = set_rate(whole, Decimal("1.30"))
    assert [RATE, Decimal("1.30")] == [fill.rate for fill in again.exits]


def test_a_second_rate_corrects_the_latest_exit() -> None:
    assert Decimal("1.28") == set_rate(set_rate(pounds(), RATE), Decimal("1.28")).exits[0].rate


def test_a_rate_is_kept_when_the_facts_are_settled_and_gone_in_an_account_that_needs_none() -> None:
    told = set_rate(pounds(), RATE, RateSource.EARLIER)
    assert told == settle_rates(told, market("EURGBP"), "USD")
    assert last_rate(settle_rates(told, market("EURGBP"), "GBP")) is None


def test_a_corrected_price_corrects_its_rate() -> None:
    told = yen(("151", "1"))
    moved = replace(told, fills=(told.fills[0], replace(told.fills[1], price=Decimal(160))))
    settled = settle_rates(moved, market("USDJPY"), "USD")
    assert (Decimal("0.00625"), RateSource.PRICE) == last_rate(settled)


@pytest.mark.parametrize("rate", ["0", "-1.2", "1e-20", "1e12"])
def test_what_is_no_rate_is_refused(rate: str) -> None:
    with pytest.raises(NoSuchRate):
        set_rate(pounds(), Decimal(rate))


def test_a_told_result_is_exchanged_too() -> None:
    told = replace(
        facts(), fills=(), currency="EUR", told=Told(id=entry().id, at=MORNING, money=Decimal(-50))
    )
    told = replace(told, default_risk=Decimal(100))
    before = position_of(told, None, currency="USD")
    after = position_of(set_rate(told, Decimal("1.1")), None, currency="USD")
    assert (Decimal(-50), False, Decimal("-0.5")) == (
        before.net,
        before.in_account_currency,
        before.result_r,
    )
    assert (Decimal(-55), True, Decimal("-0.5")) == (after.net, after.in_account_currency, after.result_r)


@pytest.mark.parametrize(
    ("typed", "currency", "meant"),
    [("149.5", "JPY", "0.006688963210702341"), ("0.0067", "JPY", "0.0067"), ("1.27", "GBP", "1.27")],
)
def test_a_rate_typed_the_other_way_round_is_turned_where_only_that_is_believable(
    typed: str, currency: str, meant: str
) -> None:
    assert Decimal(meant) == meant_rate(Decimal(typed), currency, "USD")


def test_a_tolerance_in_money_is_not_measured_against_another_currency() -> None:
    even = Tolerance(amount=Decimal(150))
    assert Outcome.WIN is position_of(pounds(), market("EURGBP"), even, "USD").outcome
    told = set_rate(pounds(), RATE)
    assert Outcome.BREAKEVEN is position_of(told, market("EURGBP"), even, "USD").outcome


rates = st.integers(1, 5_000_000).map(lambda count: Decimal(count) * Decimal("0.0001"))
prices = st.integers(50, 200_000).map(lambda ticks: Decimal(ticks) * Decimal("0.01"))
costs = st.integers(-2_000, 2_000).map(lambda cents: cents * Decimal("0.01"))


@given(
    side=st.sampled_from(Side),
    first=prices,
    exits=st.lists(st.tuples(prices, rates, costs, st.integers(1, 9)), min_size=1, max_size=5),
    paid=costs,
)
def test_every_exit_is_exchanged_at_its_own_rate_and_the_parts_add_up(
    side: Side, first: Decimal, exits: list[tuple[Decimal, Decimal, Decimal, int]], paid: Decimal
) -> None:
    whole = Decimal(sum(size for *_, size in exits))
    fills = [Fill(kind=FillKind.ENTRY, price=first, quantity=whole, at=MORNING, commission=paid)]
    fills += [
        Fill(kind=FillKind.EXIT, price=price, quantity=Decimal(size), at=MORNING, swap=cost, rate=rate)
        for price, rate, cost, size in exits
    ]
    dax = market("GER40")
    booked = position(side=side, fills=fills, instrument=dax, foreign=True)

    by_hand = sum(
        (Fraction(price) - Fraction(first)) * side.sign * size * Fraction(dax.point_value) * Fraction(rate)
        - Fraction(cost)
        - Fraction(paid) * size / Fraction(whole)
        for price, rate, cost, size in exits
    )
    assert booked.net is not None
    assert abs(by_hand - Fraction(booked.net)) <= Fraction(1, 10**8)
    assert booked.net == sum((part.net or Decimal(0) for part in booked.realised), Decimal(0))


@given(side=st.sampled_from(Side), first=prices, last=prices, stop=prices, rate=rates, other=rates)
def test_r_does_not_depend_on_the_rate(
    side: Side, first: Decimal, last: Decimal, stop: Decimal, rate: Decimal, other: Decimal
) -> None:
    def result(worth: Decimal | None) -> Decimal | None:
        fills = [
            Fill(kind=FillKind.ENTRY, price=first, quantity=Decimal(1), at=MORNING),
            Fill(kind=FillKind.EXIT, price=last, quantity=Decimal(1), at=MORNING, rate=worth),
        ]
        risk = RiskTerms(initial_stop=stop)
        return position(side=side, fills=fills, instrument=market("GER40"), risk=risk, foreign=True).result_r

    assert result(None) == result(rate) == result(other)


def test_a_rate_changes_nothing_where_the_market_is_the_accounts_own() -> None:
    plain = position_of(pounds(), market("EURGBP"), currency="GBP")
    assert plain == with_fields(position_of(set_rate(pounds(), RATE), market("EURGBP"), currency="GBP"))


@given(
    side=st.sampled_from(Side),
    symbol=st.sampled_from(["USDJPY", "EURUSD"]),
    first=st.integers(5_000, 20_000).map(lambda ticks: Decimal(ticks) * Decimal("0.01")),
    money=st.integers(-40_000, 40_000).map(lambda count: Decimal(count) / 100),
)
def test_the_price_of_told_money_makes_that_money(
    side: Side, symbol: str, first: Decimal, money: Decimal
) -> None:
    currency = market(symbol).quote_currency
    told = replace(
        facts(entry(str(first)), symbol=symbol, side=side, stop=None, targets=()), currency=currency
    )
    told = settle_rates(told, market(symbol), "USD")
    trade = with_fields(
        kept(told), position=position_of(told, market(symbol), currency="USD"), account_currency="USD"
    )
    price = price_of_money(trade, money)
    if price is None or price <= 0:
        return
    whole = settle_rates(
        replace(told, fills=(*told.fills, leaving(str(price), "0.5"))), market(symbol), "USD"
    )
    made = position_of(whole, market(symbol), currency="USD").net
    assert made is not None
    assert abs(made - money) < Decimal("0.0001") * max(abs(money), 1)


def test_money_of_a_market_without_a_rate_has_no_price() -> None:
    told = replace(pounds(), fills=pounds().fills[:1])
    trade = with_fields(kept(told), account_currency="USD")
    assert price_of_money(trade, Decimal(100)) is None
    assert Decimal("0.852") == price_of_money(trade, Decimal(100), "GBP")


@pytest.mark.parametrize("coin", ["USDT", "USDC"])
def test_a_dollar_coin_needs_no_rate_in_a_dollar_account(coin: str) -> None:
    won = replace(pounds(costs="4"), currency=coin)
    assert not needs_rate(won, "USD")
    booked = position_of(won, market("EURUSD"), currency="USD")
    assert booked.in_account_currency
    assert Decimal(96) == booked.net


def test_a_dollar_coin_is_no_euro() -> None:
    assert needs_rate(replace(pounds(), currency="USDT"), "EUR")
