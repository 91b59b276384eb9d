"""What the reader asks, warns of, and refuses to take for a trade."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.trades.shorthand import ReadingKind, read_trade, read_trades
from core.trades.shorthand.reading import NoTrade, Slot, WarningKind, Why
from core.trades.trade import Side
from tests.builders.trading import market


def asked(text: str) -> dict[Slot, Why]:
    return {question.slot: question.why for question in read_trade(text).questions}


def test_the_first_line_a_newcomer_types_leaves_nothing_to_ask() -> None:
    reading = read_trade("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm")

    assert ReadingKind.ENTRY is reading.kind
    assert Side.LONG is reading.side
    assert market("EURUSD") == reading.instrument
    assert ("breakout",) == reading.tags
    assert ("calm",) == reading.emotions
    assert () == reading.questions
    assert () == reading.warnings


def test_a_trade_without_a_size_asks_for_it() -> None:
    assert {Slot.QUANTITY: Why.MISSING} == asked("sold gold 2410 stop 2415")


def test_a_missing_point_is_proposed_and_asked() -> None:
    reading = read_trade("long usdjpy 149500 sl 149200 1 lot")
    entry, stop = reading.questions

    assert (Slot.ENTRY, Why.POINT_MISSING, "149500") == (entry.slot, entry.why, entry.typed)
    assert (Decimal("149.500"),) == entry.proposed
    assert (Decimal("149.200"),) == stop.proposed
    assert Decimal("149.500") == reading.entry


def test_a_price_ten_times_off_is_kept_asked_and_warned_of() -> None:
    reading = read_trade("long EURUSD 0.1085 sl 1.0820 1 lot")

    assert Decimal("0.1085") == reading.entry
    assert reading.asks(Slot.ENTRY)
    assert WarningKind.PRICE_OFF_SCALE in {warning.kind for warning in reading.warnings}


def test_a_stop_on_the_wrong_side_is_kept_asked_and_warned_of() -> None:
    reading = read_trade("long EURUSD 1.0850 sl 1.0890 1 lot")
    (warning,) = reading.warnings

    assert Decimal("1.0890") == reading.stop_loss
    assert {Slot.STOP_LOSS: Why.WRONG_SIDE} == asked("long EURUSD 1.0850 sl 1.0890 1 lot")
    assert (WarningKind.STOP_WRONG_SIDE, Decimal("1.0850")) == (warning.kind, warning.against)


def test_a_target_on_the_wrong_side_is_kept_and_warned_of() -> None:
    reading = read_trade("USDJPY sell 108.70 sl 109.50 tp 108.90 1 lot")

    assert (Decimal("108.90"),) == reading.take_profits
    assert [WarningKind.TARGET_WRONG_SIDE] == [warning.kind for warning in reading.warnings]


def test_size_zero_is_asked_again() -> None:
    assert {Slot.QUANTITY: Why.ZERO} == asked("long EURUSD 1.0850 sl 1.0820 0 lots")


def test_what_stands_where_a_price_is_wanted_is_named() -> None:
    (entry, _) = read_trade("long EURUSD abc").questions

    assert (Slot.ENTRY, Why.UNREADABLE, "abc") == (entry.slot, entry.why, entry.typed)


def test_an_unknown_market_is_taken_and_asked_about() -> None:
    reading = read_trade("long ZENITHSTL 212 sl 208 10 shares")

    assert "ZENITHSTL" == reading.symbol
    assert reading.instrument is None
    assert {Slot.SYMBOL: Why.UNKNOWN_SYMBOL} == asked("long ZENITHSTL 212 sl 208 10 shares")


def test_the_traders_own_market_needs_no_question() -> None:
    own = replace(market("ES"), symbol="ZENITHSTL", band=None)
    reading = read_trade("long ZENITHSTL 212 sl 208 10 contracts", instruments=[own])

    assert own is reading.instrument
    assert () == reading.questions


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", NoTrade.EMPTY),
        ("   \n\n ", NoTrade.EMPTY),
        ("😀😀😀", NoTrade.EMPTY),
        ("/log@other_bot", NoTrade.COMMAND),
        ("should i buy gold now?", NoTrade.QUESTION),
        ("lets see what london does", NoTrade.CHATTER),
        ("up 2R on NQ so far", NoTrade.RUNNING),
        ("Scalpers can secure half and set BE", NoTrade.MANAGEMENT),
        ("x" * 5000, NoTrade.CHATTER),
        ("long " * 1000, NoTrade.CHATTER),
    ],
)
def test_what_is_no_trade_says_why(text: str, reason: NoTrade) -> None:
    reading = read_trade(text)

    assert not reading.is_trade
    assert reason is reading.reason


def test_markup_and_control_characters_do_not_hide_a_trade() -> None:
    reading = read_trade("<b>long</b> EURUSD\x00 1.0850\u202e sl\u200b 1.0820 1 lot")

    assert (Decimal("1.0850"), Decimal("1.0820")) == (reading.entry, reading.stop_loss)


def test_only_the_first_4096_characters_are_read_and_that_is_said() -> None:
    reading = read_trade("long EURUSD 1.0850 sl 1.0820 1 lot note " + "word " * 2000)

    assert Decimal("1.0850") == reading.entry
    assert WarningKind.TEXT_CUT in {warning.kind for warning in reading.warnings}


def test_spans_point_into_the_text_as_it_was_typed() -> None:
    text = "🟢 long EURUSD 1.0850 sl 1.0820 0.5 lots"
    places = {span.slot: text[span.start : span.end] for span in read_trade(text).spans}

    assert {
        Slot.SYMBOL: "EURUSD",
        Slot.ENTRY: "1.0850",
        Slot.STOP_LOSS: "1.0820",
        Slot.QUANTITY: "0.5 lots",
    } == places


def test_several_trades_in_one_message_are_read_one_by_one() -> None:
    text = "Gbpjpy sell now 192.00\nSl 193.00\nTp 190.00\n\nGold sell now 2408\nSl 2418\nTp 2390"
    first, second = read_trades(text)

    assert ("GBPJPY", (Decimal("190.00"),)) == (first.symbol, first.take_profits)
    assert ("XAUUSD", Decimal(2408), Decimal(2418)) == (second.symbol, second.entry, second.stop_loss)
    assert first == read_trade(text)


def test_a_ladder_of_entries_is_one_trade() -> None:
    text = "#USDCHF Buy\nBuy1 @ 0.8802\nBuy2 @ 0.8770\nSL @ 0.8700\nTP 0.8900"

    assert 1 == len(read_trades(text))


def test_two_plain_lines_are_two_trades() -> None:
    first, second = read_trades("long EURUSD 1.0850 0.5 lots\nshort GBPUSD 1.27 1 lot")

    assert ("EURUSD", Decimal("1.0850"), Decimal("0.5")) == (first.symbol, first.entry, first.quantity)
    assert ("GBPUSD", Decimal("1.27"), Decimal(1)) == (second.symbol, second.entry, second.quantity)


def test_a_text_without_trades_is_one_reading() -> None:
    (reading,) = read_trades("")

    assert NoTrade.EMPTY is reading.reason


def test_risk_costs_and_time_are_read_beside_the_trade() -> None:
    reading = read_trade("short 2 NQ @ 21450.25 stop 21480 risk $500 commission 4.2 yesterday 14:30")

    assert reading.risk is not None
    assert Decimal(500) == reading.risk.money
    assert Decimal("4.2") == reading.commission
    assert "yesterday 14:30" == reading.opened_hint


def test_a_whole_closed_trade_in_one_line_holds_its_exit() -> None:
    reading = read_trade("long EURUSD entry 1.0850 sl 1.0820 exit 1.0905 0.5 lots")

    assert ReadingKind.ENTRY is reading.kind
    assert (Decimal("1.0850"), Decimal("1.0905")) == (reading.entry, reading.exit)


def test_grouped_digits_behind_a_number_are_no_thousands() -> None:
    assert read_trade("long US30 39 1'4 sl 38900").is_trade
