"""Days, weeks and months of a person or account as half-open ranges of UTC, through every change of clocks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)
_NOON = time(12)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days `first_day` to `last_day` (both included) as the UTC range [`start`, `end`)."""

    first_day: date
    last_day: date
    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1


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
    """The day `moment` belongs to; always the one whose `day_period` holds it.

    Raises:
        ValueError: `moment` bears no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment bears its zone")
    guess = moment.astimezone(zone).date() + _DAY * 2
    while day_start(guess, zone, cutoff) > moment:
        guess -= _DAY
    return guess


def day_period(day: date, zone: ZoneInfo, cutoff: time = MIDNIGHT) -> Period:
    """One day: 23, 24 or 25 hours, or none at all where a zone skipped it."""
    return _between(day, day, zone, cutoff)


def week_period(day: date, zone: ZoneInfo, cutoff: time = MIDNIGHT) -> Period:
    """The ISO week (Monday to Sunday) around `day`."""
    monday = day - _DAY * day.weekday()
    return _between(monday, monday + _DAY * 6, zone, cutoff)


def month_period(day: date, zone: ZoneInfo, cutoff: time = MIDNIGHT) -> Period:
    """The calendar month around `day`."""
    first = day.replace(day=1)
    last = (first + _DAY * 31).replace(day=1) - _DAY
    return _between(first, last, zone, cutoff)


def days_period(first: date, last: date, zone: ZoneInfo, cutoff: time = MIDNIGHT) -> Period:
    """Any run of days, both ends included.

    Raises:
        ValueError: `last` lies before `first`.
    """
    if last < first:
        raise ValueError("a period ends on or after its first day")
    return _between(first, last, zone, cutoff)


def next_local(at: time, zone: ZoneInfo, after: datetime) -> datetime:
    """The first instant strictly after `after` at which it is `at` in `zone`: once a day, in every
    night of changing clocks too.
    """
    day = after.astimezone(zone).date() - _DAY
    while (moment := resolve_local(day, at, zone)) <= after:
        day += _DAY
    return moment


def week_number(day: date) -> int:
    """ISO 8601 week, 1 to 53."""
    return day.isocalendar().week


def week_label(day: date) -> str:
    """`2026-W47`, the ISO year and week; sorts by time."""
    iso = day.isocalendar()
    return f"{iso.year}-W{iso.week:02d}"


def month_label(day: date) -> str:
    """`2026-11`; sorts by time."""
    return f"{day:%Y-%m}"


def _between(first: date, last: date, zone: ZoneInfo, cutoff: time) -> Period:
    return Period(
        first_day=first,
        last_day=last,
        start=day_start(first, zone, cutoff),
        end=day_start(last + _DAY, zone, cutoff),
    )
