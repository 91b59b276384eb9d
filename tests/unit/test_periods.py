"""Days, weeks and months through daylight saving, skipped days and late cut-offs."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import (
    day_period,
    days_period,
    local_day,
    month_period,
    next_local,
    resolve_local,
    week_label,
    week_period,
)

NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
ZONES = [
    "UTC", "America/New_York", "Europe/Lisbon", "Europe/Berlin", "America/Sao_Paulo", "America/Havana",
    "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Kolkata", "Pacific/Apia", "Pacific/Chatham",
    "America/St_Johns", "Africa/Cairo", "Asia/Tokyo",
]  # fmt: skip

zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.integers(0, 27 * 365 * 24 * 60).map(
    lambda minutes: datetime(2009, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
days = st.dates(date(2009, 1, 1), date(2035, 12, 31))
wall_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def hours(day: date, zone: ZoneInfo) -> float:
    period = day_period(day, zone)
    return (period.end - period.start) / timedelta(hours=1)


def test_a_day_has_23_24_or_25_hours() -> None:
    assert hours(date(2026, 3, 8), NEW_YORK) == 23
    assert hours(date(2026, 3, 9), NEW_YORK) == 24
    assert hours(date(2026, 11, 1), NEW_YORK) == 25


def test_a_day_that_a_zone_skipped_is_empty_and_nothing_belongs_to_it() -> None:
    skipped = day_period(date(2011, 12, 30), APIA)

    assert skipped.start == skipped.end
    assert date(2011, 12, 31) == local_day(skipped.start, APIA)
    assert date(2011, 12, 29) == local_day(skipped.start - timedelta(seconds=1), APIA)


def test_a_cutoff_after_midnight_gives_the_night_to_the_day_before() -> None:
    late = datetime(2026, 11, 20, 7, 59, tzinfo=UTC)

    assert date(2026, 11, 19) == local_day(late, NEW_YORK, time(3))
    assert date(2026, 11, 20) == local_day(late + timedelta(minutes=1), NEW_YORK, time(3))


def test_a_cutoff_in_the_evening_begins_the_next_days_session() -> None:
    sunday_evening = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)

    assert date(2026, 11, 23) == local_day(sunday_evening, NEW_YORK, time(17))
    assert date(2026, 11, 22) == local_day(sunday_evening - timedelta(seconds=1), NEW_YORK, time(17))


def test_a_missing_half_past_two_comes_at_half_past_three() -> None:
    prompt = next_local(time(2, 30), NEW_YORK, datetime(2026, 3, 8, 5, tzinfo=UTC))

    assert datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK) == prompt


def test_a_doubled_hour_comes_once() -> None:
    first = next_local(time(1, 30), NEW_YORK, datetime(2026, 11, 1, 4, tzinfo=UTC))
    second = next_local(time(1, 30), NEW_YORK, first)

    assert datetime(2026, 11, 1, 5, 30, tzinfo=UTC) == first
    assert datetime(2026, 11, 2, 6, 30, tzinfo=UTC) == second


def test_a_prompt_keeps_its_wall_time_over_the_change() -> None:
    friday = datetime(2026, 10, 30, 22, 30, tzinfo=UTC)

    assert datetime(2026, 10, 31, 22, 30, tzinfo=UTC) == next_local(time(18, 30), NEW_YORK, friday)
    assert datetime(2026, 11, 1, 23, 30, tzinfo=UTC) == next_local(
        time(18, 30), NEW_YORK, friday + timedelta(days=1)
    )


def test_weeks_begin_on_monday_and_bear_their_iso_year() -> None:
    week = week_period(date(2027, 1, 1), NEW_YORK)

    assert (date(2026, 12, 28), date(2027, 1, 3)) == (week.first_day, week.last_day)
    assert week_label(date(2027, 1, 1)) == "2026-W53"


def test_a_month_ends_where_the_next_begins() -> None:
    assert date(2028, 2, 29) == month_period(date(2028, 2, 10), NEW_YORK).last_day
    assert month_period(date(2026, 12, 5), NEW_YORK).end == month_period(date(2027, 1, 9), NEW_YORK).start


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="first day"):
        days_period(date(2026, 2, 2), date(2026, 2, 1), NEW_YORK)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2026, 1, 1), NEW_YORK)  # noqa: DTZ001 - the naive moment is the case


@given(moment=moments, zone=zones, cutoff=wall_times)
def test_every_moment_lies_in_the_day_it_belongs_to(moment: datetime, zone: ZoneInfo, cutoff: time) -> None:
    assert day_period(local_day(moment, zone, cutoff), zone, cutoff).holds(moment)


@given(day=days, zone=zones, cutoff=wall_times)
def test_days_touch_and_never_overlap(day: date, zone: ZoneInfo, cutoff: time) -> None:
    period, following = (
        day_period(day, zone, cutoff),
        day_period(day + timedelta(days=1), zone, cutoff),
    )

    assert following.start == period.end
    assert timedelta() <= period.end - period.start <= timedelta(hours=26)


@given(day=days, zone=zones, cutoff=wall_times)
def test_a_week_and_a_month_are_their_days(day: date, zone: ZoneInfo, cutoff: time) -> None:
    for period in (week_period(day, zone, cutoff), month_period(day, zone, cutoff)):
        each = [day_period(period.first_day + timedelta(days=n), zone, cutoff) for n in range(period.days)]

        assert period.holds(each[0].start)
        assert (each[0].start, each[-1].end) == (period.start, period.end)
        assert sum(((one.end - one.start) for one in each), timedelta()) == period.end - period.start


@given(moment=moments, zone=zones, at=wall_times)
def test_the_next_wall_time_is_after_and_within_a_day(moment: datetime, zone: ZoneInfo, at: time) -> None:
    following = next_local(at, zone, moment)

    assert following > moment
    assert following - moment <= timedelta(hours=49)
    assert following == resolve_local(following.astimezone(zone).date(), at, zone) or zone.key in (
        "Pacific/Apia",
    )


@given(moment=moments, zone=zones, at=wall_times)
def test_a_wall_time_comes_once_for_each_local_day(moment: datetime, zone: ZoneInfo, at: time) -> None:
    first = next_local(at, zone, moment)
    second = next_local(at, zone, first)

    assert timedelta(hours=20) <= second - first <= timedelta(hours=49)
