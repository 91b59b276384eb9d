"""The cards of a trade, as pure values: the first forty characters carry the point."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from bots.replies.trade_card import (
    compose_closed_card,
    compose_open_card,
    compose_part_card,
    compose_taken_back,
)
from core.messaging.screen import Screen
from core.summaries.figures import PeriodFigures
from core.trades.changes import move_stop
from core.trades.record import Trade
from core.trades.trade import Side
from tests.builders.chat import read_screen
from tests.builders.kept import SAY, entry, facts, kept, leaving, unsigned

DAY = date(2026, 11, 19)
TODAY = PeriodFigures(
    first_day=DAY, last_day=DAY, closed=3, wins=2, losses=1, with_r=3, result_r=Decimal("1.9")
)


def open_card(trade: Trade) -> list[str]:
    return read_screen(compose_open_card(trade, say=SAY, sign=unsigned)).splitlines()


def closed_card(trade: Trade, today: PeriodFigures | None = TODAY) -> list[str]:
    return read_screen(compose_closed_card(trade, today=today, say=SAY, sign=unsigned)).splitlines()


def test_an_open_card_reads_the_plan_back() -> None:
    assert open_card(kept(facts(setup="breakout", feeling="calm"))) == [
        "● EURUSD ▲ 0.50 lots @ 1.0850",
        "stop 1.0820 30 pips, −$150 = 1R",
        "target 1.0910 2.0R",
        "breakout · calm",
        "[Close] [Stop to BE]",
        "[Edit] [Undo]",
    ]


@pytest.mark.parametrize(
    ("trade", "title"),
    [
        (kept(), "● EURUSD ▲ 0.50 lots @ 1.0850"),
        (
            kept(facts(entry("2410", "0.1"), symbol="XAUUSD", side=Side.SHORT, stop="2415", targets=())),
            "● XAUUSD ▼ 0.10 lots @ 2410",
        ),
        (
            kept(facts(entry("20000.25", "1"), symbol="NQ", stop=None, targets=(), unit="contracts")),
            "● NQ ▲ 1 contract @ 20000.25",
        ),
        (
            kept(facts(entry("190", "25"), symbol="AAPL", stop=None, targets=(), unit="shares")),
            "● AAPL ▲ 25 shares @ 190.00",
        ),
        (kept(facts(entry("5", "3"), symbol="ZZTOP", stop=None, targets=(), unit=None)), "● ZZTOP ▲ 3 @ 5"),
    ],
)
def test_a_title_fits_a_lock_screen(trade: Trade, title: str) -> None:
    assert title == open_card(trade)[0]
    assert len(title) <= 40


def test_a_part_says_what_it_booked_and_what_is_left() -> None:
    trade = kept(facts(entry(), leaving("1.0871", "0.25", minutes=49)))
    card = compose_part_card(trade, say=SAY, sign=unsigned)
    assert read_screen(card).splitlines() == [
        "● EURUSD ▲ 0.25 of 0.50 lots out @ 1.0871",
        "+0.70R on that half, booked today",
        "open 0.25 @ 1.0850",
        "stop 1.0820 −$75 = 0.5R",
        "[Close rest] [Stop to BE]",
        "[Edit] [Undo]",
    ]


def test_a_third_is_called_a_part() -> None:
    trade = kept(facts(entry(), leaving("1.0871", "0.2")))
    assert "+0.70R on that part, booked today" in read_screen(
        compose_part_card(trade, say=SAY, sign=unsigned)
    )


def test_a_closed_card_begins_with_the_result() -> None:
    trade = kept(facts(entry(), leaving("1.0871", "0.25", minutes=49), leaving("1.0905", "0.25")))
    assert closed_card(trade) == [
        "✓ EURUSD ▲ closed +1.27R (+$190.00) after 2 h 14 min",
        "Today: 3 trades, 2 W 1 L, +1.9R",
        "[How was it?] [Photo]",
        "[Edit] [Undo]",
    ]


def test_a_loss_bears_a_true_minus() -> None:
    assert closed_card(kept(facts(entry(), leaving("1.0835"))))[0].startswith(
        "✓ EURUSD ▲ closed −0.50R (−$75.00)"
    )


def test_without_stop_and_market_nothing_is_invented() -> None:
    told = facts(entry("5", "3"), leaving("6", "3"), symbol="ZZTOP", stop=None, targets=(), unit=None)
    lines = closed_card(kept(told))
    assert "✓ ZZTOP ▲ closed @ 6 after 2 h 14 min" == lines[0]
    assert "No money or R yet: neither a stop nor a point value is known." in lines


def test_a_stop_at_the_entry_is_called_so_and_needs_no_button() -> None:
    lines = open_card(kept(move_stop(facts(), Decimal("1.0850"))))
    assert "stop 1.0850 break-even" in lines
    assert "[Close]" in lines


def test_a_trailed_stop_says_what_it_locks_in() -> None:
    assert "stop 1.0870 +$100 locked in" in open_card(kept(move_stop(facts(), Decimal("1.0870"))))


def test_several_targets_have_a_row_each() -> None:
    lines = open_card(kept(facts(targets=("1.0880", "1.0910"))))
    assert ["target 1.0880 1.0R", "target 1.0910 2.0R"] == lines[2:4]


def test_a_card_names_its_trade_and_revision() -> None:
    trade = kept(revision=7)
    subject = compose_open_card(trade, say=SAY, sign=unsigned).subject
    assert subject is not None
    assert ("trade", str(trade.id), 7) == (subject.kind, subject.id, subject.revision)


def test_undo_bears_the_revision_it_takes_back() -> None:
    card = compose_open_card(kept(revision=7), say=SAY, sign=unsigned)
    assert "undo..7" == _token(card, "Undo")


def test_a_trade_taken_back_can_only_be_restored() -> None:
    screen = compose_taken_back(kept(), say=SAY, sign=unsigned)
    assert read_screen(screen).startswith("Taken back: EURUSD ▲ 0.50 lots @ 1.0850")
    assert ["Restore"] == [action.label for action in screen.actions]


def test_what_a_person_typed_stays_plain_text() -> None:
    told = replace(facts(), notes="<b>[x](http://y)</b> *bold*")
    assert "<b>[x](http://y)</b> *bold*" in open_card(kept(told))


def _token(screen: Screen, label: str) -> str:
    return next(action.token for action in screen.actions if action.label == label)
