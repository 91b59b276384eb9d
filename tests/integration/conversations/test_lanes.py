"""A person's events are one after another whatever happens around them; none is ever stranded."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from structlog.testing import capture_logs

from bots.commands.registry import Command
from bots.turn import Answer, Turn, answer
from core.clock import FixedClock
from core.people.lane import lane_key
from core.storage.database import Database
from core.storage.unit_of_work import begin, begin_service
from tests.builders.desk import TestDesk, name_of, running
from tests.builders.repertoire import a_repertoire, say
from tests.builders.talk import an_address, an_event, token_of
from tests.patience import PATIENCE


async def test_taps_that_come_at_the_same_moment_have_one_effect(desk: TestDesk, clock: FixedClock) -> None:
    received = await desk.tell(an_event(command="trade"))
    (shown,) = desk.messenger.shown
    token = token_of(desk.messenger.shown[shown].screen, "Close")

    await asyncio.gather(*(desk.intake.receive(an_event(token=token, message=shown)) for _ in range(8)))
    await desk.settle()

    assert "Ana!" == await name_of(received.user, clock)


async def test_copies_of_one_event_that_come_at_the_same_moment_are_stored_once(desk: TestDesk) -> None:
    received = await asyncio.gather(
        *(desk.intake.receive(an_event(command="help", event="e1", person="new")) for _ in range(8))
    )
    await desk.settle()

    assert 1 == sum(each.is_new for each in received)
    assert ["Help is here"] == desk.words


async def test_a_lane_that_another_process_holds_is_taken_when_it_is_free(desk: TestDesk) -> None:
    user = (await desk.tell(an_event(command="quiet"))).user
    async with begin(user, now=desk.clock.now(), try_lock=lane_key(user)):
        await desk.intake.receive(an_event(command="help"))
        await asyncio.sleep(0.1)
        assert [] == desk.words
    await desk.settle()

    assert ["Help is here"] == desk.words


async def test_an_event_that_nobody_woke_a_lane_for_is_found(desk: TestDesk, clock: FixedClock) -> None:
    user = (await desk.tell(an_event(command="quiet"))).user
    async with begin_service(now=clock.now()) as uow:
        await uow.execute(
            "insert into inbox (user_id, platform, bot, event_id, kind, payload, received_at)"
            " select user_id, platform, bot, 'lost', kind, $2, received_at from inbox where user_id = $1",
            user,
            msgspec.json.encode(an_event(command="help", event="lost")).decode(),
        )
    await desk.settle()

    assert ["Help is here"] == desk.words


async def test_lanes_of_many_people_need_few_connections(desk: TestDesk) -> None:
    people = [f"p{number}" for number in range(40)]
    await asyncio.gather(*(desk.intake.receive(an_event(command="help", person=person)) for person in people))
    await desk.settle()

    assert 40 == len(desk.words)


async def test_two_sets_of_lanes_share_the_work_without_a_stranded_event(
    database: Database, clock: FixedClock
) -> None:
    heard: list[str] = []

    async def hear(turn: Turn) -> Answer:
        heard.append(turn.inbound.event)
        return answer(say(turn.inbound.event))

    commands = {"hear": Command(name="hear", description="", handler=hear)}
    first, second = (TestDesk(clock, a_repertoire(commands=commands)) for _ in range(2))
    events = [an_event(command="hear", event=str(number)) for number in range(60)]
    async with running(first), running(second):
        for number, event in enumerate(events):
            await (first, second)[number % 2].intake.receive(event)
        await first.settle()

    assert [event.event for event in events] == heard


async def test_a_drained_process_finishes_its_event_and_takes_no_more(
    database: Database, clock: FixedClock
) -> None:
    entered, leave = asyncio.Event(), asyncio.Event()

    async def linger(_: Turn) -> Answer:
        entered.set()
        await leave.wait()
        return answer(say("Done"))

    repertoire = a_repertoire(commands={"linger": Command(name="linger", description="", handler=linger)})
    desk = TestDesk(clock, repertoire)
    work = asyncio.create_task(desk.lanes.run())
    await asyncio.sleep(0)
    await desk.intake.receive(an_event(command="linger"))
    await entered.wait()
    await desk.intake.receive(an_event(command="linger"))
    desk.lanes.drain()
    leave.set()
    async with asyncio.timeout(PATIENCE):
        await work

    async with begin_service(now=clock.now()) as uow:
        assert ["done", "pending"] == [
            row[0] for row in await uow.fetch("select status from inbox order by seq")
        ]


async def test_a_due_prompt_opens_after_half_an_hour_beside_a_forgotten_question(
    desk: TestDesk, clock: FixedClock
) -> None:
    user = (await desk.tell(an_event(command="other"))).user
    await desk.prompt(user, "checkin", {}, "checkin:1")
    clock.advance(timedelta(minutes=31))
    desk.lanes.wake(user)
    await desk.settle()

    assert ["Name\n[Skip]", "Risk\n[1] [8] [9]"] == desk.words


async def test_a_refusal_at_the_end_of_a_dialog_leaves_its_last_question_open(desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    for text in ("1", "7", "calm"):
        await desk.tell(an_event(text))

    assert "That is not possible.\nWords\n[Back] [Skip]" == desk.words[-1]


async def test_an_expired_dialog_no_longer_takes_what_is_typed(desk: TestDesk, clock: FixedClock) -> None:
    await desk.tell(an_event(command="checkin"))
    clock.advance(timedelta(hours=21))
    await desk.tell(an_event("8"))

    assert desk.words[-1].startswith("I read no trade in that.")


@pytest.mark.parametrize("words", ["cancel", "Cancel"])
async def test_cancel_leaves_the_dialog(words: str, desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    await desk.tell(an_event(words))
    await desk.tell(an_event(command="cancel"))

    assert ["Left it there. Nothing was saved.", "No question is open. /help"] == desk.words[1:]


async def test_a_second_tap_on_the_last_answer_leaves_the_finished_card_alone(desk: TestDesk) -> None:
    await desk.tell(an_event(command="other"))
    (shown,) = desk.messenger.shown
    tap = token_of(desk.messenger.shown[shown].screen, "Skip")
    for _ in range(2):
        await desk.tell(an_event(token=tap, message=shown, reply_handle="h"))

    assert ["Checked in: name None"] == desk.words
    assert "That question is closed." == desk.messenger.attempts[-1].toast


async def test_two_taps_on_back_are_one_step_back(desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    await desk.tell(an_event("8"))
    await desk.tell(an_event("7"))
    shown = list(desk.messenger.shown)[-1]
    tap = token_of(desk.messenger.shown[shown].screen, "Back")
    for _ in range(2):
        await desk.tell(an_event(token=tap, message=shown))

    assert "Execution\n[7] [8]\n[Back]" == desk.words[-1]


async def test_talk_in_a_group_is_no_answer_to_a_question_asked_in_private(desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    in_group = msgspec.structs.replace(an_event("8", direct=False), address=an_address(chat="group"))
    await desk.tell(in_group)

    assert ["Risk\n[1] [8] [9]"] == desk.words


async def test_dialogs_that_were_interrupted_come_back_the_last_one_first(desk: TestDesk) -> None:
    await desk.tell(an_event(command="other"))
    await desk.tell(an_event(command="checkin"))
    await desk.tell(an_event("long EURUSD"))
    await desk.tell(an_event("1.08"))
    assert ["Filed at 1.08\n[Close]", "Back to where we were.\nRisk\n[1] [8] [9]"] == desk.words[-2:]

    for text in ("8", "7", "skip"):
        await desk.tell(an_event(text))
    assert "Back to where we were.\nName\n[Skip]" == desk.words[-1]


async def test_a_tap_on_an_interrupted_question_takes_it_up_and_puts_the_other_aside(desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    (shown,) = desk.messenger.shown
    await desk.tell(an_event(command="other"))
    for label in ("8", "7", "Skip"):
        tap = token_of(desk.messenger.shown[shown].screen, label)
        await desk.tell(an_event(token=tap, message=shown))

    assert ["Checked in: day today, risk 8, execution 7, words None", "Name\n[Skip]"] == desk.words[:2]
    assert "Back to where we were.\nName\n[Skip]" == desk.words[-1]


async def test_a_person_whose_row_is_broken_holds_up_nobody_and_is_told_of_once(
    desk: TestDesk, clock: FixedClock
) -> None:
    user = (await desk.tell(an_event(command="quiet"))).user
    spoil = "update users set preferences = $2 where id = $1"
    async with begin_service(now=clock.now()) as uow:
        await uow.execute(spoil, user, "[]")
    with capture_logs() as log:
        await desk.intake.receive(an_event(command="help"))
        await until(lambda: any(line["event"] == "lane.stuck" for line in log))
        for _ in range(20):
            desk.lanes.wake(user)
        await desk.intake.receive(an_event(command="help", person="ben"))
        await until(lambda: desk.words)
        async with begin_service(now=clock.now()) as uow:
            await uow.execute(spoil, user, "{}")
        await desk.settle()

    assert ["Help is here", "Help is here"] == desk.words
    assert ["lane.stuck", "lane.well_again"] == [
        line["event"] for line in log if line["event"].startswith("lane.")
    ]


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - nobody signals
            await asyncio.sleep(0.01)
