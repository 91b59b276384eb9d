"""Days and moments through daylight saving, skipped days and late cut-offs."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import day_start, local_day, next_station, resolve_local

NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
ONE_DAY = timedelta(days=1)
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


def hours(day: date, zone: ZoneInfo, cutoff: time = time(0)) -> float:
    return (day_start(day + ONE_DAY, zone, cutoff) - day_start(day, zone, cutoff)) / timedelta(hours=1)


def next_time(at: time, zone: ZoneInfo, after: datetime) -> datetime:
    moment = next_station(at, zone, EVERY_DAY, after)
    assert moment is not None
    return moment


def test_a_day_has_23_24_or_25_hours() -> None:
    assert hours(date(2026, 3, 8), NEW_YORK) == 23
    assert hours(date(2026, 3, 9), NEW_YORK) == 24
    assert hours(date(2026, 11, 1), NEW_YORK) == 25


def test_a_day_that_a_zone_skipped_is_empty_and_nothing_belongs_to_it() -> None:
    start = day_start(date(2011, 12, 30), APIA)

    assert start == day_start(date(2011, 12, 31), APIA)
    assert date(2011, 12, 31) == local_day(start, APIA)
    assert date(2011, 12, 29) == local_day(start - timedelta(seconds=1), APIA)


def test_a_cutoff_after_midnight_gives_the_night_to_the_day_before() -> None:
    late = datetime(2026, 11, 20, 7, 59, tzinfo=UTC)

    assert date(2026, 11, 19) == local_day(late, NEW_YORK, time(3))
    assert date(2026, 11, 20) == local_day(late + timedelta(minutes=1), NEW_YORK, time(3))


def test_a_cutoff_in_the_evening_begins_the_next_days_session() -> None:
    sunday_evening = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)

    assert date(2026, 11, 23) == local_day(sunday_evening, NEW_YORK, time(17))
    assert date(2026, 11, 22) == local_day(sunday_evening - timedelta(seconds=1), NEW_YORK, time(17))


def test_a_missing_half_past_two_comes_at_half_past_three() -> None:
    prompt = next_time(time(2, 30), NEW_YORK, datetime(2026, 3, 8, 5, tzinfo=UTC))

    assert datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK) == prompt


def test_a_doubled_hour_comes_once() -> None:
    first = next_time(time(1, 30), NEW_YORK, datetime(2026, 11, 1, 4, tzinfo=UTC))
    second = next_time(time(1, 30), NEW_YORK, first)

    assert datetime(2026, 11, 1, 5, 30, tzinfo=UTC) == first
    assert datetime(2026, 11, 2, 6, 30, tzinfo=UTC) == second


def test_a_prompt_keeps_its_wall_time_over_the_change() -> None:
    friday = datetime(2026, 10, 30, 22, 30, tzinfo=UTC)

    assert datetime(2026, 10, 31, 22, 30, tzinfo=UTC) == next_time(time(18, 30), NEW_YORK, friday)
    assert datetime(2026, 11, 1, 23, 30, tzinfo=UTC) == next_time(
        time(18, 30), NEW_YORK, friday + timedelta(days=1)
    )


def test_a_station_comes_on_its_weekdays_only() -> None:
    friday_evening = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
    mondays = next_station(time(18, 0), NEW_YORK, (1,), friday_evening)

    assert datetime(2026, 11, 23, 18, 0, tzinfo=NEW_YORK) == mondays
    assert next_station(time(18, 0), NEW_YORK, (), friday_evening) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2026, 1, 1), NEW_YORK)  # noqa: DTZ001 - the naive moment is the case


@given(moment=moments, zone=zones, cutoff=wall_times)
def test_every_moment_lies_in_the_day_it_belongs_to(moment: datetime, zone: ZoneInfo, cutoff: time) -> None:
    day = local_day(moment, zone, cutoff)

    assert day_start(day, zone, cutoff) <= moment < day_start(day + ONE_DAY, zone, cutoff)


@given(day=days, zone=zones, cutoff=wall_times)
def test_a_day_never_ends_before_it_begins_nor_lasts_for_ever(
    day: date, zone: ZoneInfo, cutoff: time
) -> None:
    assert 0 <= hours(day, zone, cutoff) <= 26


@given(moment=moments, zone=zones, at=wall_times)
def test_the_next_wall_time_is_after_and_within_a_day(moment: datetime, zone: ZoneInfo, at: time) -> None:
    following = next_time(at, zone, moment)

    assert following > moment
    assert following - moment <= timedelta(hours=49)
    assert following == resolve_local(following.astimezone(zone).date(), at, zone) or zone.key in (
        "Pacific/Apia",
    )


@given(moment=moments, zone=zones, at=wall_times)
def test_a_wall_time_comes_once_for_each_local_day(moment: datetime, zone: ZoneInfo, at: time) -> None:
    first = next_time(at, zone, moment)
    second = next_time(at, zone, first)

    assert timedelta(hours=20) <= second - first <= timedelta(hours=49)
