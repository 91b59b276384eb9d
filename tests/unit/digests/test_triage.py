"""Who needs the mentor, and why."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.digests.overview import CheckinMark
from core.digests.triage import RiskTaken, StudentWeek, count_doubled_after_loss, find_reason

_MORNING = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
IN_TIME, MISSED, NOT_DUE = CheckinMark.IN_TIME, CheckinMark.MISSED, CheckinMark.NOT_DUE


def a_trade(*, minutes: int, risk: str | None = "100", loses: bool = False) -> RiskTaken:
    opened = _MORNING + timedelta(minutes=minutes)
    return RiskTaken(
        opened_at=opened,
        closed_at=opened + timedelta(minutes=5),
        initial_risk=None if risk is None else Decimal(risk),
        is_loss=loses,
    )


def a_week(**changes: object) -> StudentWeek:
    steady: dict[str, object] = {"checkins": [IN_TIME] * 5, "scores": [Decimal(8)] * 10, "trades": []}
    return StudentWeek(**{**steady, **changes})  # type: ignore[arg-type]


def test_a_steady_week_needs_nobody() -> None:
    assert find_reason(a_week()) is None


def test_a_week_without_anything_shared_needs_nobody() -> None:
    assert find_reason(StudentWeek(checkins=[], scores=[], trades=[])) is None


def test_twice_the_risk_after_a_loss_is_counted_and_twice_as_many_contracts_is_not_looked_at() -> None:
    trades = [
        a_trade(minutes=0, loses=True),
        a_trade(minutes=10, risk="200"),
        a_trade(minutes=20, risk="200"),
    ]

    assert 1 == count_doubled_after_loss(trades)


def test_doubling_after_a_win_or_on_the_next_day_is_no_chase() -> None:
    won = [a_trade(minutes=0), a_trade(minutes=10, risk="300")]
    next_day = [a_trade(minutes=0, loses=True), a_trade(minutes=24 * 60, risk="300")]

    assert [0, 0] == [count_doubled_after_loss(won), count_doubled_after_loss(next_day)]


def test_an_unknown_risk_accuses_nobody() -> None:
    trades = [a_trade(minutes=0, loses=True, risk=None), a_trade(minutes=10, risk="900")]

    assert 0 == count_doubled_after_loss(trades)


def test_chasing_twice_is_a_reason() -> None:
    chase = [
        a_trade(minutes=0, loses=True),
        a_trade(minutes=10, risk="200", loses=True),
        a_trade(minutes=20, risk="400"),
    ]

    assert "size doubled after losses (2×)" == find_reason(a_week(trades=chase))


@pytest.mark.parametrize(
    ("broken", "answers", "reason"),
    [(4, 5, "focus broken 4 of 5"), (2, 4, None), (2, 2, None), (0, 5, None)],
)
def test_a_focus_broken_more_often_than_kept_is_a_reason(
    broken: int, answers: int, reason: str | None
) -> None:
    assert reason == find_reason(a_week(focus_broken=broken, focus_answers=answers))


def test_three_silent_days_in_a_row_are_a_reason_and_name_what_came_before() -> None:
    week = a_week(checkins=[IN_TIME, MISSED, MISSED, MISSED, NOT_DUE], last_result=Decimal("-2.4"))

    assert "silent 3 days after −2.4R" == find_reason(week)


def test_silence_that_was_broken_is_no_silence() -> None:
    assert find_reason(a_week(checkins=[MISSED, MISSED, MISSED, IN_TIME, NOT_DUE])) is None


def test_a_fall_of_the_scores_is_a_reason() -> None:
    scores = [Decimal(8)] * 5 + [Decimal(6)] * 5

    assert "discipline 8.0 → 6.0" == find_reason(a_week(scores=scores))


def test_two_scores_are_too_few_to_fall() -> None:
    assert find_reason(a_week(scores=[Decimal(9)] * 5 + [None] * 3 + [Decimal(1)] * 2)) is None


def test_the_two_gravest_reasons_are_named() -> None:
    week = a_week(
        focus_broken=5, focus_answers=5, checkins=[MISSED] * 5, scores=[Decimal(8)] * 5 + [Decimal(2)] * 5
    )

    assert "focus broken 5 of 5, silent 5 days" == find_reason(week)
