"""A trade's whole life by talking: reversed, missed and taken, in another currency, a leg, how far it went."""

from datetime import timedelta

import pytest

from core.clock import FixedClock
from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"


async def test_more_than_is_open_is_refused_with_the_rest_named_and_offered(ana: Chat) -> None:
    await ana.type(LINE)
    asked = await ana.type("exit 1.0890 1.2 lots")
    assert asked.splitlines()[:4] == [
        "Only 0.50 lots of EURUSD ▲ are open, not 1.20.",
        "Nothing is filed yet.",
        "[Close 0.50]",
        "[Close, then ▼ 0.70]",
    ]
    assert (await ana.tap("Close 0.50")).startswith("✓ EURUSD ▲ closed +1.33R (+$200.00)")
    assert "Nothing is open." in await ana.type("/open")


async def test_over_the_rest_the_other_side_is_opened_as_a_trade_of_its_own(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0890 1.2 lots")
    opened = await ana.tap("Close, then ▼ 0.70")
    assert opened.startswith("● EURUSD ▼ 0.70 lots @ 1.0890")
    assert any(said.startswith("✓ EURUSD ▲ closed +1.33R (+$200.00)") for said in ana.heard)


async def test_an_exit_with_the_word_reverse_goes_through_zero_without_a_question(ana: Chat) -> None:
    await ana.type(LINE)
    assert (await ana.type("exit 1.2 lots @ 1.0890 and reverse")).startswith("● EURUSD ▼ 0.70 lots @ 1.0890")


async def test_a_flip_takes_its_stop_along_and_each_half_is_undone_by_itself(ana: Chat) -> None:
    await ana.type(LINE)
    opened = await ana.type("flip short 0.5 @ 1.0890 sl 1.0920 #fade")
    assert opened.splitlines()[:2] == ["● EURUSD ▼ 0.50 lots @ 1.0890", "stop 1.0920 30 pips, −$150 = 1R"]
    assert (await ana.type("/undo")).startswith("Taken back: EURUSD ▼ 0.50 lots @ 1.0890")
    assert "Taken back: the exit." in await ana.type("/undo")


async def test_a_flip_of_more_than_is_open_asks_what_the_size_was_of(ana: Chat) -> None:
    await ana.type(LINE)
    asked = await ana.type("flip short 1.2 @ 1.0890")
    assert asked.splitlines()[:4] == [
        "EURUSD ▲ is turned. How much is it now?",
        "0.50 is open and you wrote 1.20. Nothing is filed yet.",
        "[▼ 1.20]",
        "[▼ 0.70: 1.20 was the order]",
    ]
    assert (await ana.tap("▼ 1.20")).startswith("● EURUSD ▼ 1.20 lots @ 1.0890")


async def test_a_flip_without_a_size_turns_what_was_open(ana: Chat) -> None:
    await ana.type(LINE)
    assert (await ana.type("reverse @ 1.0890")).startswith("● EURUSD ▼ 0.50 lots @ 1.0890")


async def test_a_flip_to_the_same_side_or_of_nothing_changes_nothing(ana: Chat) -> None:
    assert "no trade is open" in await ana.type("flip short 1.2 @ 1.0890")
    await ana.type(LINE)
    assert (await ana.type("flip long @ 1.0890")).startswith("EURUSD ▲ is that side already.")


async def test_costs_and_rebates_are_signed_and_shown(ana: Chat) -> None:
    await ana.type(f"{LINE} comm 3.5")
    said = await ana.type("exit 1.0890 comm 3.5")
    assert said.startswith("✓ EURUSD ▲ closed +1.29R (+$193.00)")
    assert "costs −$7.00 commission −$7.00" in said


async def test_costs_may_be_told_later_and_come_in_too(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0890")
    card = ana.number_of("✓ EURUSD")
    assert "costs −$1.20 swap −$1.20" in await ana.type("swap -1.2", reply_to=card)
    said = await ana.type("swap +3", reply_to=card)
    assert said.startswith("✓ EURUSD ▲ closed +1.35R (+$203.00)")
    assert "costs +$3.00 swap +$3.00" in said


async def test_missed_and_taken_trades_may_come_in_one_message(ana: Chat) -> None:
    await ana.type(f"missed short GBPUSD 1.2700 sl 1.2730\n{LINE}")
    assert ["○ GBPUSD ▼", "● EURUSD ▲"] == [said[:10].strip() for said in ana.heard if said[0] in "○●"]


async def test_a_missed_trade_is_filed_apart_counts_nowhere_and_can_be_taken(ana: Chat) -> None:
    said = await ana.type("missed long EURUSD 1.0850 sl 1.0820 tp 1.0910 #breakout")
    assert said.splitlines() == [
        "○ EURUSD ▲ @ 1.0850 not taken",
        "stop 1.0820 30 pips",
        "target 1.0910 2.0R",
        "breakout",
        "[Took it]",
        "[Edit] [Undo]",
    ]
    assert "Nothing is open." in await ana.type("/open")
    assert "○ EURUSD ▲" in await ana.type("/trades")
    asked = await ana.tap("Took it")
    assert asked.splitlines()[0] == "▲ EURUSD @ 1.0850, stop 1.0820. How much?"
    assert (await ana.type("0.5")).startswith("● EURUSD ▲ 0.50 lots @ 1.0850\nTaken after all.")
    assert (await ana.type("/undo")).startswith("○ EURUSD ▲ @ 1.0850 not taken\nTaken back")


async def test_editing_the_words_of_a_missed_trade_edits_its_plan(ana: Chat) -> None:
    await ana.type("missed long EURUSD 1.0850 sl 1.0820", message="m1")
    said = await ana.edit("m1", "missed long EURUSD 1.0855 sl 1.0825 #late")
    assert said.startswith("○ EURUSD ▲ @ 1.0855 not taken")
    assert "stop 1.0825 30 pips" in said


async def test_an_order_that_was_not_filled_becomes_a_missed_trade(ana: Chat) -> None:
    await ana.type(LINE)
    card = ana.number_of("● EURUSD")
    said = await ana.type("not filled", reply_to=card)
    assert said.startswith("○ EURUSD ▲ 0.50 lots @ 1.0850 not taken")
    assert (await ana.tap("Took it")).startswith("● EURUSD ▲ 0.50 lots @ 1.0850")


async def test_a_yen_pair_is_booked_in_dollars_at_its_own_price(ana: Chat) -> None:
    await ana.type("long USDJPY 150.00 sl 149.00 1 lot")
    assert (await ana.type("exit 151.00")).startswith("✓ USDJPY ▲ closed +1.00R (+$662.25)")


async def test_what_a_moved_stop_risks_is_told_in_the_money_of_1r(ana: Chat) -> None:
    await ana.type("short USDJPY 150.00 sl 150.50 0.3 lots")
    assert "stop 150.50 −$50 = 0.5R" in await ana.type("exit 149.50 half")


async def test_costs_in_another_currency_make_the_result_wait(ana: Chat) -> None:
    await ana.type("long EURGBP 0.8500 sl 0.8490 0.5 lots comm 3")
    said = await ana.type("exit 0.8520")
    assert "Prices are in GBP, costs in USD: the result waits for the rate." in said
    assert "No money or R yet" not in said
    assert "closed +1.95R (+$124.00)" in await ana.type("rate 1.27", reply_to=ana.number_of("✓ EURGBP"))


async def test_pounds_stay_pounds_until_the_rate_is_told_and_an_earlier_one_is_offered(
    ana: Chat, clock: FixedClock
) -> None:
    await ana.type("long EURGBP 0.8500 sl 0.8490 0.5 lots")
    said = await ana.type("exit 0.8520")
    assert said.startswith("✓ EURGBP ▲ closed +2.00R (+£100.00)")
    assert "In GBP while the rate is unknown" in said
    assert (await ana.tap("Rate")).startswith("1 GBP in USD?")
    told = await ana.type("1.27")
    assert told.startswith("✓ EURGBP ▲ closed +2.00R (+$127.00)")
    assert "rate 1 GBP = 1.27 USD as told" in told
    clock.advance(timedelta(days=1))
    await ana.type("short EURGBP 0.8500 sl 0.8510 0.5 lots")
    await ana.type("exit 0.8490")
    await ana.tap("Rate")
    again = await ana.tap("1.27 as on 18 Nov")
    assert again.startswith("✓ EURGBP ▼ closed +1.00R (+$63.50)")
    assert "an earlier rate" in again
    assert "Taken back: the rate." in await ana.type("/undo")
    assert "(+£50.00)" in ana.says


async def test_a_rate_may_be_typed_with_the_exit_or_under_the_card(ana: Chat) -> None:
    await ana.type("long DAX 24000 sl 23950 1 contract")
    said = await ana.type("exit 24100 rate 1.1")
    assert "+$" in said
    assert "rate 1 EUR = 1.1 USD as told" in said
    assert "is in USD already" in await ana.type(
        "rate 1.3", reply_to=await _number(ana, "long NQ 20000 1 contract", "● NQ")
    )


async def test_a_result_in_bare_money_is_the_accounts(ana: Chat) -> None:
    assert (await ana.type("USDJPY long +120")).startswith("✓ USDJPY ▲ closed +$120.00")


async def test_how_far_it_went_is_told_beside_the_exit_or_later(ana: Chat) -> None:
    await ana.type(LINE)
    said = await ana.type("exit 1.0905 worst 1.0838 best 1.0921")
    assert "went 12 pips against, 71 for −0.4R, +2.4R · out at 81 % of the range" in said.replace(
        "\u00a0", " "
    )
    card = ana.number_of("✓ EURUSD")
    refused = await ana.type("best 1.0900", reply_to=card)
    assert refused.startswith("The trade itself was filled at 1.0905, so 1.09")
    assert "went 15 pips against, 71 for" in await ana.type("heat 15 pips", reply_to=card)


async def test_legs_are_summed_on_their_cards_and_parted_again(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0890")
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.2 lots")
    said = await ana.type("leg of", reply_to=ana.number_of("● EURUSD"))
    assert "together +1.3R, +$200.00 2 legs" in said
    assert "Taken back: the legs." in await ana.type("/undo")
    assert "together" not in ana.says


async def test_legs_are_chosen_by_tap_and_taken_apart(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("short NQ 20000 sl 20050 1 contract")
    await ana.taps("Edit", "More…")
    asked = await ana.tap("Legs")
    assert asked.startswith("NQ ▼: which trade belongs to it?")
    joined = await ana.tap("EURUSD ▲ 0.50 lots, 18 Nov")
    assert "together 2 legs" in joined
    await ana.taps("Edit", "More…", "Legs")
    assert "It stands alone." in await ana.tap("It stands alone")


async def test_an_order_that_was_not_filled_is_called_so_by_tap(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.taps("Edit", "More…")
    assert (await ana.tap("Not taken")).startswith("○ EURUSD ▲ 0.50 lots @ 1.0850 not taken")
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    assert "not taken 1 seen, and left" in await ana.type("/week")


@pytest.mark.parametrize("words", ["took it", "@nowhere", "on fire"])
async def test_words_about_a_life_are_talk_by_themselves(ana: Chat, words: str) -> None:
    await ana.type(LINE)
    assert "Not a trade, so I left it. /help" == await ana.type(words)


async def test_the_same_words_without_a_reply_are_about_the_only_open_trade(ana: Chat) -> None:
    assert "Not a trade, so I left it. /help" == await ana.type("not filled")
    await ana.type(LINE)
    assert (await ana.type("not filled")).startswith("○ EURUSD ▲ 0.50 lots @ 1.0850 not taken")


async def _number(ana: Chat, line: str, beginning: str) -> str:
    await ana.type(line)
    return ana.number_of(beginning)
