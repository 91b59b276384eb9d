"""The ledger: average cost, parts that add up, R against the initial risk."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.trades.ledger import NoEntry, NoSize, OverExit
from core.trades.position import RiskSource
from core.trades.trade import Outcome, Side, Tolerance, ToleranceUnit, TradeStatus
from tests.builders.trading import entry, exit_, held


def test_half_out_is_measured_on_that_half_and_the_whole_on_the_whole_risk() -> None:
    closed = held([entry(), exit_("1.0871", "0.25", minutes=60), exit_("1.0905", "0.25")])

    assert Decimal("150") == closed.initial_risk
    assert RiskSource.STOP is closed.risk_source
    assert [Decimal("0.7"), Decimal("1.83333333")] == [
        part.part_r.quantize(Decimal("1E-8")).normalize() for part in closed.realised if part.part_r
    ]
    assert Decimal("190") == closed.net
    assert Decimal("1.26666667") == closed.result_r
    assert Outcome.WIN is closed.outcome
    assert timedelta(hours=2, minutes=14) == closed.holding_time


def test_a_partly_closed_position_has_booked_its_part_and_has_no_outcome() -> None:
    part = held([entry(), exit_("1.0871", "0.25")])

    assert TradeStatus.OPEN is part.status
    assert Decimal("0.25") == part.open_quantity
    assert Decimal("1.085") == part.open_average
    assert Decimal("52.5") == part.net
    assert Decimal("0.35") == part.result_r
    assert part.outcome is None
    assert part.holding_time is None


def test_an_open_position_has_booked_nothing() -> None:
    opened = held([entry()])

    assert Decimal(0) == opened.net
    assert opened.result_r is None
    assert opened.average_exit is None


def test_a_short_wins_when_the_price_falls() -> None:
    closed = held(
        [entry("21450.25", "2"), exit_("21390.25", "2")], side=Side.SHORT, symbol="NQ", stop="21480"
    )

    assert Decimal("2400") == closed.net
    assert Decimal("2.01680672") == closed.result_r


def test_scaling_in_averages_by_size_and_the_risk_is_each_entrys_way_to_the_stop() -> None:
    closed = held([entry("1.0850", "0.2"), entry("1.0840", "0.3"), exit_("1.0874", "0.5")])

    assert Decimal("1.0844") == closed.average_entry
    assert Decimal("120") == closed.initial_risk
    assert Decimal("150") == closed.net
    assert Decimal("1.25") == closed.result_r


def test_size_added_after_a_partial_changes_the_open_average_only_from_there() -> None:
    mixed = held(
        [entry("1.0850", "0.4"), exit_("1.0860", "0.2"), entry("1.0870", "0.2"), exit_("1.0880", "0.4")]
    )

    assert [Decimal("0.001"), Decimal("0.002")] == [part.points for part in mixed.realised]
    assert Decimal("100") == mixed.net


def test_entry_costs_are_shared_over_the_exits_and_gross_less_costs_is_net() -> None:
    closed = held([entry(commission="3.5"), exit_("1.0871", "0.25", swap="-1"), exit_("1.0905", "0.25")])

    assert [Decimal("0.75"), Decimal("1.75")] == [part.costs for part in closed.realised]
    assert Decimal("190") == closed.gross
    assert Decimal("2.5") == closed.costs
    assert Decimal("187.5") == closed.net


def test_declared_risk_goes_before_the_stop() -> None:
    closed = held([entry(), exit_()], declared="200")

    assert RiskSource.DECLARED is closed.risk_source
    assert Decimal("1.375") == closed.result_r


@pytest.mark.parametrize("stop", [None, "1.0850", "1.0900"])
def test_without_a_usable_stop_the_accounts_default_risk_counts(stop: str | None) -> None:
    closed = held([entry(), exit_()], stop=stop, default="100")

    assert RiskSource.ACCOUNT is closed.risk_source
    assert Decimal("2.75") == closed.result_r


def test_without_any_risk_there_is_no_r_but_there_is_a_result() -> None:
    closed = held([entry(), exit_()], stop=None)

    assert closed.result_r is None
    assert closed.initial_risk is None
    assert Decimal("275") == closed.net


def test_an_unknown_market_has_r_from_prices_and_no_money() -> None:
    closed = held([entry(), exit_("1.0880")], symbol=None)

    assert closed.net is None
    assert closed.initial_risk is None
    assert Decimal(1) == closed.result_r
    assert Outcome.WIN is closed.outcome


def test_costs_on_an_unknown_market_leave_r_unknown() -> None:
    closed = held([entry(fees="2"), exit_("1.0880")], symbol=None)

    assert closed.result_r is None
    assert Outcome.WIN is closed.outcome


def test_closing_more_than_is_open_is_refused_and_names_the_rest() -> None:
    with pytest.raises(OverExit) as refusal:
        held([entry(), exit_(quantity="0.2"), exit_(quantity="0.4")])

    assert {"asked": Decimal("0.4"), "remaining": Decimal("0.3")} == refusal.value.fields


def test_a_trade_that_begins_with_an_exit_is_refused() -> None:
    with pytest.raises(NoEntry):
        held([exit_()])
    with pytest.raises(NoEntry):
        held([])


@pytest.mark.parametrize("quantity", ["0", "-1"])
def test_a_fill_of_nothing_is_refused(quantity: str) -> None:
    with pytest.raises(NoSize):
        held([entry(quantity=quantity)])


@pytest.mark.parametrize(
    ("unit", "amount", "expected"),
    [
        (ToleranceUnit.MONEY, "5", Outcome.BREAKEVEN),
        (ToleranceUnit.MONEY, "4.99", Outcome.WIN),
        (ToleranceUnit.TICKS, "1", Outcome.BREAKEVEN),
        (ToleranceUnit.TICKS, "0.5", Outcome.WIN),
        (ToleranceUnit.R, "0.04", Outcome.BREAKEVEN),
        (ToleranceUnit.R, "0.03", Outcome.WIN),
    ],
)
def test_break_even_is_a_matter_of_tolerance(unit: ToleranceUnit, amount: str, expected: Outcome) -> None:
    scratched = held(
        [entry("1.0850", "5"), exit_("1.08501", "5")],
        tolerance=Tolerance(unit=unit, amount=Decimal(amount)),
        declared="150",
    )

    assert expected is scratched.outcome


def test_a_tolerance_in_r_without_a_risk_counts_as_zero() -> None:
    closed = held(
        [entry(), exit_("1.0849")],
        stop=None,
        tolerance=Tolerance(unit=ToleranceUnit.R, amount=Decimal("0.1")),
    )

    assert Outcome.LOSS is closed.outcome
