"""How amounts add up and how numbers are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import (
    CurrencyMismatch,
    Money,
    format_money,
    format_number,
    format_percent,
    format_price,
    format_r,
    format_short,
    format_size,
    require_decimal,
    round_half_up,
)

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=8)


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("190", "USD", "+$190.00"),
        ("-150", "USD", "−$150.00"),
        ("1234.5", "USD", "+$1,234.50"),
        ("0", "USD", "$0.00"),
        ("-0.004", "USD", "$0.00"),
        ("0.005", "EUR", "+€0.01"),
        ("-1500.4", "JPY", "−¥1,500"),
        ("120", "CHF", "+120.00 CHF"),
    ],
)
def test_results_bear_their_sign_and_cents(amount: str, currency: str, expected: str) -> None:
    assert expected == format_money(Money(Decimal(amount), currency))


def test_whole_amounts_can_lose_their_cents_but_broken_ones_keep_them() -> None:
    assert format_money(Money(Decimal(-150), "USD"), cents=False) == "−$150"
    assert format_money(Money(Decimal("-150.25"), "USD"), cents=False) == "−$150.25"
    assert format_money(Money(Decimal(50), "USD"), signed=False, cents=False) == "$50"


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [("1.2666", 2, "+1.27R"), ("-12.84", 1, "−12.8R"), ("0", 2, "0.00R"), ("0.125", 2, "+0.13R")],
)
def test_r_is_written_with_its_sign(value: str, digits: int, expected: str) -> None:
    assert expected == format_r(Decimal(value), digits)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("30", "30"),
        ("30.000", "30"),
        ("12.50", "12.5"),
        ("0.005", "0.01"),
        ("100", "100"),
        ("1234.5", "1,234.5"),
    ],
)
def test_a_short_figure_has_no_trailing_zeros(value: str, expected: str) -> None:
    assert expected == format_short(Decimal(value))


def test_a_share_and_its_sign_stay_on_one_line() -> None:
    assert format_percent(Decimal("0.455")) == "46\u00a0%"


@pytest.mark.parametrize(
    ("price", "at_least", "quoted", "expected"),
    [
        ("1.0850", 4, 5, "1.0850"),
        ("1.08500", 4, 5, "1.08500"),
        ("1.085000000000000000", 4, 5, "1.0850"),
        ("1.08505", 4, 5, "1.08505"),
        ("2410", 0, 2, "2410"),
        ("2410.500000000000000000", 0, 2, "2410.50"),
        ("149.500", 2, 3, "149.500"),
        ("0.009190499999999999", 0, 8, "0.009190499999999999"),
        ("1E+2", 0, 2, "100"),
        ("-1.5", 0, 1, "−1.5"),
    ],
)
def test_prices_keep_what_was_typed(price: str, at_least: int, quoted: int, expected: str) -> None:
    assert expected == format_price(Decimal(price), at_least, quoted)


@pytest.mark.parametrize(
    ("size", "digits", "expected"),
    [("0.5", 2, "0.50"), ("0.125", 2, "0.125"), ("3", 0, "3"), ("1000", 0, "1,000"), ("2.000", 0, "2")],
)
def test_sizes_lose_needless_zeros(size: str, digits: int, expected: str) -> None:
    assert expected == format_size(Decimal(size), digits)


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(CurrencyMismatch) as refusal:
        Money(Decimal(1), "USD") + Money(Decimal(1), "EUR")

    assert refusal.value.fields == {"left": "USD", "right": "EUR"}
    with pytest.raises(CurrencyMismatch):
        Money(Decimal(1), "USD") - Money(Decimal(1), "EUR")


@pytest.mark.parametrize("wrong", [1.5, True, "1", None])
def test_only_decimals_are_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        require_decimal(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "Infinity"])
def test_money_is_finite(wrong: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Money(Decimal(wrong), "USD")


@given(left=amounts, right=amounts)
def test_adding_and_taking_away_is_exact(left: Decimal, right: Decimal) -> None:
    one, other = Money(left, "USD"), Money(right, "USD")

    assert one == one + other - other
    assert one + other == other + one
    assert one - other == -(other - one)
    assert one + one == one * 2


@given(value=amounts, digits=st.integers(0, 6))
def test_rounding_is_symmetric_and_near(value: Decimal, digits: int) -> None:
    rounded = round_half_up(value, digits)

    assert -rounded == round_half_up(-value, digits)
    assert abs(rounded - value) <= Decimal(1).scaleb(-digits) / 2


@given(value=amounts)
def test_a_number_is_never_minus_zero(value: Decimal) -> None:
    shown = format_number(value, 2, signed=True)

    assert shown not in ("−0.00", "+0.00")
    if shown != "0.00":
        assert ("+" if value > 0 else "−") == shown[0]
