"""On vacation nobody is asked and the streak goes on; what comes due together is asked one after the other."""

from datetime import timedelta

import pytest

from core.checkins.due import claim_due
from core.clock import FixedClock
from core.storage.unit_of_work import begin_service
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk


async def days_pass(desk: TestDesk, clock: FixedClock, count: int) -> None:
    """The clock ticks once a day, after check-in time."""
    for _ in range(count):
        clock.advance(timedelta(days=1))
        async with begin_service(now=clock.now()) as uow:
            await claim_due(uow)
        await desk.settle()


async def check_in(ana: Chat) -> str:
    await ana.type("/checkin")
    return await ana.taps("8", "7", "9", "Yes")


@pytest.fixture
async def ana_at_seven(ana: Chat, clock: FixedClock) -> Chat:
    """Wednesday 19:00, welcomed, asked at 18:30."""
    clock.advance(timedelta(hours=4))
    await ana.type("/start")
    await ana.taps("Later", "Later", "Later")
    return ana


async def test_a_vacation_is_silent_ends_by_itself_and_keeps_the_streak(
    ana_at_seven: Chat, desk: TestDesk, clock: FixedClock
) -> None:
    ana = ana_at_seven
    await check_in(ana)
    await days_pass(desk, clock, 1)
    assert "How was" in ana.says
    await ana.tap("8")
    assert "day 2 of your streak" in await ana.taps("7", "9", "Yes")
    await ana.type("/settings")
    await ana.tap("Vacation")
    assert "vacation back on Mon 30 Nov" in await ana.type("30 Nov")
    heard = len(ana.heard)
    await days_pass(desk, clock, 10)
    assert heard == len(ana.heard), "until Sunday nothing is asked"
    await days_pass(desk, clock, 1)
    assert "How was today?" in ana.says, "on Monday it is"
    assert "day 3 of your streak" in await ana.taps("8", "7", "9", "Yes")


async def test_a_new_time_does_not_end_a_vacation_but_back_now_does(
    ana_at_seven: Chat, desk: TestDesk, clock: FixedClock
) -> None:
    ana = ana_at_seven
    await ana.type("/settings")
    await ana.tap("Vacation")
    await ana.type("in 2 weeks")
    await ana.tap("Check-in")
    await ana.type("17:00")
    heard = len(ana.heard)
    await days_pass(desk, clock, 2)
    assert heard == len(ana.heard)
    await ana.type("/settings")
    await ana.tap("Vacation")
    assert "vacation" not in await ana.tap("Back now")
    await days_pass(desk, clock, 3)
    assert "How was today?" in ana.says


async def test_a_question_put_off_to_the_evening_waits_for_the_checkin_or_goes_before_it(
    ana: Chat, desk: TestDesk, clock: FixedClock
) -> None:
    await ana.type("/start")
    await ana.taps("Later", "Later", "Later")
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots #breakout calm")
    await ana.type("exit 1.0905")
    await ana.taps("How was it?", "Later", "Today 18:30")
    heard = len(ana.heard)
    clock.advance(timedelta(hours=3, minutes=30))
    async with begin_service(now=clock.now()) as uow:
        await claim_due(uow)
    await desk.settle()
    assert heard + 1 == len(ana.heard), "one question at a time"
    assert "The entry, 1 to 10?" in ana.says
    await ana.taps("8", "7", "Kept")
    assert "Risk management?" in ana.says
    assert "lacks a word" not in await ana.taps("8", "7", "9", "Yes")
