"""A regular's webhook event is stored and answered in one transaction; all else goes the ordinary way."""

from datetime import timedelta

import msgspec
import pytest

from core.clock import FixedClock
from core.people.lane import lane_key
from core.storage.unit_of_work import begin, begin_service
from tests.builders.desk import TestDesk, name_of
from tests.builders.talk import an_event, token_of, words_of


@pytest.fixture
async def regular(desk: TestDesk) -> TestDesk:
    """Ana has written here before."""
    await desk.intake.handle_now(an_event(command="quiet"))
    await desk.settle()
    return desk


async def statuses(clock: FixedClock) -> list[tuple[str, bool]]:
    async with begin_service(now=clock.now()) as uow:
        rows = await uow.fetch("select status, payload is null from inbox order by seq offset 1")
    return [(row[0], row[1]) for row in rows]


async def test_the_answer_rides_and_a_repeat_brings_the_same(regular: TestDesk, clock: FixedClock) -> None:
    event = an_event(command="help")
    first, again = await regular.intake.handle_now(event), await regular.intake.handle_now(event)

    assert first is not None
    assert "Help is here" == words_of(first)
    assert first == again
    assert [("done", True)] == await statuses(clock)


async def test_a_card_goes_by_the_outbox_and_its_buttons_work_once(
    regular: TestDesk, clock: FixedClock
) -> None:
    assert await regular.intake.handle_now(an_event(command="trade")) is None
    await regular.settle()
    (shown,) = regular.messenger.shown
    token = token_of(regular.messenger.shown[shown].screen, "Close")
    for _ in range(2):
        await regular.intake.handle_now(an_event(token=token, message=shown))
    await regular.settle()

    assert ["Current trade\n[Close]"] == regular.words


async def test_a_refusal_is_explained_and_rides(regular: TestDesk, clock: FixedClock) -> None:
    refused = await regular.intake.handle_now(an_event(command="refuse"))

    assert refused is not None
    assert "That is not possible." == words_of(refused)
    assert [("done", True)] == await statuses(clock)


async def test_a_failure_is_stored_and_tried_again(regular: TestDesk, clock: FixedClock) -> None:
    assert await regular.intake.handle_now(an_event(command="crash")) is None

    assert [("pending", False)] == await statuses(clock)


async def test_a_busy_lane_is_not_overtaken(regular: TestDesk, clock: FixedClock) -> None:
    received = await regular.tell(an_event(command="quiet"))
    async with begin(received.user, now=clock.now(), try_lock=lane_key(received.user)):
        assert await regular.intake.handle_now(an_event(command="help")) is None
    await regular.settle()

    assert ["Help is here"] == regular.words


async def test_what_came_before_is_answered_before(regular: TestDesk, clock: FixedClock) -> None:
    await regular.intake.handle_now(an_event(command="crash"))
    clock.advance(timedelta(seconds=1))
    assert await regular.intake.handle_now(an_event(command="help")) is None
    await regular.settle()

    assert ["Help is here"] == regular.words


async def test_a_person_who_had_blocked_the_bot_is_reachable_again(
    regular: TestDesk, clock: FixedClock
) -> None:
    async with begin_service(now=clock.now()) as uow:
        await uow.execute("update chat_accounts set state = 'blocked'")
    await regular.intake.handle_now(an_event(command="help"))

    async with begin_service(now=clock.now()) as uow:
        assert "active" == await uow.fetch_value("select state from chat_accounts")


async def test_a_new_name_reaches_the_account(regular: TestDesk, clock: FixedClock) -> None:
    event = an_event(command="help")
    renamed = msgspec.structs.replace(event, sender=msgspec.structs.replace(event.sender, username="ana_b"))
    clock.advance(timedelta(hours=2))
    await regular.intake.handle_now(renamed)

    async with begin_service(now=clock.now()) as uow:
        assert "ana_b" == await uow.fetch_value("select username from chat_accounts")


async def test_a_dialog_goes_on_from_one_event_to_the_next(regular: TestDesk, clock: FixedClock) -> None:
    for event in (an_event(command="checkin"), an_event("8"), an_event("7"), an_event("skip")):
        await regular.intake.handle_now(event)
    await regular.settle()

    assert "Checked in: day today, risk 8, execution 7, words None" == regular.words[-1]
    received = await regular.tell(an_event(command="quiet"))
    assert "Ana" == await name_of(received.user, clock)
