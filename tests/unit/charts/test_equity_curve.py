"""The values behind the equity picture: sums from zero, highs, falls and days."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.pictures import a_curve

RESULTS = st.lists(
    st.decimals(min_value=-50, max_value=50, places=2, allow_nan=False), min_size=1, max_size=60
)


def test_a_curve_without_trades_stands_at_zero_and_never_fell() -> None:
    curve = a_curve()

    assert Decimal(0) == curve.total
    assert Decimal(0) == curve.below_high
    assert () == curve.falls
    assert curve.find_deepest_fall() is None
    assert curve.find_best_day() is None


def test_a_fall_runs_from_its_high_over_the_bottom_back_to_the_high() -> None:
    curve = a_curve(["2", "-1", "-2", "1", "3"])

    fall = curve.find_deepest_fall()

    assert fall is not None
    assert (Decimal(3), 0, 2, 4) == (fall.depth, fall.start, fall.bottom, fall.back)
    assert (date(2026, 2, 2), date(2026, 2, 4)) == (fall.started_on, fall.bottom_on)
    assert date(2026, 2, 6) == fall.back_on


def test_a_fall_that_goes_on_has_no_way_back_yet() -> None:
    fall = a_curve(["1", "-2", "0.5"]).find_deepest_fall()

    assert fall is not None
    assert fall.back is None
    assert fall.back_on is None


def test_a_curve_that_begins_with_losses_falls_from_its_zero() -> None:
    fall = a_curve(["-1", "-1", "4"]).find_deepest_fall()

    assert fall is not None
    assert (-1, 1, 2) == (fall.start, fall.bottom, fall.back)


def test_trades_of_one_day_are_one_day() -> None:
    monday, tuesday = date(2026, 2, 2), date(2026, 2, 3)
    curve = a_curve(["1", "-3", "0.5"], days=[monday, monday, tuesday])

    worst, best = curve.find_worst_day(), curve.find_best_day()

    assert worst is not None
    assert (monday, Decimal(-2), 2, 1) == (worst.day, worst.result, worst.trades, worst.last)
    assert best is not None
    assert tuesday == best.day


def test_only_losses_have_no_best_day() -> None:
    assert a_curve(["-1", "-2"]).find_best_day() is None


@given(RESULTS)
def test_days_and_falls_add_up_with_the_trades(results: list[Decimal]) -> None:
    curve = a_curve(results)

    assert sum(results) == curve.total
    assert curve.total == sum(day.result for day in curve.days)
    assert all(depth <= 0 for depth in curve.depths)
    deepest = curve.find_deepest_fall()
    assert -min(curve.depths) == (deepest.depth if deepest else Decimal(0))
    assert curve.highs[-1] + curve.below_high == curve.total
