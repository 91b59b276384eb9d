"""Time zones as people name them: by a city, and guessed from the language of their platform."""

import unicodedata
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from core.errors import Invalid
from core.messaging.tongue import spoken

_CITIES = {
    "abu dhabi": "Asia/Dubai",
    "amsterdam": "Europe/Amsterdam",
    "atlanta": "America/New_York",
    "auckland": "Pacific/Auckland",
    "bangalore": "Asia/Kolkata",
    "barcelona": "Europe/Madrid",
    "beijing": "Asia/Shanghai",
    "birmingham": "Europe/London",
    "boston": "America/New_York",
    "brasilia": "America/Sao_Paulo",
    "cape town": "Africa/Johannesburg",
    "charlotte": "America/New_York",
    "cologne": "Europe/Berlin",
    "dallas": "America/Chicago",
    "delhi": "Asia/Kolkata",
    "edinburgh": "Europe/London",
    "frankfurt": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "hamburg": "Europe/Berlin",
    "hanoi": "Asia/Ho_Chi_Minh",
    "houston": "America/Chicago",
    "las vegas": "America/Los_Angeles",
    "lyon": "Europe/Paris",
    "manchester": "Europe/London",
    "miami": "America/New_York",
    "milan": "Europe/Rome",
    "montreal": "America/Toronto",
    "mumbai": "Asia/Kolkata",
    "munich": "Europe/Berlin",
    "new delhi": "Asia/Kolkata",
    "nyc": "America/New_York",
    "osaka": "Asia/Tokyo",
    "ottawa": "America/Toronto",
    "philadelphia": "America/New_York",
    "porto": "Europe/Lisbon",
    "pretoria": "Africa/Johannesburg",
    "rio de janeiro": "America/Sao_Paulo",
    "saigon": "Asia/Ho_Chi_Minh",
    "san diego": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "shenzhen": "Asia/Shanghai",
    "tel aviv": "Asia/Jerusalem",
    "valencia": "Europe/Madrid",
    "washington": "America/New_York",
    "wellington": "Pacific/Auckland",
    "zurich": "Europe/Zurich",
}
_BY_REGION = {
    "AE": ("Asia/Dubai",),
    "AU": ("Australia/Sydney", "Australia/Perth"),
    "AT": ("Europe/Vienna",),
    "BE": ("Europe/Brussels",),
    "BR": ("America/Sao_Paulo",),
    "CA": ("America/Toronto", "America/Vancouver"),
    "CH": ("Europe/Zurich",),
    "CN": ("Asia/Shanghai",),
    "DE": ("Europe/Berlin",),
    "ES": ("Europe/Madrid",),
    "FR": ("Europe/Paris",),
    "GB": ("Europe/London",),
    "HK": ("Asia/Hong_Kong",),
    "ID": ("Asia/Jakarta",),
    "IE": ("Europe/Dublin",),
    "IN": ("Asia/Kolkata",),
    "IT": ("Europe/Rome",),
    "JP": ("Asia/Tokyo",),
    "MX": ("America/Mexico_City",),
    "NG": ("Africa/Lagos",),
    "NL": ("Europe/Amsterdam",),
    "NZ": ("Pacific/Auckland",),
    "PL": ("Europe/Warsaw",),
    "PT": ("Europe/Lisbon",),
    "SE": ("Europe/Stockholm",),
    "SG": ("Asia/Singapore",),
    "TR": ("Europe/Istanbul",),
    "US": ("America/New_York", "America/Chicago", "America/Los_Angeles"),
    "ZA": ("Africa/Johannesburg",),
}
_REGION_OF_LANGUAGE = {
    "de": "DE",
    "es": "ES",
    "fr": "FR",
    "hi": "IN",
    "id": "ID",
    "it": "IT",
    "ja": "JP",
    "nl": "NL",
    "pl": "PL",
    "pt": "PT",
    "sv": "SE",
    "tr": "TR",
    "zh": "CN",
}
_USUAL = ("Europe/Lisbon", "Europe/London", "America/New_York", "Asia/Singapore")


class UnknownPlace(Invalid):
    """Field: `typed`."""

    code = "unknown_place"
    phrase = "I do not know “{typed}” as a city. Try a larger one near you, or a zone such as Europe/Lisbon."


def guess_zones(locale: str, *, count: int = 3) -> tuple[ZoneInfo, ...]:
    """The likeliest zones of somebody whose platform speaks `locale` (`en-US`, `de`), likeliest first."""
    language, _, region = locale.replace("_", "-").partition("-")
    region = region.upper() or _REGION_OF_LANGUAGE.get(language.lower(), "")
    keys = dict.fromkeys((*_BY_REGION.get(region, ()), *_USUAL))
    return tuple(ZoneInfo(key) for key in list(keys)[:count])


def parse_zone(text: str) -> ZoneInfo:
    """The zone of a city or by its own name (`Zürich`, `new york`, `Europe/Lisbon`, `UTC`).

    Raises:
        UnknownPlace: no such place.
    """
    place = _plain(text)
    key = _CITIES.get(place) or _names().get(place) or _find_spoken(place)
    if key is None:
        raise UnknownPlace(typed=" ".join(text.split())[:40])
    return ZoneInfo(key)


def show_zone(zone: ZoneInfo) -> str:
    """`New York` of America/New_York, `Nueva York` where that is spoken."""
    return show_city(zone.key)


def show_city(key: str) -> str:
    """The city of a zone's name in the spoken language."""
    return spoken().cities.get(key) or key.rpartition("/")[2].replace("_", " ")


def _find_spoken(place: str) -> str | None:
    """A city by its name in the language that is spoken (`Londres`)."""
    cities = spoken().cities
    return next((key for key, city in cities.items() if _plain(city) == place), None)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every zone by its plain name and by its city; a name that several zones share means the first."""
    found: dict[str, str] = {}
    places = sorted(key for key in available_timezones() if key == "UTC" or _is_place(key))
    for key in places:
        found.setdefault(_plain(key.rpartition("/")[2]), key)
    for key in places:
        found[_plain(key)] = key
    return found


def _is_place(key: str) -> bool:
    area = key.partition("/")[0]
    return "/" in key and area not in ("Etc", "SystemV", "US", "posix", "right")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    kept = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(kept.split())[:60]
