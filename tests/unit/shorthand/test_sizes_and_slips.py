"""Sizes without a unit, and prices whose point slipped."""

from decimal import Decimal

import pytest

from core.trades.shorthand import read_trade
from core.trades.shorthand.reading import Slot, Why


@pytest.mark.parametrize(
    ("text", "quantity", "targets"),
    [
        ("long MNQ 18500 sl 18475 2", "2", ()),
        ("buy BTCUSDT 64k sl 63.5k tp 66k 0.1", "0.1", ("66000",)),
        ("buy eurusd 1.0850 sl 1.0830 tp 1.0890 1", "1", ("1.0890",)),
        ("long AAPL 187.20 stop 185 target 192 50", "50", ("192",)),
        ("xauusd buy 2655 sl 2650 tp 2665 lot 0.05", "0.05", ("2665",)),
    ],
)
def test_a_last_number_that_cannot_be_a_price_is_the_size(
    text: str, quantity: str, targets: tuple[str, ...]
) -> None:
    reading = read_trade(text)

    assert Decimal(quantity) == reading.quantity
    assert tuple(map(Decimal, targets)) == reading.take_profits


def test_a_last_number_that_can_be_a_price_stays_a_target() -> None:
    reading = read_trade("long NVDA 140 sl 137 tp 145 150")

    assert (Decimal(145), Decimal(150)) == reading.take_profits
    assert reading.quantity is None


def test_a_slipped_point_is_kept_as_typed_and_asked_with_what_was_meant() -> None:
    reading = read_trade("short EURUSD 10.850 sl 1.0880 0.1 lots")
    (question,) = reading.questions

    assert Decimal("10.850") == reading.entry
    assert (Slot.ENTRY, Why.OFF_SCALE, "10.850") == (question.slot, question.why, question.typed)
    assert (Decimal("1.0850"),) == question.proposed


def test_a_slip_that_no_other_price_explains_is_asked_without_a_proposal() -> None:
    (question, _) = read_trade("short EURUSD 10.850").questions

    assert (Slot.ENTRY, Why.OFF_SCALE, ()) == (question.slot, question.why, question.proposed)


def test_buy_to_close_is_no_coin() -> None:
    closing = read_trade("BTC 2 SPX 5800P @ 0.90")
    coin = read_trade("BTC $95000 long sl 94000")

    assert ("SPX", Decimal("0.90"), Decimal(2)) == (closing.symbol, closing.exit, closing.quantity)
    assert "BTCUSDT" == coin.symbol
