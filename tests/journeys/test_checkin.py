"""The check-in: five taps in one message, edited in place; late ones are kept; streaks are counted."""

from datetime import timedelta

from core.clock import FixedClock
from core.identifiers import UserId
from core.storage.unit_of_work import begin_service
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk

ROWS = ["[1] [2] [3] [4] [5]", "[6] [7] [8] [9] [10]"]


async def _prompt(desk: TestDesk, clock: FixedClock, day: str) -> None:
    async with begin_service(now=clock.now()) as uow:
        user = UserId(await uow.fetch_value("select id from users where name = 'Ana'"))
    await desk.prompt(user, "checkin", {"day": day}, f"checkin:{user}:{day}")


async def test_four_taps_keep_the_day(ana: Chat) -> None:
    asked = await ana.type("/checkin")
    assert asked.splitlines()[:4] == [
        "How was today? No trades today is a decision too.",
        "Risk management?  1 of 4",
        *ROWS,
    ]
    asked = await ana.tap("8")
    assert asked.splitlines()[1:3] == ["Risk management 8", "Execution?  2 of 4"]
    said = await ana.taps("7", "9", "Yes")
    assert said.splitlines() == [
        "✓ Checked in: 8.00",
        "Risk management 8",
        "Execution 7",
        "Emotional discipline 9",
        "Followed the plan Yes",
        "[Add words] [Change]",
    ]
    assert 1 == len(ana.heard), "the whole check-in is one message, edited in place"


async def test_the_day_says_what_it_came_to(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.type("exit 1.0910")
    assert (await ana.type("/checkin")).startswith("How was today? 1 trade, +2.0R.")


async def test_back_shows_the_question_before_with_its_answer(ana: Chat) -> None:
    await ana.type("/checkin")
    await ana.tap("8")
    asked = await ana.tap("Back")
    assert "Risk management?  1 of 4" in asked
    assert "[✓ 8]" in asked


async def test_scores_may_be_typed(ana: Chat) -> None:
    await ana.type("/checkin")
    for typed in ("8", "7", "9"):
        await ana.type(typed)
    assert (await ana.type("partly")).startswith("✓ Checked in: 8.00")
    await ana.type("/checkin")
    assert "Followed the plan Partly" in ana.says


async def test_eleven_is_no_score(ana: Chat) -> None:
    await ana.type("/checkin")
    assert (await ana.type("11")).startswith("I read “11”, but need a number from 1 to 10.")


async def test_the_prompt_opens_it_and_a_late_answer_is_kept_as_late(
    desk: TestDesk, ana: Chat, clock: FixedClock
) -> None:
    await ana.type("/start")
    await ana.taps("London 15:00", "Later", "Later")
    await _prompt(desk, clock, "2026-11-18")
    assert ana.says.startswith("How was today?")
    clock.advance(timedelta(hours=12))
    said = await ana.taps("8", "8", "8", "No")
    assert said.startswith("✓ Checked in: 8.00 · late")


async def test_a_prompt_for_a_day_that_is_kept_says_nothing(
    desk: TestDesk, ana: Chat, clock: FixedClock
) -> None:
    await ana.type("/checkin")
    await ana.taps("8", "7", "9", "Yes")
    before = ana.heard
    await _prompt(desk, clock, "2026-11-18")
    assert before == ana.heard


async def test_days_in_a_row_make_a_streak(ana: Chat, clock: FixedClock) -> None:
    for _ in range(3):
        await ana.type("/checkin")
        await ana.taps("8", "7", "9", "Yes")
        clock.advance(timedelta(days=1))
    assert any("day 3 of your streak" in said for said in ana.heard)


async def test_words_are_added_by_button_or_reply(ana: Chat) -> None:
    await ana.type("/checkin")
    await ana.taps("8", "7", "9", "Yes")
    await ana.tap("Add words")
    assert "waited for my setups" in await ana.type("waited for my setups")
    said = await ana.type("and slept well", reply_to=ana.number_of("✓ Checked in"))
    assert "waited for my setups\nand slept well" in said


async def test_change_asks_again_and_the_newest_answers_count(ana: Chat) -> None:
    await ana.type("/checkin")
    await ana.taps("8", "7", "9", "Yes")
    await ana.tap("Change")
    assert (await ana.taps("6", "6", "6", "No")).startswith("✓ Checked in: 6.00")


async def test_a_prompt_waits_for_the_open_question(desk: TestDesk, ana: Chat, clock: FixedClock) -> None:
    await ana.type("sold gold 2410 stop 2415")
    await _prompt(desk, clock, "2026-11-18")
    assert "How much?" in ana.says
    await ana.type("0.1 lots")
    await desk.settle(within=timedelta(minutes=5))
    assert any(said.startswith("● XAUUSD ▼ 0.10 lots") for said in ana.heard)
    assert ana.says.startswith("How was today?")


async def test_what_is_typed_during_a_checkin_reaches_the_open_trade(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.type("/checkin")
    await ana.tap("8")
    await ana.type("sl 1.0840")
    assert any("Stop 1.0820 → 1.0840" in said for said in ana.heard)
    assert "Execution?" in ana.says
