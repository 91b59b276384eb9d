"""Short answers: prices, sizes, parts, scores, risks, moments."""

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from core.trades.levels import Landmark, find_landmark
from core.trades.typed import (
    Leaving,
    Unreadable,
    parse_leaving,
    parse_number,
    parse_price,
    parse_risk,
    parse_score,
    parse_size,
)
from core.trades.when import parse_moment


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.0850", "1.0850"),
        ("1,0850", "1.0850"),
        ("64,000", "64000"),
        ("64 000.5", "64000.5"),
        ("64k", "64000"),
        ("@ 2410", "2410"),
        (".5", "0.5"),
        ("0,075", "0.075"),
    ],
)
def test_numbers_are_read_in_every_dress(typed: str, number: str) -> None:
    assert Decimal(number) == parse_number(typed)


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "1e5", "NaN", "inf", "9" * 40, "--5", "1 2 3 4"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert parse_number(typed) is None


@given(st.text(max_size=60))
def test_nothing_typed_breaks_the_readers(text: str) -> None:
    for parse in (parse_price, parse_size, parse_leaving, parse_risk, parse_score):
        with suppress(Invalid):
            parse(text)


@pytest.mark.parametrize(
    ("typed", "leaving"),
    [
        ("1.0905", Leaving(price=Decimal("1.0905"))),
        ("1.0905 half", Leaving(price=Decimal("1.0905"), portion=Decimal("0.5"))),
        ("half @ 1.0905", Leaving(price=Decimal("1.0905"), portion=Decimal("0.5"))),
        ("50% 1.0905", Leaving(price=Decimal("1.0905"), portion=Decimal("0.5"))),
        ("0.3 lots 1.0905", Leaving(price=Decimal("1.0905"), quantity=Decimal("0.3"))),
        ("rest 1.0905", Leaving(price=Decimal("1.0905"), portion=Decimal(1))),
        ("the rest", Leaving(portion=Decimal(1))),
        ("exit 1.0905", Leaving(price=Decimal("1.0905"))),
    ],
)
def test_ways_of_leaving_are_read(typed: str, leaving: Leaving) -> None:
    assert leaving == parse_leaving(typed)


@pytest.mark.parametrize("typed", ["0", "0 lots", "-1", "lots", "5 apples", "abc"])
def test_no_size_is_refused_by_name(typed: str) -> None:
    with pytest.raises(Unreadable, match="need a size above zero"):
        parse_size(typed)


@pytest.mark.parametrize(("typed", "unit"), [("0.5 lots", "lots"), ("2c", "contracts"), ("3", None)])
def test_a_size_may_bear_its_unit(typed: str, unit: str | None) -> None:
    assert unit == parse_size(typed)[1]


@pytest.mark.parametrize(("typed", "score"), [("1", 1), ("10", 10), (" 7/10 ", 7)])
def test_scores_are_one_to_ten(typed: str, score: int) -> None:
    assert score == parse_score(typed)


@pytest.mark.parametrize("typed", ["0", "11", "7.5", "ten", "-3", "٣", "99999999999"])
def test_other_numbers_are_no_scores(typed: str) -> None:
    with pytest.raises(Unreadable):
        parse_score(typed)


@pytest.mark.parametrize(
    ("typed", "risk"),
    [
        ("0.5 %", ("percent", "0.5")),
        ("1%", ("percent", "1")),
        ("$50", ("money", "50")),
        ("50 USD", ("money", "50")),
    ],
)
def test_a_risk_is_a_share_or_money(typed: str, risk: tuple[str, str]) -> None:
    assert (risk[0], Decimal(risk[1])) == parse_risk(typed)


@pytest.mark.parametrize(
    ("typed", "landmark"),
    [
        ("stopped out", Landmark.STOP),
        ("SL hit", Landmark.STOP),
        ("tp hit", Landmark.TARGET),
        ("out at BE", Landmark.ENTRY),
        ("scratched", Landmark.ENTRY),
        ("sl be", None),
        ("exit 1.0905", None),
    ],
)
def test_landmarks_of_the_plan_are_heard(typed: str, landmark: Landmark | None) -> None:
    assert landmark == find_landmark(typed)


NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("yesterday 14:30", "2026-11-18T19:30:00+00:00"),
        ("09:45", "2026-11-19T14:45:00+00:00"),
        ("13:00", "2026-11-18T18:00:00+00:00"),
        ("2:30 pm yesterday", "2026-11-18T19:30:00+00:00"),
        ("2026-11-02 10:00", "2026-11-02T15:00:00+00:00"),
        ("monday", "2026-11-16T17:00:00+00:00"),
        ("some day", "2026-11-19T17:00:00+00:00"),
        ("2026-99-99", "2026-11-19T17:00:00+00:00"),
    ],
)
def test_words_of_a_time_mean_the_latest_past_moment(words: str, moment: str) -> None:
    assert moment == parse_moment(words, now=NOW, zone=NEW_YORK).isoformat()


@given(st.text(max_size=40))
def test_no_words_of_a_time_lie_in_the_future(words: str) -> None:
    assert parse_moment(words, now=NOW, zone=NEW_YORK) <= NOW
