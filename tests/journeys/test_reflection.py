"""What a trade lacks beside its numbers: asked on the card, by a tap each, or later, and never twice."""

from datetime import timedelta

from core.clock import FixedClock
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk

BARE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"
LINE = f"{BARE} #breakout calm"


async def test_after_opening_each_question_takes_one_tap_in_place(ana: Chat) -> None:
    await ana.type("short NQ 20000 sl 20050 1 contract #retest anxious")
    asked = await ana.type(BARE)
    assert "Which setup?\n[retest]\n[Other…] [Skip] [Later]" in asked
    messages = len(ana.heard)
    asked = await ana.tap("retest")
    assert "How do you feel?\n[anxious] [calm] [confident]" in asked, "the word used before comes first"
    asked = await ana.tap("calm")
    assert "How sure are you, 1 to 10?" in asked
    said = await ana.tap("Medium 6")
    assert "retest · calm\nconfidence 6\n[Close] [Stop to BE]" in said
    assert messages == len(ana.heard), "the card itself changed"


async def test_nobody_is_asked_for_a_setup_before_there_is_one(ana: Chat) -> None:
    assert "How do you feel?" in await ana.type(BARE)


async def test_a_line_that_says_setup_and_feeling_is_not_answered_with_a_question(ana: Chat) -> None:
    assert "?" not in await ana.type(LINE)


async def test_a_closed_trade_waits_for_a_tap_before_it_asks(ana: Chat) -> None:
    await ana.type(BARE)
    said = await ana.type("exit 1.0905")
    assert "[How was it?] [Photo]\n[Edit] [Undo]" in said


async def test_a_skipped_question_is_not_asked_again_after_the_close(ana: Chat) -> None:
    await ana.type(BARE)
    await ana.tap("Skip")
    await ana.type("exit 1.0905")
    assert "The entry, 1 to 10?" in await ana.tap("How was it?")
    assert "feel" not in (await ana.taps("8", "7", "Kept"))


async def test_each_answer_is_taken_back_by_itself(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    await ana.taps("How was it?", "8", "7")
    said = await ana.type("/undo")
    assert "entry 8\n" in said
    assert "exit 7" not in said


async def test_other_asks_for_the_word_and_goes_on_from_there(ana: Chat) -> None:
    await ana.type(BARE)
    assert "How do you feel?" in await ana.tap("Other…")
    refused = await ana.type("7")
    assert "I read “7”, but need a word for the feeling, such as calm or anxious." in refused
    asked = await ana.type("a bit rushed and tired")
    assert "How sure are you, 1 to 10?" in asked
    said = await ana.type("7")
    assert "a bit rushed, tired\nconfidence 7" in said


async def test_a_question_is_not_asked_twice_when_other_words_reach_the_trade(ana: Chat) -> None:
    await ana.type(BARE)
    await ana.tap("Other…")
    said = await ana.type("exit 1.0905")
    assert said.startswith("✓ EURUSD ▲ closed +1.83R")
    assert "feel" not in said
    assert "How did it feel?" in await ana.tap("How was it?")


async def test_a_trade_of_no_open_question_is_gone_through_once_more(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    await ana.taps("How was it?", "8", "7", "Kept")
    asked = await ana.tap("How was it?")
    assert "Which setup?\nnow: breakout" in asked
    await ana.taps("Skip", "Skip", "9")
    said = await ana.tap("Stop")
    assert "entry 9 · exit 7 · rules kept" in said


async def test_back_asks_the_question_before_once_more(ana: Chat) -> None:
    await ana.type(BARE)
    await ana.type("exit 1.0905")
    await ana.taps("How was it?", "Skip", "8", "3")
    assert "Rules kept?" in ana.says
    assert "The exit, 1 to 10?" in await ana.tap("Back")
    assert "Rules kept?" in await ana.tap("7")
    assert "The exit, 1 to 10?" in await ana.type("back")


async def test_in_a_group_nobody_is_asked_in_front_of_others(desk: TestDesk) -> None:
    group = Chat(desk, "group", direct=False)
    await group.type(BARE)
    assert "feel" not in group.says


async def test_later_brings_the_question_back_by_itself_and_once(
    ana: Chat, desk: TestDesk, clock: FixedClock
) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    await ana.tap("How was it?")
    asked = await ana.tap("Later")
    assert asked.splitlines() == [
        "EURUSD ▲: when shall I ask again?",
        "[In 1 h] [Today 18:30] [Tomorrow 09:00]",
        "[Back]",
    ]
    assert "I ask again at 16:00." in await ana.tap("In 1 h")
    heard = len(ana.heard)
    clock.advance(timedelta(minutes=61))
    await desk.settle()
    assert ana.says.splitlines()[:2] == ["✓ EURUSD ▲ +1.83R (+$275.00)", "The entry, 1 to 10?"]
    clock.advance(timedelta(days=2))
    await desk.settle()
    assert heard + 1 == len(ana.heard)


async def test_what_was_answered_meanwhile_does_not_come_back(
    ana: Chat, desk: TestDesk, clock: FixedClock
) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    await ana.taps("How was it?", "Later", "Tomorrow 09:00")
    await ana.tap("How was it?")
    await ana.taps("8", "7", "Kept")
    heard = len(ana.heard)
    clock.advance(timedelta(days=1))
    await desk.settle()
    assert heard == len(ana.heard)


async def test_several_trades_that_wait_are_one_message(ana: Chat, desk: TestDesk, clock: FixedClock) -> None:
    for price in ("1.0850", "1.0860", "1.0870"):
        await ana.type(f"long EURUSD {price} sl 1.0800 0.5 lots #breakout calm")
        await ana.type("exit 1.0905")
        await ana.taps("How was it?", "Later", "Today 18:30")
        clock.advance(timedelta(minutes=2))
    heard = len(ana.heard)
    clock.advance(timedelta(hours=4))
    await desk.settle()
    assert heard + 1 == len(ana.heard)
    assert ana.says.startswith("1 of 3 · ✓ EURUSD ▲ +")
    assert "3 trades wait for a word.\nThe entry, 1 to 10?" in ana.says
    assert "wait for a word" not in await ana.tap("8")


async def test_marks_typed_beside_other_words_are_not_asked_again(ana: Chat) -> None:
    asked = await ana.type(f"{LINE} conf 7")
    assert "How sure" not in asked
    assert "exit 7 · rules kept" in await ana.type("exit 1.0905 rules kept exit 7/10")
    assert "The entry, 1 to 10?" in await ana.tap("How was it?")
    assert "entry 8 · exit 7 · rules kept" in await ana.tap("8")


async def test_a_reply_of_feelings_alone_is_how_it_felt(ana: Chat) -> None:
    await ana.type("short NQ 20000 sl 20050 1 contract")
    await ana.tap("Other…")
    await ana.type("wobbly")
    await ana.type(BARE)
    card = ana.number_of("● EURUSD")
    assert "\ncalm, wobbly" in await ana.type("calm and wobbly", reply_to=card)
    assert "Noted." not in await ana.type("tired", reply_to=card)
    assert "a bit of everything" in await ana.type("a bit of everything", reply_to=card), "as a note"
