"""Places as people name them."""

import pytest

from core.people.zones import UnknownPlace, guess_zones, parse_zone, show_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Lisbon", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("NYC", "America/New_York"),
        ("Zürich", "Europe/Zurich"),
        ("são paulo", "America/Sao_Paulo"),
        ("San Francisco", "America/Los_Angeles"),
        ("mumbai", "Asia/Kolkata"),
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("UTC", "UTC"),
    ],
)
def test_a_city_names_its_zone(typed: str, zone: str) -> None:
    assert zone == parse_zone(typed).key


@pytest.mark.parametrize("typed", ["", "Gotham", "../etc/passwd", "GMT+25", "x" * 500, "🚀"])
def test_no_place_is_refused(typed: str) -> None:
    with pytest.raises(UnknownPlace):
        parse_zone(typed)


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ("en-US", "America/New_York"),
        ("de", "Europe/Berlin"),
        ("pt_BR", "America/Sao_Paulo"),
        ("en", "Europe/Lisbon"),
    ],
)
def test_the_platforms_language_guesses_the_likeliest_zone(locale: str, first: str) -> None:
    zones = guess_zones(locale)
    assert first == zones[0].key
    assert 3 == len({zone.key for zone in zones})


def test_every_zone_is_found_by_its_own_name() -> None:
    assert "Buenos Aires" == show_zone(parse_zone("America/Argentina/Buenos_Aires"))
