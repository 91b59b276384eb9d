"""From what a person does to what the messenger shows."""

from datetime import timedelta

import pytest

from bots.commands.registry import Command
from bots.inbound import Kind
from bots.turn import Answer, Turn, answer
from bots.verbs import Verb
from core.clock import FixedClock
from core.conversations.tokens import Press
from core.errors import Unavailable
from core.storage.database import Database
from tests.builders.desk import TestDesk, name_of, running
from tests.builders.repertoire import a_repertoire, say
from tests.builders.talk import an_event, token_of


async def test_a_command_is_answered_in_the_chat(desk: TestDesk) -> None:
    await desk.tell(an_event(command="help"))

    assert ["Help is here"] == desk.words


async def test_the_same_event_again_has_no_second_effect(desk: TestDesk) -> None:
    first = await desk.tell(an_event(command="help", event="e1"))
    second = await desk.tell(an_event(command="help", event="e1"))

    assert (True, False) == (first.is_new, second.is_new)
    assert first.inbox_id == second.inbox_id
    assert ["Help is here"] == desk.words


async def test_a_refusal_is_explained_and_leaves_nothing_behind(desk: TestDesk, clock: FixedClock) -> None:
    received = await desk.tell(an_event(command="refuse"))

    assert ["That is not possible."] == desk.words
    assert "Ana" == await name_of(received.user, clock)


async def test_a_failing_event_is_tried_four_times_and_then_apologised_for(
    desk: TestDesk, clock: FixedClock
) -> None:
    received = await desk.tell(an_event(command="crash"))
    for seconds in (1, 5, 30):
        assert [] == desk.words
        clock.advance(timedelta(seconds=seconds))
        desk.lanes.wake(received.user)
        await desk.settle()

    assert desk.words[0].startswith("Something went wrong on my side (ref ")
    assert "Ana" == await name_of(received.user, clock)


async def test_a_press_whose_effect_fails_is_acknowledged_at_once(
    database: Database, clock: FixedClock
) -> None:
    async def crash(_turn: Turn, _press: Press) -> Answer:
        raise RuntimeError("a bug")

    usual = a_repertoire()
    failing = a_repertoire(verbs={**usual.verbs, "close": Verb(name="close", handler=crash)})
    async with running(TestDesk(clock, failing)) as desk:
        await desk.tell(an_event(command="trade"))
        (shown,) = desk.messenger.shown
        token = token_of(desk.messenger.shown[shown].screen, "Close")
        await desk.tell(an_event(token=token, message=shown, reply_handle="h"))

        assert (None, "h") == (desk.messenger.attempts[1].screen, desk.messenger.attempts[1].reply_handle)
        assert 2 == len(desk.messenger.attempts)


async def test_others_of_the_lane_go_on_while_one_event_fails(desk: TestDesk) -> None:
    await desk.tell(an_event(command="crash"))
    await desk.tell(an_event(command="help"))

    assert ["Help is here"] == desk.words


async def test_a_pressed_button_edits_its_card_and_works_once(desk: TestDesk, clock: FixedClock) -> None:
    received = await desk.tell(an_event(command="trade"))
    (shown,) = desk.messenger.shown
    token = token_of(desk.messenger.shown[shown].screen, "Close")

    await desk.tell(an_event(token=token, message=shown))
    assert ["Closed"] == desk.words

    await desk.tell(an_event(token=token, message=shown))
    assert ["Current trade\n[Close]"] == desk.words
    assert "Ana!" == await name_of(received.user, clock)


async def test_somebody_elses_button_does_nothing(desk: TestDesk, clock: FixedClock) -> None:
    await desk.tell(an_event(command="trade"))
    (shown,) = desk.messenger.shown
    token = token_of(desk.messenger.shown[shown].screen, "Close")
    received = await desk.tell(an_event(token=token, message=shown, person="ben", reply_handle="h"))

    assert "Ben" == await name_of(received.user, clock)
    assert "That button belongs to an older card, or to somebody else." == desk.messenger.attempts[-1].toast


async def test_a_dialog_is_led_in_place_by_taps(desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    (shown,) = desk.messenger.shown
    for label in ("8", "7", "Skip"):
        token = token_of(desk.messenger.shown[shown].screen, label)
        await desk.tell(an_event(token=token, message=shown))

    assert ["Checked in: day today, risk 8, execution 7, words None"] == desk.words


async def test_a_trade_typed_at_a_question_is_filed_and_the_question_waits(desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    await desk.tell(an_event("long EURUSD 1.08"))

    assert ["Filed entry\n[Close]", "Risk\n[1] [8] [9]"] == desk.words[1:]


async def test_a_prompt_waits_for_the_end_of_the_open_dialog(desk: TestDesk, clock: FixedClock) -> None:
    received = await desk.tell(an_event(command="other"))
    await desk.prompt(received.user, "checkin", {"day": "today"}, "checkin:1")
    assert ["Name\n[Skip]"] == desk.words

    await desk.tell(an_event("Ana"))
    assert ["Name\n[Skip]", "Checked in: name Ana", "Risk\n[1] [8] [9]"] == desk.words


async def test_a_dialog_that_another_one_interrupted_comes_back(desk: TestDesk) -> None:
    await desk.tell(an_event(command="checkin"))
    await desk.tell(an_event("8"))
    await desk.tell(an_event(command="other"))
    await desk.tell(an_event("Ana"))

    assert "Back to where we were.\nExecution\n[7] [8]\n[Back]" == desk.words[-1]


async def test_chatter_gets_one_hint_a_day(desk: TestDesk) -> None:
    await desk.tell(an_event("lets see what london does"))
    await desk.tell(an_event("hmm"))

    assert ["Not a trade, so I left it. /help"] == desk.words


async def test_chatter_in_a_group_gets_no_answer(desk: TestDesk) -> None:
    await desk.tell(an_event("lets see what london does", direct=False))

    assert [] == desk.words


async def test_a_reply_to_a_card_is_about_its_trade(desk: TestDesk) -> None:
    await desk.tell(an_event(command="trade"))
    (shown,) = desk.messenger.shown
    await desk.tell(an_event("exit 1.09", reply_to=shown))
    await desk.tell(an_event("well done", reply_to=shown))

    assert ["Filed exit about trade\n[Close]", "Noted under trade"] == desk.words[1:]


async def test_an_edited_message_edits_what_it_made(desk: TestDesk) -> None:
    await desk.tell(an_event("long EURUSD 1.08", message="m1"))
    await desk.tell(an_event("long EURUSD 1.09", message="m1", kind=Kind.EDIT))

    assert "Edited trade into entry" == desk.words[-1]


async def test_editing_the_message_that_began_a_dialog_edits_what_the_dialog_made(desk: TestDesk) -> None:
    await desk.tell(an_event("long EURUSD", message="m1"))
    await desk.tell(an_event("1.08", message="m2"))
    await desk.tell(an_event("long EURUSD 1.09", message="m1", kind=Kind.EDIT))

    assert ["Price\n[Skip]", "Filed at 1.08\n[Close]", "Edited trade into entry"] == desk.words


async def test_a_webhooks_answer_carries_a_final_screen_and_its_repeat_the_same(desk: TestDesk) -> None:
    first = await desk.intake.handle_now(an_event(command="help", event="w1"))
    again = await desk.intake.handle_now(an_event(command="help", event="w1"))

    assert first is not None
    assert first == again
    await desk.settle()
    assert [] == desk.words


async def test_a_webhooks_answer_carries_no_buttons(desk: TestDesk) -> None:
    assert None is await desk.intake.handle_now(an_event(command="trade"))
    await desk.settle()

    assert ["A trade\n[Close]"] == desk.words


async def test_what_only_was_away_for_a_moment_is_tried_again(database: Database, clock: FixedClock) -> None:
    attempts: list[str] = []

    async def flicker(turn: Turn) -> Answer:
        attempts.append(turn.inbound.event)
        if len(attempts) == 1:
            raise Unavailable
        return answer(say("Filed"))

    commands = {"flicker": Command(name="flicker", description="", handler=flicker)}
    async with running(TestDesk(clock, a_repertoire(commands=commands))) as desk:
        received = await desk.tell(an_event(command="flicker"))
        assert [] == desk.words
        clock.advance(timedelta(seconds=1))
        desk.lanes.wake(received.user)
        await desk.settle()

        assert ["Filed"] == desk.words


@pytest.mark.parametrize(
    "text", ["exit\0 1.09", "exit \ud83d 1.09", "\\u0000 exit 1.09", "😀" * 2500 + "9", "9" * 5000]
)
async def test_strange_characters_stop_nothing(text: str, desk: TestDesk) -> None:
    await desk.tell(an_event(text))

    assert 1 == len(desk.words)
