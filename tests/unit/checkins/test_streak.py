"""A streak counts check-ins in a row; only a missed day on which one was due ends it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checkins.checkin import CheckIn, count_streak

FRIDAY = date(2026, 11, 20)
WORKDAYS = (1, 2, 3, 4, 5)


def days_back(*offsets: int) -> set[date]:
    return {FRIDAY - timedelta(days=offset) for offset in offsets}


@pytest.mark.parametrize(
    ("days", "streak"),
    [
        (days_back(), 0),
        (days_back(0), 1),
        (days_back(0, 1, 2), 3),
        (days_back(0, 2), 1),
        (days_back(1, 2), 2),
        (days_back(0, 1, 2, 3, 4, 7, 8), 7),
        (days_back(0, 1, 2, 3, 4, 5, 7), 7),
    ],
    ids=["none", "first", "in a row", "gap", "today still open", "over a weekend", "a saturday counts"],
)
def test_days_in_a_row_are_counted(days: set[date], streak: int) -> None:
    assert streak == count_streak(days, WORKDAYS, FRIDAY)


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(1, 7)))
def test_a_streak_never_exceeds_the_days_that_were_kept(offsets: set[int], weekdays: set[int]) -> None:
    days = days_back(*offsets)
    assert 0 <= count_streak(days, weekdays, FRIDAY) <= len(days)


@pytest.mark.parametrize(
    ("scores", "overall"),
    [((8, 7, 9), Decimal("8.00")), ((8, 7, 8), Decimal("7.67")), ((8, 7, None), None)],
)
def test_the_overall_score_is_the_mean_of_three(
    scores: tuple[int | None, int | None, int | None], overall: Decimal | None
) -> None:
    risk, execution, emotion = scores
    assert overall == CheckIn(day=FRIDAY, risk=risk, execution=execution, emotion=emotion).overall
