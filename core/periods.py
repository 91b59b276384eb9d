"""The days of a person or an account and the moments that come round, through every change of clocks."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)
_NOON = time(12)
_DAY = timedelta(days=1)


def resolve_local(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall time: of a doubled hour its first, of a missing one the moment the
    clocks would have shown it (02:30 becomes 03:30).
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def day_start(day: date, zone: ZoneInfo, cutoff: time = MIDNIGHT) -> datetime:
    """When `day` begins.

    A cut-off before noon ends the day late (03:00: the night belongs to the day before); one from noon
    on begins it early (17:00 New York: Sunday evening is Monday's session).
    """
    calendar_day = day - _DAY if cutoff >= _NOON else day
    return resolve_local(calendar_day, cutoff, zone)


def local_day(moment: datetime, zone: ZoneInfo, cutoff: time = MIDNIGHT) -> date:
    """The day `moment` belongs to; the last day that has begun by then.

    Raises:
        ValueError: `moment` bears no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment bears its zone")
    guess = moment.astimezone(zone).date() + _DAY * 2
    while day_start(guess, zone, cutoff) > moment:
        guess -= _DAY
    return guess


def next_station(at: time, zone: ZoneInfo, weekdays: Sequence[int], after: datetime) -> datetime | None:
    """The first moment after `after` at which it is `at` on one of the ISO weekdays; None without days."""
    first = after.astimezone(zone).date() - _DAY
    for offset in range(10):
        day = first + _DAY * offset
        moment = resolve_local(day, at, zone)
        if day.isoweekday() in weekdays and moment > after:
            return moment
    return None


def week_number(day: date) -> int:
    """ISO 8601 week, 1 to 53."""
    return day.isocalendar().week
