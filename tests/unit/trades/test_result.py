"""Trades of which only the result was told."""

from decimal import Decimal

from core.trades.result import result_position
from core.trades.risk import RiskTerms
from core.trades.trade import Outcome, Tolerance, ToleranceUnit


def test_money_alone_is_a_closed_trade_without_prices() -> None:
    told = result_position(money=Decimal(120), result_r=None)

    assert Decimal(120) == told.net
    assert told.result_r is None
    assert told.average_entry is None
    assert Outcome.WIN is told.outcome


def test_r_alone_becomes_money_where_the_default_risk_is_known() -> None:
    told = result_position(money=None, result_r=Decimal("-1.5"), risk=RiskTerms(account_default=Decimal(50)))

    assert Decimal(-75) == told.net
    assert Outcome.LOSS is told.outcome


def test_money_becomes_r_where_the_risk_was_declared() -> None:
    told = result_position(money=Decimal(100), result_r=None, risk=RiskTerms(declared=Decimal(40)))

    assert Decimal("2.5") == told.result_r


def test_r_alone_without_a_risk_still_has_an_outcome() -> None:
    told = result_position(money=None, result_r=Decimal(2))

    assert told.net is None
    assert Outcome.WIN is told.outcome


def test_a_told_break_even_is_one() -> None:
    tolerance = Tolerance(unit=ToleranceUnit.R, amount=Decimal("0.1"))

    assert Outcome.BREAKEVEN is result_position(money=None, result_r=Decimal(0)).outcome
    assert (
        Outcome.BREAKEVEN
        is result_position(money=None, result_r=Decimal("-0.1"), tolerance=tolerance).outcome
    )


def test_nothing_told_is_no_outcome() -> None:
    assert result_position(money=None, result_r=None).outcome is None
