"""Short answers, typed as each language writes them: numbers, sizes, parts, feelings."""

from decimal import Decimal

import pytest

from bots.dialogs.feelings import read_feelings
from core.messaging.phrases import speaking
from core.trades.typed import Leaving, parse_balance, parse_leaving, parse_number, parse_risk, parse_size


@pytest.mark.parametrize(
    "typed", ["1.234,50", "1,234.50", "1 234,50", "1\u202f234,50", "1\xa0234.50", "1’234.50"]
)
def test_thousands_are_read_in_every_dress(typed: str) -> None:
    assert Decimal("1234.50") == parse_number(typed)


@pytest.mark.parametrize(
    ("typed", "size", "unit"),
    [
        ("0,5 lotes", "0.5", "lots"),
        ("0,50 лота", "0.50", "lots"),
        ("3 Kontrakte", "3", "contracts"),
        ("2 contrats", "2", "contracts"),
        ("100 acciones", "100", "shares"),
        ("5 Aktien", "5", "shares"),
    ],
)
def test_a_size_is_read_with_its_unit_in_every_language(typed: str, size: str, unit: str) -> None:
    assert (Decimal(size), unit) == parse_size(typed)


@pytest.mark.parametrize("half", ["half", "la mitad", "metade", "halb", "moitié", "половина"])
def test_a_half_leaves_in_every_language(half: str) -> None:
    assert Leaving(price=Decimal("1.0905"), portion=Decimal("0.5")) == parse_leaving(f"{half} 1,0905")


@pytest.mark.parametrize("begun", ["exit", "salida", "saída", "raus", "sortie", "выход"])
def test_a_line_about_leaving_begins_in_every_language(begun: str) -> None:
    assert Leaving(price=Decimal("1.0905")) == parse_leaving(f"{begun} 1.0905")


def test_a_point_separates_thousands_of_money_where_the_language_does() -> None:
    assert Decimal("10.000") == parse_balance("10.000")
    with speaking("de"):
        assert Decimal(10000) == parse_balance("10.000 EUR")
        assert ("money", Decimal(1000)) == parse_risk("1.000")
        assert Decimal("1.085") == parse_number("1.085")


def test_a_share_of_risk_takes_a_comma() -> None:
    assert ("percent", Decimal("0.75")) == parse_risk("0,75 %")


@pytest.mark.parametrize(
    ("typed", "feeling"),
    [("ansiedad", "anxious"), ("Müde", "tired"), ("cansaço", "tired"), ("жадность", "greedy")],
)
def test_a_feeling_on_a_button_may_be_typed_in_any_language(typed: str, feeling: str) -> None:
    assert feeling == read_feelings(typed)
