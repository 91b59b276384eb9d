"""What the equity picture says in words."""

from datetime import date
from decimal import Decimal

import pytest

from reports.charts.equity_finding import find_equity, write_fall_days, write_since
from tests.builders.pictures import a_curve, a_long_curve


def test_the_title_says_the_sum_and_the_one_fall() -> None:
    curve = a_curve([*["1"] * 8, *["-1"] * 3, *["1"] * 6], since=date(2026, 6, 1))

    assert ("+11.0R in June,", "one fall of 3.0R on the way") == find_equity(curve).title


def test_a_fall_among_equals_is_the_deepest_not_the_one() -> None:
    curve = a_curve(["3", "-2", "3", "-2.5", *["1"] * 8])

    assert "deepest fall 2.5R on the way" == find_equity(curve).title[1]


@pytest.mark.parametrize(
    ("results", "way"),
    [
        (["0.5"] * 12, "never below the high"),
        (["-0.5"] * 12, "never above zero"),
        (["0"] * 12, "neither up nor down"),
        ([*["1"] * 9, "-2", "-2"], "now 4.0R below the high"),
        ([*["1"] * 9, "-4", "1"], "one fall of 4.0R, not back yet"),
    ],
)
def test_the_second_line_says_how_it_came_there(results: list[str], way: str) -> None:
    assert way == find_equity(a_curve(results)).title[1]


def test_few_trades_are_told_by_their_number_only() -> None:
    assert ("+1.1R since 2 Feb", "in 3 trades") == find_equity(a_curve(["1.3", "-1", "0.8"])).title


def test_money_keeps_its_cents_and_falls_lose_their_sign() -> None:
    curve = a_curve([*["100.25"] * 9, "-300.10", *["100.25"] * 5], currency="USD")

    title = find_equity(curve).title

    assert ("+$1,103.40 since 2 Feb,", "one fall of $300.10 on the way") == title


def test_tiny_results_in_r_are_printed_with_two_decimals() -> None:
    assert find_equity(a_curve(["0.01"] * 12)).title[0].startswith("+0.12R")


def test_the_footer_names_n_period_account_unit_and_zone() -> None:
    curve = a_curve(["1", "-1"], since=date(2026, 2, 2), until=date(2026, 2, 20), left_out=3)

    footer = ("2 trades, 3 without R", "2 – 20 Feb 2026", "Main", "in R", "Lisbon time")
    assert footer == find_equity(curve).footer


def test_the_alternative_text_is_the_whole_finding() -> None:
    alt = find_equity(a_curve(["1.3"])).alt

    assert (
        "+1.3R on 2 Feb in 1 trade. Result after costs, added up trade by trade. "
        "1 trade · 2 Feb 2026 · Main · in R · Lisbon time"
    ) == alt


def test_the_empty_picture_says_what_starts_it() -> None:
    curve = a_curve(since=date(2026, 6, 1), until=date(2026, 6, 9))

    finding = find_equity(curve)

    assert ("Your equity curve starts", "with the first closed trade") == finding.title
    assert "Nothing closed in June yet, so nothing is drawn" == finding.subtitle


def test_trades_without_stops_do_not_pass_for_no_trades() -> None:
    finding = find_equity(a_curve(since=date(2026, 6, 1), until=date(2026, 6, 9), left_out=4))

    assert "with the first trade that has a stop" == finding.title[1]
    assert "4 trades closed in June, none with a stop" == finding.subtitle


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 6, 1), date(2026, 11, 20), "since June"),
        (date(2025, 6, 1), date(2026, 1, 20), "since June 2025"),
        (date(2026, 6, 14), date(2026, 8, 20), "since 14 Jun"),
        (date(2026, 6, 1), date(2026, 6, 30), "in June"),
        (date(2026, 6, 8), date(2026, 6, 12), "since 8 Jun"),
        (date(2026, 6, 8), date(2026, 6, 8), "on 8 Jun"),
    ],
)
def test_periods_are_named_as_people_say_them(since: date, until: date, words: str) -> None:
    assert words == write_since(since, until)


def test_days_of_a_fall_name_years_only_where_they_are_needed() -> None:
    fall = a_curve(["1", "-1", "2"]).find_deepest_fall()

    assert fall is not None
    assert "2 Feb to 3 Feb, back 4 Feb" == write_fall_days(fall, with_year=False)
    assert "2 Feb 26 to 3 Feb 26, back 4 Feb 26" == write_fall_days(fall, with_year=True)


def test_no_title_line_is_longer_than_a_phone_can_show() -> None:
    curve = a_long_curve(200, scale="1234.56", currency="USD")

    assert all(len(line) <= 42 for line in find_equity(curve).title)
    assert Decimal(0) != curve.total
