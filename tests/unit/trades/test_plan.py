"""What a trade means to risk and to win."""

from decimal import Decimal

from core.trades.plan import plan_trade
from core.trades.trade import Side
from tests.builders.trading import market


def test_the_plan_of_the_first_line_a_newcomer_types() -> None:
    plan = plan_trade(
        side=Side.LONG,
        entry=Decimal("1.0850"),
        stop=Decimal("1.0820"),
        targets=[Decimal("1.0910")],
        quantity=Decimal("0.5"),
        instrument=market("EURUSD"),
    )

    assert Decimal(30) == plan.stop_pips
    assert Decimal(150) == plan.risk
    assert (Decimal(2),) == plan.rewards


def test_a_stop_on_the_wrong_side_plans_nothing() -> None:
    plan = plan_trade(
        side=Side.LONG,
        entry=Decimal("1.0850"),
        stop=Decimal("1.0890"),
        targets=[Decimal("1.0910")],
        quantity=Decimal("0.5"),
        instrument=market("EURUSD"),
    )

    assert plan.stop_distance is None
    assert plan.risk is None
    assert plan.rewards == (None,)


def test_without_a_size_or_market_there_is_a_distance_but_no_money() -> None:
    plan = plan_trade(
        side=Side.SHORT,
        entry=Decimal(10),
        stop=Decimal(11),
        targets=[Decimal(8), Decimal(12)],
        quantity=None,
        instrument=None,
    )

    assert Decimal(1) == plan.stop_distance
    assert plan.risk is None
    assert (Decimal(2), None) == plan.rewards
