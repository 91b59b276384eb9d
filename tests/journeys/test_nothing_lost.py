"""What is said beside, between or after the asked things is kept, and no question outlives what it is about."""

import pytest

from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"


async def test_words_beside_an_exit_are_kept(ana: Chat) -> None:
    await ana.type(LINE)
    said = await ana.type("EURUSD exit 1.0880 #trend nervous note waited too long")
    assert said.startswith("✓ EURUSD ▲ closed +1.00R")
    assert "trend · anxious" in said
    assert "waited too long" in said


async def test_a_question_about_a_trade_ends_when_the_trade_does(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.tap("Close")
    await ana.type("/open")
    said = await ana.type("EURUSD exit 1.0880")
    assert said.startswith("✓ EURUSD ▲ closed")
    await ana.type("long GBPUSD 1.2500 0.1 lots")
    assert ana.says.startswith("● GBPUSD")


async def test_a_question_about_a_trade_that_was_taken_back_is_not_asked_again(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.tap("Close")
    assert (await ana.type("/undo")).startswith("Taken back: EURUSD")
    assert (await ana.type("1.09")).startswith("I read no trade in that.")


async def test_which_one_is_not_asked_once_all_are_closed(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("long GBPUSD 1.2500 sl 1.2450 0.1 lots")
    await ana.type("exit 1.0880")
    await ana.type("EURUSD exit 1.0880")
    assert (await ana.type("GBPUSD exit 1.2550")).startswith("✓ GBPUSD")


async def test_added_size_needs_no_unit(ana: Chat) -> None:
    await ana.type(LINE)
    assert "Added 0.2 @ 1.0830." in await ana.type("add 0.2 @ 1.0830")
    assert "Added 0.1 @ 1.0840." in await ana.type("add 0.1 1.0840")


async def test_added_size_that_was_not_told_is_asked_for(ana: Chat) -> None:
    await ana.type(LINE)
    assert "need how much and the price" in await ana.type("add @ 1.0830")


async def test_a_target_that_was_hit_with_half_closes_half(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots")
    assert (await ana.type("tp1 hit half")).startswith("● EURUSD ▲ 0.25 of 0.50 lots out @ 1.0910")


async def test_a_note_needs_words(ana: Chat) -> None:
    await ana.type(LINE)
    assert "A note needs words" in await ana.type("note")


async def test_the_stop_of_a_closed_trade_stays(ana: Chat) -> None:
    await ana.type(LINE)
    card = ana.number_of("● EURUSD")
    await ana.type("exit 1.0880")
    assert "is closed already, so its stop moves no more" in await ana.type("sl be", reply_to=card)


async def test_break_even_before_any_stop_leaves_r_to_the_first_real_stop(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 0.5 lots")
    await ana.tap("Stop to BE")
    await ana.type("sl 1.0820")
    assert (await ana.type("exit 1.0880")).startswith("✓ EURUSD ▲ closed +1.00R")


async def test_an_edited_size_leaves_a_closed_trade_closed(ana: Chat) -> None:
    await ana.type(LINE, message="first")
    await ana.type("exit 1.0880")
    said = await ana.edit("first", "long EURUSD 1.0850 sl 1.0820 0.6 lots")
    assert said.startswith("✓ EURUSD ▲ closed +1.00R (+$180.00)")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("EURUSD", "EURUSD: long or short?"),
        ("nq", "NQ: long or short?"),
        ("long", "Which market?"),
    ],
)
async def test_a_market_or_a_side_alone_begins_a_trade(ana: Chat, typed: str, answer: str) -> None:
    assert answer in await ana.type(typed)


async def test_a_side_typed_at_a_question_drops_nothing(ana: Chat) -> None:
    await ana.type("sold gold 2410 stop 2415")
    said = await ana.type("long")
    assert "I read “long”, but need a size" in said
    assert "XAUUSD @ 2410" in said


async def test_a_signed_price_is_no_result(ana: Chat) -> None:
    said = await ana.type("long EURUSD -1.0850")
    assert "I could not read “-1.0850” as a price." in said
    assert "EURUSD ▲: in at what price?" in said


async def test_money_lost_is_still_a_result(ana: Chat) -> None:
    assert (await ana.type("long NQ -120")).startswith("✓ NQ ▲ closed −$120.00")


async def test_what_was_understood_of_other_words_is_named(ana: Chat) -> None:
    assert (await ana.type("إشترى EURUSD 1.0850")).startswith("I read EURUSD 1.0850, but no trade in it.")
    assert (await ana.type("EURUSD looks weak")).startswith("I read EURUSD, but no trade in it.")
    assert (await ana.type("EURUSD looks weak")).startswith("I read EURUSD, but no trade in it.")
    assert 3 == len(ana.heard)


async def test_a_second_trade_with_a_question_keeps_the_first_waiting(ana: Chat) -> None:
    await ana.type("long NQ 18500 sl 18480")
    assert (await ana.type("short gold 2410")).startswith("▼ XAUUSD @ 2410. How much?")
    await ana.tap("0.10 lots")
    assert "NQ @ 18500, stop 18480. How much?" in ana.says


@pytest.mark.parametrize(
    ("typed", "meant"), [("sl 10.830", "1.0830"), ("tp 0.1091", "1.091"), ("add 0.2 lots @ 108.30", "1.0830")]
)
async def test_a_slipped_point_in_a_change_is_named(ana: Chat, typed: str, meant: str) -> None:
    await ana.type(LINE)
    said = await ana.type(typed)
    assert "EURUSD was entered at 1.0850. Nothing was changed." in said
    assert f"Did you mean {meant}" in said


async def test_a_slipped_point_in_a_correction_is_asked_again(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.taps("Edit", "Stop")
    assert "Did you mean 1.0810" in await ana.type("10.810")
    assert "stop 1.0810 40 pips" in await ana.type("1.0810")


async def test_a_corrected_stop_lies_on_its_side(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.taps("Edit", "Stop")
    assert "A long's stop lies below its entry" in await ana.type("1.0890")


async def test_a_stop_moved_into_profit_is_fine(ana: Chat) -> None:
    await ana.type(LINE)
    assert "locked in" in await ana.type("sl 1.0870")


async def test_a_target_on_the_losing_side_is_named(ana: Chat) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 1.0820 tp 1.0800 0.5 lots")
    assert "target 1.0800 on the losing side of the entry" in said


async def test_a_currency_is_one_that_exists(ana: Chat) -> None:
    await ana.type("/start")
    await ana.tap("Later")
    assert "I read “what”, but need a currency" in await ana.type("what")
    assert "Risk per trade" in await ana.type("usdt")


async def test_the_trade_that_is_meant_may_be_named(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("long GBPUSD 1.2500 sl 1.2450 0.1 lots")
    await ana.type("half 1.2550")
    assert (await ana.type("gbpusd")).startswith("● GBPUSD ▲ 0.05 of 0.10 lots out @ 1.2550")


async def test_a_signed_exit_price_is_no_result(ana: Chat) -> None:
    await ana.type(LINE)
    assert "A price is above zero, not -1.0905." in await ana.type("exit -1.0905")
    assert (await ana.type("/open")).startswith("1 trade is open")


async def test_a_stop_is_above_zero(ana: Chat) -> None:
    await ana.type(LINE)
    assert "A price is above zero, not 0." in await ana.type("sl 0")


async def test_signs_that_turn_words_round_are_not_repeated(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("long GBPUSD 1.2500 sl 1.2450 0.1 lots")
    assert "\u202e" not in await ana.type("note \u202eevil \x07")


async def test_words_about_a_named_trade_reach_it(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("long GBPUSD 1.2500 sl 1.2450 0.1 lots")
    assert "waited for it" in await ana.type("GBPUSD note waited for it")
    said = await ana.type("eurusd #trend")
    assert said.startswith("● EURUSD")
    assert "trend" in said
