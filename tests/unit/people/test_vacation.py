"""When somebody is back, as people say it; a streak goes on over the days off."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checkins.checkin import count_streak
from core.people.vacation import (
    LONGEST,
    ReturnUnclear,
    find_return,
    parse_return,
    read_vacations,
    rest_until,
)

WEDNESDAY = date(2026, 11, 18)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("Monday", date(2026, 11, 23)),
        ("back on Monday", date(2026, 11, 23)),
        ("wednesday", date(2026, 11, 25)),
        ("tomorrow", date(2026, 11, 19)),
        ("30 Nov", date(2026, 11, 30)),
        ("Nov 30", date(2026, 11, 30)),
        ("3 january", date(2027, 1, 3)),
        ("2026-12-24", date(2026, 12, 24)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("next week", date(2026, 11, 25)),
        ("10 days", date(2026, 11, 28)),
        ("en 2 semanas", date(2026, 12, 2)),
        ("in einer Woche", date(2026, 11, 25)),
        ("завтра", date(2026, 11, 19)),
        ("lunes", date(2026, 11, 23)),
    ],
)
def test_the_day_of_return_is_read_as_people_say_it(typed: str, back: date) -> None:
    assert back == parse_return(typed, WEDNESDAY)


@pytest.mark.parametrize(
    "typed", ["", "some day", "yesterday", "2020-01-01", "2030-01-01", "0 days", "31 Feb"]
)
def test_what_names_no_day_ahead_is_refused(typed: str) -> None:
    with pytest.raises(ReturnUnclear):
        parse_return(typed, WEDNESDAY)


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_day_ahead_or_a_refusal(typed: str) -> None:
    try:
        back = parse_return(typed, WEDNESDAY)
    except ReturnUnclear:
        return
    assert WEDNESDAY < back <= WEDNESDAY + LONGEST


def test_checkins_rest_until_the_day_of_return_begins_there() -> None:
    away = read_vacations({"vacations": [["2026-11-18", "2026-11-29"]]})
    zone = ZoneInfo("America/New_York")
    now = datetime(2026, 11, 18, 15, tzinfo=UTC)
    assert date(2026, 11, 30) == find_return(away, WEDNESDAY)
    assert datetime(2026, 11, 30, 5, tzinfo=UTC) == rest_until(away, now, zone) + timedelta(microseconds=1)
    assert now == rest_until((), now, zone)


@given(st.integers(1, 30), st.integers(1, 30))
def test_days_off_neither_break_a_streak_nor_lengthen_it(kept: int, off: int) -> None:
    before = {WEDNESDAY - timedelta(days=off + each) for each in range(1, kept + 1)}
    away = ((WEDNESDAY - timedelta(days=off), WEDNESDAY - timedelta(days=1)),)
    assert kept == count_streak(before, EVERY_DAY, WEDNESDAY, away)
    assert 0 == count_streak(before, EVERY_DAY, WEDNESDAY)
