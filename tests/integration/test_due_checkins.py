"""Check-ins come due at the trader's own wall time, once, whatever the clocks and the journal did."""

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from core.checkins.due import claim_due
from core.storage.database import Database
from core.storage.unit_of_work import begin_service
from tests.conftest import MakeUser

WEEKDAYS = [1, 2, 3, 4, 5]


async def schedule(
    user: UUID, *, due: datetime, zone: str = "UTC", at: time = time(18, 30), on: list[int] = WEEKDAYS
) -> None:
    """`user` is asked at `at` on those weekdays, and next at `due`."""
    async with begin_service(now=due) as uow:
        await uow.execute(
            """update checkin_schedules set is_active = true, next_due_at = $2, timezone = $3, local_time = $4,
                weekdays = $5 where user_id = $1""",
            user,
            due,
            zone,
            at,
            on,
        )


async def next_of(user: UUID) -> tuple[datetime | None, date | None]:
    """When the user is asked next, and for which day they were asked last."""
    async with begin_service(now=datetime.now(UTC)) as uow:
        row = await uow.fetch_one(
            "select next_due_at, last_fired_for from checkin_schedules where user_id = $1", user
        )
    assert row is not None
    return row["next_due_at"], row["last_fired_for"]


async def claim(now: datetime) -> int:
    async with begin_service(now=now) as uow:
        return await claim_due(uow)


async def days_asked() -> list[str]:
    async with begin_service(now=datetime.now(UTC)) as uow:
        rows = await uow.fetch("select payload -> 'prompt_args' ->> 'day' as day from inbox order by seq")
    return [row["day"] for row in rows]


async def test_a_due_checkin_is_put_into_the_lane_once(database: Database, a_user: MakeUser) -> None:
    ana = await a_user()
    due = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
    await schedule(ana, due=due)
    assert [await claim(due), await claim(due)] == [1, 0]
    assert await days_asked() == ["2026-11-18"]
    assert await next_of(ana) == (datetime(2026, 11, 19, 18, 30, tzinfo=UTC), date(2026, 11, 18))


async def test_nobody_is_asked_early(database: Database, a_user: MakeUser) -> None:
    await schedule(await a_user(), due=datetime(2026, 11, 18, 18, 30, tzinfo=UTC))
    assert await claim(datetime(2026, 11, 18, 18, 29, 59, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    ("due", "following"),
    [
        (datetime(2026, 3, 27, 18, 30, tzinfo=UTC), datetime(2026, 3, 30, 17, 30, tzinfo=UTC)),
        (datetime(2026, 10, 23, 17, 30, tzinfo=UTC), datetime(2026, 10, 26, 18, 30, tzinfo=UTC)),
    ],
    ids=["clocks go forward", "clocks go back"],
)
async def test_the_wall_time_stays_over_a_weekend_with_a_change_of_clocks(
    database: Database, a_user: MakeUser, due: datetime, following: datetime
) -> None:
    ana = await a_user()
    await schedule(ana, due=due, zone="Europe/Lisbon")
    await claim(due)
    assert (await next_of(ana))[0] == following


async def test_of_the_days_that_were_slept_through_only_the_latest_is_asked_for(
    database: Database, a_user: MakeUser
) -> None:
    ana = await a_user()
    await schedule(ana, due=datetime(2026, 11, 16, 18, 30, tzinfo=UTC))
    await claim(datetime(2026, 11, 19, 9, 0, tzinfo=UTC))
    assert await days_asked() == ["2026-11-18"]
    assert (await next_of(ana))[0] == datetime(2026, 11, 19, 18, 30, tzinfo=UTC)


async def test_without_any_weekday_nothing_is_due_any_more(database: Database, a_user: MakeUser) -> None:
    ana = await a_user()
    due = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
    await schedule(ana, due=due, on=[])
    await claim(due)
    assert await next_of(ana) == (None, None)
    assert await days_asked() == []


async def test_the_audit_keeps_what_a_person_set_and_not_what_the_clock_moved(
    database: Database, a_user: MakeUser
) -> None:
    due = datetime(2026, 11, 18, 18, 30, tzinfo=UTC)
    await schedule(await a_user(), due=due)
    set_by_hand = await count_changes()
    await claim(due)
    assert set_by_hand == await count_changes() == 1


async def count_changes() -> int:
    async with begin_service(now=datetime.now(UTC)) as uow:
        return await uow.fetch_value(
            "select count(*) from audit_logs where resource_type = 'checkin_schedules' and action = 'update'"
        )
