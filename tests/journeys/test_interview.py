"""/journal: trades that lack a word, three at a time, one question at a time, and what is given is kept."""

from datetime import timedelta

from core.clock import FixedClock
from tests.builders.chat import Chat


async def closed(ana: Chat, price: str, words: str = "") -> None:
    await ana.type(f"long EURUSD {price} sl 1.0800 0.5 lots {words}")
    await ana.type("exit 1.0905")


async def test_nothing_missing_is_said_kindly(ana: Chat) -> None:
    assert "Nothing is missing: every trade has its words." == await ana.type("/journal")


async def test_trades_are_gone_through_in_threes_the_newest_first(ana: Chat) -> None:
    for price in ("1.0850", "1.0860", "1.0870", "1.0880"):
        await closed(ana, price)
    asked = await ana.type("/journal")
    assert asked.splitlines()[:2] == ["1 of 3 · ✓ EURUSD ▲ +0.31R (+$125.00)", "How did it feel?"]
    for number in (1, 2, 3):
        assert ana.says.startswith(f"{number} of 3")
        await ana.taps("calm", "8", "7", "Kept")
        assert "Anything to remember?" in ana.says
        await ana.tap("Skip")
    assert ana.says == "Done. 1 more?\n[Yes] [Enough]"
    assert (await ana.tap("Yes")).startswith("1 of 1 · ✓ EURUSD ▲ +1.10R")
    await ana.taps("calm", "8", "7", "Kept")
    assert "Done. Your journal is complete." == await ana.type("patience paid")
    assert "Nothing is missing: every trade has its words." == await ana.type("/journal")


async def test_stop_keeps_what_was_given(ana: Chat) -> None:
    await closed(ana, "1.0850")
    await ana.type("/journal")
    await ana.taps("tired", "4")
    assert "Kept. 1 trade still waits for a word: /journal" == await ana.tap("Stop")
    asked = await ana.type("/journal")
    assert "The exit, 1 to 10?" in asked
    await ana.type("/trades")
    assert "tired\nentry 4" in await ana.tap("Open")


async def test_a_skipped_question_is_not_asked_the_next_time(ana: Chat) -> None:
    await closed(ana, "1.0850", "calm")
    await ana.type("/journal")
    await ana.tap("Skip")
    await ana.tap("Stop")
    assert "The exit, 1 to 10?" in await ana.type("/journal")


async def test_a_trade_typed_in_between_is_filed_and_the_question_waits(ana: Chat) -> None:
    await closed(ana, "1.0850", "calm")
    await ana.type("/journal")
    asked = await ana.type("short NQ 20000 sl 20050 1 contract calm")
    assert asked.startswith("1 of 1 · ✓ EURUSD ▲")
    assert any(heard.startswith("● NQ ▼") for heard in ana.heard)


async def test_a_second_tap_on_an_answered_question_changes_nothing(ana: Chat) -> None:
    await closed(ana, "1.0850", "calm")
    await ana.type("/journal")
    await ana.tap("8")
    await ana.tap("9")
    assert "Rules kept?" in ana.says
    assert "exit 9" in await ana.tap("Stop") or "Kept." in ana.says


async def test_today_offers_to_fill_in_what_is_missing(ana: Chat) -> None:
    await closed(ana, "1.0850")
    said = await ana.type("/today")
    assert said.endswith("1 trade lacks a word.\n[Fill in]")
    asked = await ana.tap("Fill in")
    assert "How did it feel?" in asked
    await ana.taps("calm", "8", "7", "Kept", "Skip")
    assert "lacks" not in await ana.type("/today")


async def test_a_checkin_offers_what_its_day_lacks(ana: Chat) -> None:
    await closed(ana, "1.0850", "calm")
    await ana.type("/checkin")
    said = await ana.taps("8", "7", "9", "Yes")
    assert said.endswith("1 trade lacks a word.\n[Fill in]")


async def test_what_comes_back_by_itself_is_not_offered_too(ana: Chat, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=3, minutes=20))
    await closed(ana, "1.0850", "calm")
    await ana.taps("How was it?", "Later", "In 1 h")
    clock.advance(timedelta(minutes=45))
    assert "lacks" not in await ana.type("/today")
