"""What is said beside a trade: missed ones, how far it went, account and rate, marks, several results."""

from decimal import Decimal

import pytest

from core.trades.shorthand import ReadingKind, read_trade
from core.trades.shorthand.reader import read_trades
from core.trades.shorthand.reading import Slot, Why
from core.trades.shorthand.wire import wire_reading


def test_a_missed_trade_is_no_trade_but_keeps_its_prices() -> None:
    reading = read_trade("missed long EURUSD 1.0850 sl 1.0820 tp 1.0910")

    assert (ReadingKind.NONE, True) == (reading.kind, reading.missed)
    assert (Decimal("1.0850"), Decimal("1.0820")) == (reading.entry, reading.stop_loss)
    assert wire_reading(reading)["symbol"] is None


@pytest.mark.parametrize(
    ("text", "worst", "best"),
    [
        ("long EURUSD 1.0850 low 1.0832 high 1.0921", "1.0832", "1.0921"),
        ("short EURUSD 1.0850 low 1.0832 high 1.0921", "1.0921", "1.0832"),
        ("worst 1.0832 best 1.0921", "1.0832", "1.0921"),
    ],
)
def test_the_side_tells_which_extreme_was_the_worst(text: str, worst: str, best: str) -> None:
    reading = read_trade(text)

    assert (Decimal(worst), Decimal(best)) == (reading.worst, reading.best)


def test_heat_is_a_way_from_the_entry() -> None:
    told = read_trade("long EURUSD 1.0850 sl 1.0820 heat 12 pips").distances

    assert [(Slot.WORST, "pips", Decimal(12), Decimal("1.0838"))] == [
        (way.slot, way.unit, way.amount, way.price) for way in told
    ]


def test_results_in_one_line_are_read_one_by_one() -> None:
    readings = read_trades("+2R EURUSD, -1R NQ, BE gold")

    assert [("EURUSD", Decimal(2)), ("NQ", Decimal(-1)), ("XAUUSD", Decimal(0))] == [
        (reading.symbol, reading.result_r) for reading in readings
    ]


def test_a_feeling_alone_is_heard_but_is_no_trade() -> None:
    reading = read_trade("calm")

    assert (ReadingKind.NONE, ("calm",)) == (reading.kind, reading.emotions)


def test_broken_contracts_of_a_future_are_doubted() -> None:
    asked = read_trade("long NQ 1.09 contracts @ 20900").questions

    assert [(Slot.QUANTITY, Why.AMBIGUOUS)] == [(question.slot, question.why) for question in asked]


def test_words_behind_a_trade_are_its_note() -> None:
    reading = read_trade("long EURUSD 1.0850 sl 1.0820 calm, waited for the retest")

    assert ("waited for the retest", ("calm",)) == (reading.note, reading.emotions)


def test_a_note_takes_no_part_in_the_trade() -> None:
    reading = read_trade("closed 1.0905 note got only half the move to 1.0950")

    assert (Decimal("1.0905"), None) == (reading.exit, reading.portion)
    assert reading.note == "got only half the move to 1.0950"


def test_the_account_is_offered_in_small_letters() -> None:
    texts = ("long EURUSD 1.0850 acct demo", "long EURUSD 1.0850 @ftmo", "long EURUSD 1.0850 on FTMO")

    assert ["demo", "ftmo", "ftmo"] == [read_trade(text).account_words for text in texts]
