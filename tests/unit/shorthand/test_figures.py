"""What written numbers may mean, and which meaning a market believes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trades.shorthand.figures import Style, meanings, price_of, split_list, style_of
from tests.builders.trading import market

ONE = Decimal(1)
PLAIN = Style()


@pytest.mark.parametrize(
    ("raw", "symbol", "expected"),
    [
        ("1.0850", "EURUSD", "1.0850"), ("1,0850", "EURUSD", "1.0850"), ("1,085", "EURUSD", "1.085"),
        ("64,000", "BTCUSDT", "64000"), ("64.000", "BTCUSDT", "64000"), ("18.350,5", "NAS100", "18350.5"),
        ("19,120.5", "GER40", "19120.5"), ("0,075", None, "0.075"), (".93", None, "0.93"),
        ("39'250", "US30", "39250"), ("1,23,456", None, "123456"), (".2447", "XAUUSD", "2447"),
    ],
)  # fmt: skip
def test_a_figure_means_what_its_market_believes(raw: str, symbol: str | None, expected: str) -> None:
    price = price_of(raw, ONE, market(symbol) if symbol else None, PLAIN)

    assert price is not None
    assert Decimal(expected) == price.value


@pytest.mark.parametrize(
    ("raw", "symbol", "expected"),
    [("178100", "CHFJPY", "178.100"), ("17800", "CHFJPY", "178.00"), ("12710", "GBPUSD", "1.2710")],
)
def test_a_missing_point_is_put_in_and_marked(raw: str, symbol: str, expected: str) -> None:
    price = price_of(raw, ONE, market(symbol), PLAIN)

    assert price is not None
    assert (Decimal(expected), True) == (price.value, price.shifted)


def test_a_written_point_is_never_moved() -> None:
    price = price_of("0.0700", ONE, market("EURUSD"), PLAIN)

    assert price is not None
    assert (Decimal("0.0700"), True, False) == (price.value, price.off_scale, price.shifted)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("132.650,133.000", ["132.650", "133.000"]),
        ("5000,5020,5030", ["5000", "5020", "5030"]),
        ("1.1.96600", ["1.96600"]),
        ("1,0850", ["1,0850"]),
        ("64,000", ["64,000"]),
        ("2,201.43", ["2,201.43"]),
    ],
)
def test_lists_are_cut_and_single_numbers_are_not(raw: str, expected: list[str]) -> None:
    assert expected == split_list(raw)


def test_the_rest_of_a_message_tells_its_decimals() -> None:
    assert Style(decimal_comma=True) == style_of(["1,0850", "3"])
    assert Style(decimal_dot=True) == style_of(["1.0850", "64,000"])
    assert [Decimal("1.085"), Decimal(1085)] == meanings("1,085", style_of(["1,0850"]))


@given(st.decimals(min_value=0, max_value=10**9, places=5, allow_nan=False))
def test_a_plain_decimal_means_itself(value: Decimal) -> None:
    assert value == meanings(f"{value:f}", PLAIN)[0]


@given(st.text(alphabet="0123456789.,'", max_size=50))
def test_any_row_of_digits_and_points_is_answered(raw: str) -> None:
    assert all(choice >= 0 for choice in meanings(raw, PLAIN)) or not raw.strip(".,'")
