"""Numbers, steps and days as pictures write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.figures import Unit, share_out, shorten, unit_of_sums
from reports.charts.scale import ValueAxis, list_ticks, round_step
from reports.charts.time_axis import lay_out_days
from reports.charts.wording import write_period, write_zone

R = Unit(currency=None, digits=1)
DOLLARS = Unit(currency="USD", digits=2)


def test_results_bear_a_true_minus_and_always_their_plus() -> None:
    assert "+6.3R" == R.signed(Decimal("6.3"))
    assert "−12.8R" == R.signed(Decimal("-12.8"))
    assert "−$150.00" == DOLLARS.signed(Decimal(-150))
    assert "12.8R" == R.plain(Decimal("-12.8"))


def test_what_rounds_to_zero_is_neither_gain_nor_loss() -> None:
    assert "0.0R" == R.signed(Decimal("-0.04"))
    assert 0 == R.sign(Decimal("-0.04"))


def test_sums_that_stay_under_1r_take_a_second_decimal() -> None:
    assert 2 == unit_of_sums(None, [Decimal("0.3"), Decimal("-0.2")]).digits
    assert 1 == unit_of_sums(None, [Decimal("0.3"), Decimal("-1.2")]).digits
    assert 0 == unit_of_sums("JPY", [Decimal("0.3")]).digits


@pytest.mark.parametrize(
    ("unit", "value", "step", "label"),
    [
        (R, "40", "20", "+40R"),
        (R, "-2.5", "2.5", "−2.5R"),
        (DOLLARS, "2500", "2500", "+$2,500"),
        (DOLLARS, "-250000", "50000", "−$250k"),
        (DOLLARS, "2500000", "500000", "+$2.5M"),
        (Unit(currency="CHF", digits=2), "500", "500", "+500 CHF"),
        (R, "0", "20", "0"),
    ],
)
def test_axis_labels_are_short(unit: Unit, value: str, step: str, label: str) -> None:
    assert label == unit.tick(Decimal(value), Decimal(step))


@pytest.mark.parametrize(
    ("value", "quantum", "text"),
    [
        ("1235", "1", "+1,235"),
        ("12300", "100", "+12.3k"),
        ("-2000000", "1000000", "−2M"),
        ("0", "100", "0.0"),
    ],
)
def test_large_numbers_in_small_cells_are_shortened(value: str, quantum: str, text: str) -> None:
    assert text == shorten(Decimal(value), Decimal(quantum))


@given(st.lists(st.decimals(min_value=-999, max_value=999, places=3), max_size=12))
def test_shares_add_up_and_stay_within_one_step(parts: list[Decimal]) -> None:
    step = Decimal("0.1")
    total = (sum(parts, Decimal(0)) / step).to_integral_value() * step

    shares = share_out(total, tuple(parts), step)

    assert total == sum(shares, Decimal(0))
    assert all(abs(share - part) < 2 * step for share, part in zip(shares, parts, strict=True))


@given(st.decimals(min_value="0.0001", max_value="1e9", places=4))
def test_gridlines_are_never_closer_than_asked(span: Decimal) -> None:
    step = round_step(span, pixels=440, spacing=100)

    assert step / span * 440 >= Decimal("99.99")
    assert len(list(list_ticks(Decimal(0), span, step))) <= 5


def test_an_axis_without_extent_puts_everything_on_its_foot() -> None:
    axis = ValueAxis(low=Decimal(0), high=Decimal(0), top=10, bottom=90)

    assert 90 == axis.place(Decimal(0))


def test_weekends_have_a_place_only_if_something_was_closed_on_them() -> None:
    saturday = date(2026, 6, 13)
    plain = lay_out_days(date(2026, 6, 8), date(2026, 6, 19), [], left=0, right=100)
    traded = lay_out_days(date(2026, 6, 8), date(2026, 6, 19), [saturday], left=0, right=100)

    assert 10 == len(plain.days)
    assert saturday in traded.days
    assert 100 == traded.place(date(2026, 6, 19), 1)


def test_a_period_of_one_weekend_day_still_has_a_day() -> None:
    saturday = date(2026, 6, 13)

    assert (saturday,) == lay_out_days(saturday, saturday, [], left=0, right=100).days


@pytest.mark.parametrize(
    ("since", "until", "first", "count"),
    [
        (date(2026, 6, 8), date(2026, 6, 12), "8 Jun", 5),
        (date(2026, 6, 1), date(2026, 6, 30), "1 Jun", 5),
        (date(2026, 6, 1), date(2026, 11, 20), "Jun", 6),
        (date(2025, 1, 1), date(2026, 12, 31), "Q1 25", 8),
        (date(2019, 1, 1), date(2026, 12, 31), "2019", 8),
    ],
)
def test_time_is_named_by_days_weeks_months_quarters_or_years(
    since: date, until: date, first: str, count: int
) -> None:
    stretches = lay_out_days(since, until, [], left=0, right=856).list_stretches()

    assert first == stretches[0].label
    assert count == len(stretches)


def test_periods_and_zones_are_written_short() -> None:
    assert "1 – 20 Nov 2026" == write_period(date(2026, 11, 1), date(2026, 11, 20))
    assert "1 Jun – 20 Nov 2026" == write_period(date(2026, 6, 1), date(2026, 11, 20))
    assert "1 Dec 2025 – 20 Nov 2026" == write_period(date(2025, 12, 1), date(2026, 11, 20))
    assert "New York time" == write_zone("America/New_York")
    assert "UTC" == write_zone("UTC")
