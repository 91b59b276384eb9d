"""Who is due is asked once, at their own wall time, by whoever ticks first."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.checkins.due import claim_due
from core.clock import FixedClock
from core.digests import due as digests
from core.identifiers import UserId
from core.jobs.queue import JobKind
from core.mentoring.channels import keep_channel
from core.messaging.addresses import Address, Platform
from core.people.preferences import set_checkin, set_checkin_days, set_zone
from core.storage.unit_of_work import begin, begin_service
from tests.conftest import MakeUser

NEW_YORK = ZoneInfo("America/New_York")
_EVENTS = "select event_id, kind, payload->>'prompt' as prompt, payload->'prompt_args'->>'day' as day from inbox order by received_at, id"


async def reachable(
    user: UserId, now: datetime, *, at: time = time(18, 30), zone: ZoneInfo = NEW_YORK
) -> None:
    """Give the person a chat and a check-in at that wall time, every day of the week."""
    async with begin(user, now=now) as uow:
        await uow.execute("update chat_accounts set chat_id = 'home', bot = 'test'")
        await set_zone(uow, zone)
        await set_checkin(uow, at=at)
        await set_checkin_days(uow, (1, 2, 3, 4, 5, 6, 7))


async def claim(now: datetime) -> int:
    async with begin_service(now=now) as uow:
        return await claim_due(uow)


async def events(user: UserId, now: datetime) -> list[tuple[str, str]]:
    async with begin(user, now=now) as uow:
        return [(row["prompt"], row["day"]) for row in await uow.fetch(_EVENTS)]


async def test_nobody_is_asked_before_their_evening(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    await reachable(user, clock.now())

    assert 0 == await claim(datetime(2026, 11, 18, 23, 29, 59, tzinfo=UTC))
    assert [] == await events(user, clock.now())


async def test_an_evening_opens_one_check_in(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    await reachable(user, clock.now())
    evening = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)

    assert 1 == await claim(evening)
    assert 0 == await claim(evening + timedelta(seconds=5))
    assert [("checkin", "2026-11-18")] == await events(user, evening)


async def test_two_clocks_ask_everybody_once(a_user: MakeUser, clock: FixedClock) -> None:
    users = [await a_user(f"Trader {number}") for number in range(20)]
    for user in users:
        await reachable(user, clock.now())
    evening = datetime(2026, 11, 18, 23, 31, tzinfo=UTC)

    claimed = await asyncio.gather(*(claim(evening) for _ in range(4)))

    assert len(users) == sum(claimed)
    asked = [await events(user, evening) for user in users]
    assert [[("checkin", "2026-11-18")]] * len(users) == asked


async def test_after_days_of_silence_only_the_latest_day_is_asked_for(
    a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    await reachable(user, clock.now())

    assert 1 == await claim(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    assert [("checkin", "2026-11-21")] == await events(user, clock.now())


async def test_the_wall_time_stays_when_the_clocks_change(a_user: MakeUser, clock: FixedClock) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    clock.moment = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)
    user = await a_user()
    await reachable(user, clock.now(), zone=berlin)
    due: list[datetime] = []
    async with begin_service(now=clock.now()) as uow:
        due.append(await uow.fetch_value("select next_due_at from checkin_schedules"))
    for _ in range(3):
        await claim(due[-1])
        async with begin_service(now=clock.now()) as uow:
            due.append(await uow.fetch_value("select next_due_at from checkin_schedules"))

    assert [time(18, 30)] * 4 == [moment.astimezone(berlin).time() for moment in due]
    assert [date(2026, 3, 27 + day) for day in range(4)] == [
        moment.astimezone(berlin).date() for moment in due
    ]


async def test_an_hour_that_a_night_skips_is_asked_once(a_user: MakeUser, clock: FixedClock) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    clock.moment = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    user = await a_user()
    await reachable(user, clock.now(), at=time(2, 30), zone=berlin)

    assert 1 == await claim(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    assert 0 == await claim(datetime(2026, 3, 29, 12, 0, tzinfo=UTC))
    assert [("checkin", "2026-03-29")] == await events(user, clock.now())


async def test_somebody_without_a_chat_is_passed_over(a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    await reachable(user, clock.now())
    async with begin(user, now=clock.now()) as uow:
        await uow.execute("update chat_accounts set state = 'blocked'")

    assert 1 == await claim(datetime(2026, 11, 18, 23, 30, tzinfo=UTC))
    assert [] == await events(user, clock.now())


async def test_a_digest_is_a_job_of_the_transaction_that_claims_it(
    a_user: MakeUser, clock: FixedClock
) -> None:
    mentor = await a_user("Nora", role="mentor")
    address = Address(platform=Platform.CONSOLE, bot="test", chat="nora-channel")
    async with begin(mentor, now=clock.now()) as uow:
        await keep_channel(uow, address, "Nora's channel", NEW_YORK)
    friday = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)

    async with begin_service(now=friday) as uow:
        assert 1 == await digests.claim_due(uow)
        assert 0 == await digests.claim_due(uow)
        jobs = await uow.fetch("select entrypoint, convert_from(payload, 'UTF8') as ids from jobs.pgqueuer")
        following = await uow.fetch_value("select next_due_at from mentor_channels")

    assert [JobKind.DIGEST.value] == [job["entrypoint"] for job in jobs]
    assert '"until":"2026-11-20"' in jobs[0]["ids"]
    assert friday + timedelta(days=7) == following
