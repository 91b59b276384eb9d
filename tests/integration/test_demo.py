"""The demo desk: half a year that agrees with itself, and days that pass when its clock is moved."""

from datetime import UTC, date, datetime, timedelta

from cli.demo_desk.cast import TRADERS
from cli.demo_desk.history import past_days
from cli.demo_desk.passing import live_between
from cli.demo_desk.seeding import MEMBERS, is_seeded, seed
from core.storage.database import Database
from core.storage.unit_of_work import begin_service
from core.summaries.recount import repair

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_the_same_seed_tells_the_same_half_year() -> None:
    span = {"first": date(2026, 10, 1), "last": date(2026, 11, 20)}

    assert list(past_days(TRADERS[0], **span)) == list(past_days(TRADERS[0], **span))


async def test_the_desk_is_seeded_without_saying_anything(database: Database) -> None:
    del database
    assert not await is_seeded(MONDAY)
    await seed(MONDAY)

    async with begin_service(now=MONDAY) as uow:
        names = [row["name"] for row in await uow.fetch("select name from users order by name")]
        trades, latest = tuple(await uow.fetch_one("select count(*), max(closed_at) from trades") or ())
        said = await uow.fetch_value("select count(*) from outbox")
        waiting = await uow.fetch_value("select count(*) from inbox where status <> 'done'")
        due = await uow.fetch_value("select min(next_due_at) from checkin_schedules where is_active")
        drifts = await repair(uow, since=date(2026, 1, 1))
    assert await is_seeded(MONDAY)
    assert sorted(member.name for member in MEMBERS) == names
    assert 400 < trades < 1200
    assert latest < MONDAY < due
    assert (0, 0, []) == (said, waiting, drifts)


async def test_skipped_days_are_lived_but_what_somebody_did_stays_theirs(database: Database) -> None:
    del database
    await seed(MONDAY)
    friday = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
    await live_between(MONDAY, friday)
    await live_between(MONDAY, friday)

    async with begin_service(now=friday) as uow:
        rows = await uow.fetch(
            """select u.name, count(*) as checkins, max(c.date) as last from consistency_tracker c
                join users u on u.id = c.user_id where c.date >= '2026-11-23' group by u.name"""
        )
        doubled = await uow.fetch_value(
            "select count(*) from (select 1 from trades group by user_id, symbol, opened_at having count(*) > 1) as twice"
        )
        future = await uow.fetch_value("select count(*) from trades where closed_at > $1", friday)
    assert {"Ana", "Ben", "Caro"} == {row["name"] for row in rows}
    assert all(row["last"] <= (friday - timedelta(days=1)).date() and row["checkins"] <= 4 for row in rows)
    assert (0, 0) == (doubled, future)
