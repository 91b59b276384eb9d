"""Every dress a market's name wears, and what a point of it is worth."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments.aliases import ALIASES
from core.instruments.catalog import find_instrument, list_instruments
from core.instruments.instrument import SizeUnit
from tests.builders.trading import market


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("eurusd", "EURUSD"), ("EUR/USD", "EURUSD"), ("eur usd", "EURUSD"), ("EURUSD.m", "EURUSD"),
        ("EURUSDm", "EURUSD"), ("EURUSD.pro", "EURUSD"), ("GBPUSD_i", "GBPUSD"), ("XAUUSD+", "XAUUSD"),
        ("GOLD", "XAUUSD"), ("xau", "XAUUSD"), ("EU", "EURUSD"), ("GJ", "GBPJPY"), ("cable", "GBPUSD"),
        ("fiber", "EURUSD"), ("#BTC/USDT", "BTCUSDT"), ("BTCUSDT.P", "BTCUSDT"), ("btc", "BTCUSDT"),
        ("BTCUSD", "BTCUSD"), ("1000BONKUSDT", "1000BONKUSDT"), ("ENJ/BTC", "ENJBTC"), ("US100", "NAS100"),
        ("USTEC", "NAS100"), ("NAS100", "NAS100"), ("US30.cash", "US30"), ("DAX", "GER40"), ("ESZ5", "ES"),
        ("NQH26", "NQ"), ("6EZ5", "6E"), ("ES1!", "ES"), ("$AAPL", "AAPL"), ("MGC", "MGC"),
    ],
)  # fmt: skip
def test_a_market_is_found_in_every_dress(written: str, symbol: str) -> None:
    assert symbol == market(written).symbol


@pytest.mark.parametrize("written", ["", "   ", "abc", "hello", "#", "x" * 500, "💥", "12345", "USDUSD"])
def test_what_is_no_market_is_not_found(written: str) -> None:
    assert find_instrument(written) is None


@pytest.mark.parametrize(
    ("symbol", "ticks", "money"),
    [
        ("ES", 1, "12.50"), ("MES", 1, "1.25"), ("NQ", 1, "5"), ("MNQ", 1, "0.50"), ("YM", 1, "5"),
        ("MYM", 1, "0.50"), ("RTY", 1, "5"), ("M2K", 1, "0.50"), ("CL", 1, "10"), ("MCL", 1, "1"),
        ("GC", 1, "10"), ("MGC", 1, "1"), ("SI", 1, "25"), ("NG", 1, "10"), ("6E", 1, "6.25"),
        ("6B", 1, "6.25"), ("6J", 1, "6.25"), ("ZN", 1, "15.625"), ("ZB", 1, "31.25"), ("ZF", 1, "7.8125"),
        ("ZT", 1, "7.8125"), ("EURUSD", 10, "10"), ("USDJPY", 10, "1000"), ("XAUUSD", 1, "1"),
        ("BTCUSDT", 100, "1"),
    ],
)  # fmt: skip
def test_a_tick_is_worth_what_the_exchange_says(symbol: str, ticks: int, money: str) -> None:
    traded = market(symbol)

    assert Decimal(money) == traded.value(traded.tick_size * ticks, Decimal(1))


def test_the_traders_own_market_goes_first() -> None:
    own = replace(market("GER40"), symbol="DAX.own", point_value=Decimal(25))

    assert own is find_instrument("dax.own", [own])
    assert Decimal(1) == market("DAX").point_value


def test_symbols_are_plain_and_unique() -> None:
    symbols = [one.symbol for one in list_instruments()]

    assert len(set(symbols)) == len(symbols)
    for symbol in symbols:
        assert symbol == market(symbol.lower()).symbol


def test_every_alias_leads_to_a_market() -> None:
    for alias, symbol in ALIASES.items():
        assert symbol == market(alias).symbol


def test_every_market_is_consistent() -> None:
    for one in list_instruments():
        assert one.tick_size > 0
        assert one.point_value > 0
        assert one.contract_size > 0
        assert one.shown_digits <= one.price_digits
        assert one.band is None or 0 < one.band.low < one.band.high
        assert (one.size_unit is SizeUnit.CONTRACTS) == (one.asset_class == "future")


def test_prices_are_shown_as_traders_write_them() -> None:
    assert market("EURUSD").show(Decimal("1.085000000000000000")) == "1.0850"
    assert market("XAUUSD").show(Decimal(2410)) == "2410"
    assert market("EURUSD").show_average(Decimal("1.0853333333")) == "1.08533"


def test_a_distance_is_counted_in_pips_where_the_market_has_them() -> None:
    assert Decimal(30) == market("EURUSD").pips(Decimal("0.0030"))
    assert market("ES").pips(Decimal(5)) is None
    assert Decimal(20) == market("ES").ticks(Decimal(5))


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = find_instrument(text)

    assert found is None or found.symbol
