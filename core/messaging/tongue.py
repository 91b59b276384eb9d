"""How one language dresses numbers and names days; which one is being spoken at the moment.

Every formatter asks `spoken()`, so that a figure needs no language handed to it: whoever begins to
answer a person calls `speak`. Source of signs and names: CLDR, through Babel.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from core.messaging.languages import ENGLISH, find_language

NO_BREAK = "\N{NO-BREAK SPACE}"
_REGIONS = {"pt": "BR"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Tongue:
    """`signs` turns the English dress of a number into this one; empty where they are the same.

    `symbol_first`: `$190.00` rather than `190,00 $`; `gap` stands between symbol and number. Months
    are indexed from 0, weekdays from Monday; `of_months` is the form beside a day (`ноября`). `cities`
    by the name of their zone, where they are called otherwise than in English.
    """

    tag: str
    language: str
    signs: dict[int, str]
    symbol_first: bool
    gap: str
    months: tuple[str, ...]
    of_months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    cities: Mapping[str, str]

    def dress(self, number: str) -> str:
        """`1,234.50` as it is written here (`1.234,50`)."""
        return number.translate(self.signs) if self.signs else number

    def with_symbol(self, symbol: str, number: str) -> str:
        """`$190.00`, `190,00 $`."""
        return f"{symbol}{self.gap}{number}" if self.symbol_first else f"{number}{self.gap}{symbol}"

    def short_month(self, day: date) -> str:
        return self.short_months[day.month - 1]

    def short_weekday(self, day: date) -> str:
        return self.short_weekdays[day.weekday()]


def find_tongue(tag: str | None) -> Tongue:
    """The dress of a platform's tag: `es-MX` writes 1,234.50 where `es` writes 1.234,50."""
    language = find_language(tag)
    return _load(
        language, (tag or "").replace("_", "-").partition("-")[2].upper() if language != ENGLISH else ""
    )


def spoken() -> Tongue:
    """The one being spoken in this task; English before anybody spoke."""
    return _spoken.get() or _load(ENGLISH, "")


def speak(tag: str | None) -> None:
    """From here on this task speaks to somebody of that tag."""
    _spoken.set(find_tongue(tag))


@lru_cache(maxsize=256)
def _load(language: str, region: str) -> Tongue:
    locale = _find_locale(language, region)
    numbers = locale.number_symbols
    signs = numbers.get("latn", numbers)
    pattern = locale.currency_formats["standard"].pattern.partition(";")[0]
    symbol_first = pattern.startswith("¤")
    dressed = {",": signs["group"], ".": signs["decimal"]}
    months, weekdays = locale.months, locale.days
    return Tongue(
        tag=f"{language}-{region}" if region and locale.territory == region else language,
        language=language,
        signs={} if language == ENGLISH else {ord(sign): shown for sign, shown in dressed.items()},
        symbol_first=symbol_first,
        gap=NO_BREAK if pattern.strip("¤#,0.") else "",
        months=tuple(months["stand-alone"]["wide"][number] for number in range(1, 13)),
        of_months=tuple(months["format"]["wide"][number] for number in range(1, 13)),
        short_months=tuple(months["format"]["abbreviated"][number].rstrip(".") for number in range(1, 13)),
        weekdays=tuple(weekdays["stand-alone"]["wide"][number] for number in range(7)),
        cities=_name_cities(locale) if language != ENGLISH else {},
        short_weekdays=tuple(
            weekdays["stand-alone"]["abbreviated"][number].rstrip(".") for number in range(7)
        ),
    )


def _name_cities(locale: Locale) -> dict[str, str]:
    return {key: str(names["city"]) for key, names in locale.time_zones.items() if "city" in names}


def _find_locale(language: str, region: str) -> Locale:
    """The language as it is used in the region; the language by itself where that is not known."""
    for name in (f"{language}_{region}", f"{language}_{_REGIONS.get(language, '')}"):
        try:
            return Locale.parse(name.rstrip("_"))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(language)


_spoken: ContextVar[Tongue | None] = ContextVar("spoken", default=None)
