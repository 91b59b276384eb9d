"""Words of a time: `yesterday 14:30`, `09:45`, `2026-11-19 14:30`, `monday`."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.periods import resolve_local

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\s*(am|pm)?(?!\d)", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOON = time(12)


def parse_moment(words: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """The latest past moment that the words can mean, in UTC; `now` where they mean none.

    A day without a clock time counts as its noon. Facts do not lie in the future.
    """
    text = words.casefold()
    today = now.astimezone(zone).date()
    day, clock = _find_day(text, today), _find_clock(text)
    if day is None and clock is None:
        return now
    moment = resolve_local(day or today, clock or _NOON, zone)
    if moment > now and day is None:
        moment = resolve_local(today - timedelta(days=1), clock or _NOON, zone)
    return min(moment, now)


def _find_clock(text: str) -> time | None:
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    if match[3] and hour <= 12:
        hour = hour % 12 + (12 if match[3].lower() == "pm" else 0)
    return time(hour, minute)


def _find_day(text: str, today: date) -> date | None:
    if "yesterday" in text:
        return today - timedelta(days=1)
    if "today" in text:
        return today
    iso = _ISO_DAY.search(text)
    if iso:
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    for number, name in enumerate(_WEEKDAYS):
        if re.search(rf"\b{name[:3]}(?:{name[3:]})?\b", text):
            return today - timedelta(days=(today.weekday() - number) % 7 or 7)
    return None
