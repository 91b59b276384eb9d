"""How each language counts, writes numbers and names days; which one a platform's tag means."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.messaging.dates import find_month, find_weekday, name_month, show_day, show_long_day
from core.messaging.languages import LANGUAGES, find_language, find_named
from core.messaging.phrases import phrase, phrases, say, speaking
from core.messaging.tongue import find_tongue, spoken
from core.money import Money, format_money, format_percent, format_price, format_r, format_size
from core.people.zones import parse_zone, show_zone
from core.trades.typed import parse_number

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", "es"),
        ("es-419", "es"),
        ("pt-BR", "pt"),
        ("pt_PT", "pt"),
        ("DE-ch", "de"),
        ("en-US", "en"),
        ("zh-Hans", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_tag_means_one_of_our_languages(tag: str | None, language: str) -> None:
    assert language == find_language(tag)


@pytest.mark.parametrize(
    ("typed", "language"), [("Español", "es"), ("german", "de"), ("pt", "pt"), ("elvish", None)]
)
def test_a_language_is_known_by_its_names(typed: str, language: str | None) -> None:
    assert language == find_named(typed)


@pytest.mark.parametrize(
    ("tag", "money", "price", "r"),
    [
        ("en", "+$1,234.50", "1.0850", "+1.67R"),
        ("es", "+1.234,50\xa0$", "1,0850", "+1,67R"),
        ("es-MX", "+$1,234.50", "1.0850", "+1.67R"),
        ("pt-BR", "+$\xa01.234,50", "1,0850", "+1,67R"),
        ("de", "+1.234,50\xa0$", "1,0850", "+1,67R"),
        ("fr", "+1\u202f234,50\xa0$", "1,0850", "+1,67R"),
        ("ru", "+1\xa0234,50\xa0$", "1,0850", "+1,67R"),
    ],
)
def test_numbers_are_dressed_as_the_region_writes_them(tag: str, money: str, price: str, r: str) -> None:
    with speaking(tag):
        assert money == format_money(Money(Decimal("1234.5"), "USD"))
        assert price == format_price(Decimal("1.0850"))
        assert r == format_r(Decimal("1.67"))


def test_zeros_that_were_typed_stay_in_every_language() -> None:
    with speaking("de"):
        assert ("2410,50", "0,50", "46\xa0%") == (
            format_price(Decimal("2410.50")),
            format_size(Decimal("0.5"), 2),
            format_percent(Decimal("0.46")),
        )


@given(
    price=st.decimals(min_value="0.00001", max_value="99999", places=5),
    language=st.sampled_from(["es", "es-MX", "pt-BR", "de", "de-CH", "fr", "ru"]),
)
def test_a_price_that_is_shown_reads_as_the_same_price(price: Decimal, language: str) -> None:
    with speaking(language):
        shown = format_price(price, at_least=5, quoted=5)
    assert price == parse_number(shown)


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 сделка"), (2, "2 сделки"), (5, "5 сделок"), (21, "21 сделка"), (1234, "1\xa0234 сделки")],
)
def test_russian_has_three_forms_of_a_count(count: int, words: str) -> None:
    assert words == phrases("ru")("{count} trade", "{count} trades", count=count)


def test_a_phrase_in_a_field_is_said_too() -> None:
    said = phrases("es")("I read “{typed}”, but need {wanted}.", typed="x", wanted=phrase("yes or no"))
    assert "Leo “x”, pero necesito sí o no." == said


def test_what_is_typed_is_never_a_pattern() -> None:
    assert "Leo: {name}" == phrases("es")("I read: {words}", words="{name}")


def test_speaking_to_somebody_else_ends_with_the_block() -> None:
    with speaking("es"):
        with speaking("de") as german:
            assert ("Zurück", "Zurück") == (german("Back"), say("Back"))
        assert "Atrás" == say("Back")
    assert "en" == spoken().language


@pytest.mark.parametrize(
    ("tag", "short", "long", "month"),
    [
        ("en", "Tue 3 Nov 2026", "Tuesday 3 November", "November 2026"),
        ("es", "mar 3 nov 2026", "martes 3 de noviembre", "noviembre de 2026"),
        ("pt", "ter 3 nov 2026", "terça-feira, 3 de novembro", "novembro de 2026"),
        ("de", "Di 3. Nov 2026", "Dienstag, der 3. November", "November 2026"),
        ("fr", "mar 3 nov 2026", "mardi 3 novembre", "novembre 2026"),
        ("ru", "вт 3 нояб 2026", "вторник, 3 ноября", "ноябрь 2026"),
    ],
)
def test_days_and_months_are_named(tag: str, short: str, long: str, month: str) -> None:
    with speaking(tag):
        assert (short, long, month) == (
            show_day(DAY, year=True, weekday=True),
            show_long_day(DAY),
            name_month(DAY, year=True),
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_and_weekday_is_known_by_its_name(language: str) -> None:
    tongue = find_tongue(language)
    with speaking(language):
        assert list(range(1, 13)) == [find_month(name) for name in tongue.months]
        assert list(range(1, 8)) == [find_weekday(name) for name in tongue.weekdays]
        assert list(range(1, 8)) == [find_weekday(name) for name in tongue.short_weekdays]


def test_names_of_other_languages_are_known_as_well() -> None:
    assert (10, 5) == (find_month("octubre"), find_weekday("пятница"))
    assert (None, None) == (find_month("abc"), find_weekday("xy"))


def test_a_city_bears_its_own_name_and_is_found_by_it() -> None:
    london = ZoneInfo("Europe/London")
    with speaking("es"):
        assert ("Londres", london) == (show_zone(london), parse_zone("londres"))
    assert "London" == show_zone(london)
