"""Days, months and clock times as the spoken language writes them."""

from datetime import date, datetime, time

from core.messaging.languages import LANGUAGES
from core.messaging.phrases import say
from core.messaging.tongue import Tongue, find_tongue, spoken

_LEAST = 3
"""Letters by which a month or a day of the week is known."""
_MONTHS, _WEEK = 12, 7


def show_day(day: date, *, year: bool = False, weekday: bool = False) -> str:
    """`17 Nov`, `17 Nov 2026`, `Tue 17 Nov`, `Tue 17 Nov 2026`."""
    fields = {"weekday": show_short_weekday(day), "day": day.day, "month": spoken().short_month(day)}
    if year and weekday:
        return say("{weekday} {day} {month} {year}", context="short date", year=day.year, **fields)
    if year:
        return say("{day} {month} {year}", context="short date", year=day.year, **fields)
    if weekday:
        return say("{weekday} {day} {month}", context="short date", **fields)
    return say("{day} {month}", context="short date", **fields)


def show_long_day(day: date) -> str:
    """`Tuesday 17 November`."""
    tongue = spoken()
    return say(
        "{weekday} {day} {month}",
        context="long date",
        weekday=tongue.weekdays[day.weekday()],
        day=day.day,
        month=tongue.of_months[day.month - 1],
    )


def name_month_of(day: date) -> str:
    """`November` as it stands after a word or a day (`с ноября`)."""
    return spoken().of_months[day.month - 1]


def name_month(day: date, *, year: bool = False) -> str:
    """`November`, `November 2026`; as it stands inside a sentence."""
    name = spoken().months[day.month - 1]
    return say("{month} {year}", context="month", month=name, year=day.year) if year else name


def find_month(typed: str) -> int | None:
    """The number of a month by its name in any of our languages; its first three letters do."""
    word = typed.strip().casefold().rstrip(".")
    if len(word) < _LEAST or not word.isalpha():
        return None
    return _find_name(word, [(*tongue.months, *tongue.of_months) for tongue in _tongues()], _MONTHS)


def find_weekday(typed: str) -> int | None:
    """The ISO number of a weekday by its name in any of our languages; its first letters do."""
    word = typed.strip().casefold().rstrip(".")
    tongues = _tongues()
    short = [tuple(name.casefold() for name in tongue.short_weekdays) for tongue in tongues]
    exact = next((names.index(word) + 1 for names in short if word in names), None)
    if exact is not None or len(word) < _LEAST:
        return exact
    return _find_name(word, [tongue.weekdays for tongue in tongues], _WEEK)


def _find_name(word: str, named: list[tuple[str, ...]], cycle: int) -> int | None:
    for names in named:
        for at, name in enumerate(names):
            if name.casefold().startswith(word):
                return at % cycle + 1
    return None


def _tongues() -> list[Tongue]:
    """All of ours, the spoken one first: `mar` is Tuesday or March to whoever types it."""
    own = spoken()
    return [own, *(find_tongue(code) for code in LANGUAGES if code != own.language)]


def show_short_month(day: date) -> str:
    """`Nov`."""
    return spoken().short_month(day)


def show_short_weekday(day: date) -> str:
    """`Tue`."""
    return spoken().short_weekday(day)


def show_weekday(iso: int) -> str:
    """`Tue` for 2: ISO weekdays count from Monday 1."""
    return spoken().short_weekdays[iso - 1]


def show_clock(moment: datetime | time) -> str:
    """`18:30`, by 24 hours in every language."""
    return f"{moment:%H:%M}"


def as_title(words: str) -> str:
    """With a capital at its beginning: months and weekdays are small in most languages."""
    return words[:1].upper() + words[1:]
