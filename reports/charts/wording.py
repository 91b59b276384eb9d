"""Dates, periods and zones as pictures write them."""

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month_name(day: date) -> str:
    return MONTHS[day.month - 1]


def short_month(day: date) -> str:
    return month_name(day)[:3]


def short_weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()][:3]


def short_day(day: date, *, with_year: bool = False) -> str:
    """`5 Aug`, or `5 Aug 26` where a picture covers more than one year."""
    text = f"{day.day} {short_month(day)}"
    return f"{text} {day:%y}" if with_year else text


def write_period(since: date, until: date) -> str:
    """`20 Nov 2026`, `1 – 20 Nov 2026`, `1 Jun – 20 Nov 2026`, `1 Dec 2025 – 20 Nov 2026`."""
    if since == until:
        return f"{short_day(until)} {until.year}"
    end = f"{short_day(until)} {until.year}"
    if since.year != until.year:
        return f"{short_day(since)} {since.year} – {end}"
    if since.month != until.month:
        return f"{short_day(since)} – {end}"
    return f"{since.day} – {end}"


def write_zone(zone: str) -> str:
    """`America/New_York` becomes `New York time`; `UTC` stays."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return city if city in {"UTC", "GMT"} else f"{city} time"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 trade`, `2 trades`, `1,234 trades`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
