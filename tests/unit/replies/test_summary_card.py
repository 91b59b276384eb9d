"""Figures of a period in words: never a rate without its n, never money converted."""

from datetime import date
from decimal import Decimal

import pytest

from bots.replies.checkin_card import day_headline
from bots.replies.day_line import day_line
from bots.replies.summary_card import compose_summary
from core.messaging.screen import plain
from core.money import Money
from core.summaries.figures import PeriodFigures
from tests.builders.chat import read_screen
from tests.builders.kept import SAY

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def figures(**changes: object) -> PeriodFigures:
    found = {
        "closed": 41,
        "wins": 22,
        "losses": 17,
        "breakeven": 2,
        "with_r": 41,
        "result_r": Decimal("6.2"),
        "best_r": Decimal("2.4"),
        "worst_r": Decimal("-1.1"),
        "booked": (Money(Decimal(930), "USD"),),
        **changes,
    }
    return PeriodFigures(first_day=FIRST, last_day=LAST, **found)  # type: ignore[arg-type]


def summary(found: PeriodFigures) -> list[str]:
    return read_screen(compose_summary("November", found, say=SAY)).splitlines()


def test_the_finding_is_the_title_and_every_rate_has_its_n() -> None:
    assert summary(figures()) == [
        "November: +6.2R in 41 trades",
        "closed 41 22 W 17 L 2 BE",
        "win rate 56\u00a0% 22 of 39 decided",
        "per trade +0.15R n 41",
        "best +2.40R worst −1.10R",
        "booked +$930.00",
    ]


def test_a_few_trades_are_called_few() -> None:
    assert "win rate 33\u00a0% 1 of 3 decided, few yet" in summary(
        figures(closed=3, wins=1, losses=2, breakeven=0, with_r=3)
    )


def test_nothing_is_said_to_be_nothing() -> None:
    empty = PeriodFigures(first_day=FIRST, last_day=LAST)
    assert ["November: no trades", "No trade was closed yet."] == summary(empty)


def test_currencies_stand_side_by_side() -> None:
    booked = (Money(Decimal(-40), "EUR"), Money(Decimal(930), "USD"))
    lines = summary(figures(booked=booked))
    assert ["booked −€40.00", "booked +$930.00"] == lines[-2:]


def test_trades_without_r_are_counted_and_named() -> None:
    assert "without R 4 no stop was known" in summary(figures(with_r=37))


def test_without_any_r_the_money_is_the_title() -> None:
    assert "November: +$930.00 in 41 trades" == summary(figures(result_r=None, with_r=0))[0]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            figures(closed=1, wins=1, losses=0, breakeven=0, result_r=Decimal(2)),
            "Today: 1 trade, 1 W 0 L, +2.0R",
        ),
        (figures(closed=3, wins=1, losses=1, breakeven=1), "Today: 3 trades, 1 W 1 L 1 BE, +6.2R"),
        (
            figures(closed=2, wins=1, losses=1, breakeven=0, result_r=None),
            "Today: 2 trades, 1 W 1 L, +$930.00",
        ),
    ],
)
def test_the_day_fits_one_line(found: PeriodFigures, line: str) -> None:
    assert line == plain(day_line(found, SAY))


@pytest.mark.parametrize(
    ("found", "day", "asked"),
    [
        (
            PeriodFigures(first_day=FIRST, last_day=FIRST),
            FIRST,
            "How was today? No trades today is a decision too.",
        ),
        (figures(closed=3), FIRST, "How was today? 3 trades, +6.2R."),
        (figures(closed=0, parts=1), FIRST, "How was today? +6.2R booked of open trades."),
        (figures(closed=1), date(2026, 10, 30), "How was Friday 30 October? 1 trade, +6.2R."),
    ],
)
def test_the_checkin_begins_with_the_day(found: PeriodFigures, day: date, asked: str) -> None:
    assert asked == plain(day_headline(found, day, FIRST, SAY))


def test_break_even_trades_do_not_dilute_the_win_rate() -> None:
    found = figures(closed=30, wins=10, losses=10, breakeven=10)
    assert Decimal("0.5") == found.win_rate
    assert "win rate 50\u00a0% 10 of 20 decided" in summary(found)


def test_without_a_won_or_lost_trade_there_is_no_win_rate() -> None:
    found = figures(closed=2, wins=0, losses=0, breakeven=2)
    assert found.win_rate is None
    assert not any("win rate" in line for line in summary(found))
