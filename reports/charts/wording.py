"""Periods, zones and counts as pictures write them, in the language of whoever looks."""

from datetime import date

from core.messaging.dates import show_day
from core.messaging.phrases import say
from core.people.zones import show_city


def short_day(day: date, *, with_year: bool = False) -> str:
    """`5 Aug`, or `5 Aug 26` where a picture covers more than one year."""
    text = show_day(day)
    return f"{text} {day:%y}" if with_year else text


def write_period(since: date, until: date) -> str:
    """`20 Nov 2026`, `1 – 20 Nov 2026`, `1 Jun – 20 Nov 2026`, `1 Dec 2025 – 20 Nov 2026`."""
    end = show_day(until, year=True)
    if since == until:
        return end
    if since.year != until.year:
        return f"{show_day(since, year=True)} – {end}"
    if since.month != until.month:
        return f"{show_day(since)} – {end}"
    return f"{since.day} – {end}"


def write_zone(zone: str) -> str:
    """`America/New_York` becomes `New York time`; `UTC` stays."""
    city = show_city(zone)
    return city if city in {"UTC", "GMT"} else say("{city} time", city=city)


def count_trades(number: int) -> str:
    return say("{count} trade", "{count} trades", count=number)


def in_trades(number: int) -> str:
    return say("in {count} trade", "in {count} trades", count=number)


def count_students(number: int) -> str:
    return say("{count} student", "{count} students", count=number)
