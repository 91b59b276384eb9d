"""The many ways in which a trade is typed, added to, left and corrected."""

import pytest

from core.clock import FixedClock
from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("closed +2R", "+2.00R"),
        ("stopped out", "−1.00R"),
        ("tp hit", "+2.00R"),
        ("out at be", "0.00R"),
        ("+60 pips", "+2.00R"),
        ("all 1.0880", "+1.00R"),
    ],
)
async def test_a_trade_is_left_in_many_words(ana: Chat, words: str, result: str) -> None:
    await ana.type(LINE)
    assert (await ana.type(words)).startswith(f"✓ EURUSD ▲ closed {result}")


@pytest.mark.parametrize("words", ["half", "50%", "0.25 lots"])
async def test_a_part_without_a_price_asks_for_the_price(ana: Chat, words: str) -> None:
    await ana.type(LINE)
    assert (await ana.type(words)).startswith("EURUSD ▲ 0.50 lots: out at what price?")
    assert (await ana.type("1.0871")).startswith("● EURUSD ▲ 0.25 of 0.50 lots out @ 1.0871")


async def test_a_stop_in_pips_and_a_target_in_r_become_prices(ana: Chat) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 30 pips tp 2R 0.5 lots")
    assert "stop 1.0820 30 pips, −$150 = 1R" in said
    assert "target 1.0910 2.0R" in said


async def test_a_stated_risk_proposes_the_size(ana: Chat) -> None:
    said = await ana.type("long EURUSD 1.0850 sl 1.0820 $200 risk")
    assert "[0.66 lots]" in said
    assert "−$200 = 1R" in await ana.tap("0.66 lots")


async def test_costs_count_in_the_result(ana: Chat) -> None:
    await ana.type(LINE)
    assert (await ana.type("exit 1.0910 commission 15")).startswith("✓ EURUSD ▲ closed +1.90R (+$285.00)")


async def test_two_trades_in_one_message_are_both_filed(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots\nshort NQ 20000 sl 20050 1 contract")
    assert (await ana.type("/open")).startswith("2 trades are open")


async def test_a_trade_of_yesterday_is_filed_for_yesterday(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots yesterday 14:30")
    assert "17 Nov" in await ana.type("/open")


async def test_a_tag_and_a_note_reach_the_only_open_trade(ana: Chat) -> None:
    await ana.type(LINE)
    assert "retest" in await ana.type("#retest")
    assert "waited for the close" in await ana.type("note waited for the close")


async def test_a_moved_stop_says_from_where_to_where(ana: Chat) -> None:
    await ana.type(LINE)
    assert "Stop 1.0820 → 1.0840" in await ana.type("sl 1.0840")


@pytest.mark.parametrize(
    ("path", "typed", "shown"),
    [
        ("Entry", "1.0852", "● EURUSD ▲ 0.50 lots @ 1.0852"),
        ("Size", "0.3 lots", "● EURUSD ▲ 0.30 lots @ 1.0850"),
        ("Stop", "1.0830", "stop 1.0830 20 pips, −$100 = 1R"),
        ("Stop", "none", "● EURUSD ▲ 0.50 lots @ 1.0850"),
        ("Target", "1.0880 1.0910", "target 1.0880 1.0R"),
        ("Side", "short", "● EURUSD ▼ 0.50 lots @ 1.0850"),
        ("More… Setup", "#retest", "Setup — → retest"),
        ("More… Feeling", "calm", "Feeling — → calm"),
        ("More… Note", "second touch", "Note — → second touch"),
    ],
)
async def test_anything_of_a_trade_can_be_corrected(ana: Chat, path: str, typed: str, shown: str) -> None:
    await ana.type(LINE)
    await ana.taps("Edit", *path.split())
    assert shown in await ana.type(typed)


async def test_a_wrong_exit_is_corrected(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0880")
    await ana.tap("Edit")
    await ana.tap("Exit")
    assert (await ana.type("1.0910")).startswith("✓ EURUSD ▲ closed +2.00R")


async def test_size_is_added_by_a_reply(ana: Chat, clock: FixedClock) -> None:
    await ana.type(LINE)
    said = await ana.type("long EURUSD 1.0830 0.5 lots", reply_to=ana.number_of("● EURUSD"))
    assert said.startswith("● EURUSD ▲ 1.00 lots @ 1.0840")
