"""Setups and rules: made by a tag or by hand, renamed, merged, retired; rules are a checklist after the close."""

import pytest

from tests.builders.chat import Chat

BARE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"


async def closed(ana: Chat, setup: str, price: str = "1.0905") -> str:
    await ana.type(f"{BARE} #{setup} calm")
    return await ana.type(f"exit {price}")


async def test_a_tag_makes_a_setup_and_the_list_says_what_it_came_to(ana: Chat) -> None:
    assert (await ana.type("/strategies")).startswith("No setups yet.\nA #tag in a trade makes one")
    await closed(ana, "breakout")
    await closed(ana, "breakout", "1.0835")
    said = await ana.type("/strategies")
    assert said.splitlines() == [
        "1 setup",
        "breakout 2 trades · 1 W 1 L · +1.3R [Open]",
        "[New] [Rules]",
    ]


async def test_a_setup_is_made_renamed_described_tagged_and_found_by_each_name(ana: Chat) -> None:
    await ana.type("/strategies")
    await ana.tap("New")
    assert (await ana.type("London range")).startswith("London range  no closed trades yet\nIn the list now.")
    await ana.tap("Rename")
    said = await ana.type("London breakout")
    assert "London range is called London breakout now." in said
    await ana.tap("Tags")
    assert "also #london-range #bo" in await ana.type("#bo")
    await ana.tap("Describe")
    assert "Asia high or low breaks after eight." in await ana.type("Asia high or low breaks after eight.")
    for tag in ("bo", "London-Breakout", "london_breakout"):
        assert "\nLondon breakout · calm" in await ana.type(f"{BARE} #{tag} calm")
    assert (await ana.type("/strategies")).startswith("1 setup")


async def test_a_renamed_setup_keeps_its_old_name_as_a_tag(ana: Chat) -> None:
    await closed(ana, "breakout")
    await ana.type("/strategies breakout")
    await ana.tap("Rename")
    await ana.type("London")
    assert "\nLondon · calm" in await ana.type(f"{BARE} #breakout calm")
    assert "Taken back" in await ana.type("/undo")
    assert (await ana.type("/strategies")).startswith("1 setup")


@pytest.mark.parametrize("typed", ["breakout", "Break-out", "#break out"])
async def test_two_setups_of_one_name_are_refused(ana: Chat, typed: str) -> None:
    await closed(ana, "breakout")
    await ana.type("/strategies")
    await ana.tap("New")
    said = await ana.type(typed)
    assert said.startswith("breakout is a setup of yours already. Merge joins two into one.")


async def test_two_that_look_alike_become_one(ana: Chat) -> None:
    await closed(ana, "breakout")
    await closed(ana, "breakouts")
    await closed(ana, "breakouts")
    said = await ana.type("/strategies")
    assert "breakouts and breakout look like one." in said
    asked = await ana.tap("Make them one")
    assert asked.startswith("breakout (1 trade) becomes breakouts?")
    said = await ana.tap("Merge")
    assert said.startswith("breakouts  3 trades · 3 W 0 L")
    assert "\nbreakouts · calm" in await ana.type(f"{BARE} #breakout calm")


async def test_any_two_are_merged_from_the_card(ana: Chat) -> None:
    await closed(ana, "gap")
    await closed(ana, "trend")
    await ana.type("/strategies gap")
    await ana.tap("Merge")
    await ana.tap("trend")
    assert (await ana.tap("Merge")).startswith("trend  2 trades")
    assert (await ana.type("/strategies")).startswith("1 setup")


async def test_a_retired_setup_is_offered_no_more_and_comes_back(ana: Chat) -> None:
    await closed(ana, "gap")
    await ana.type("/strategies gap")
    assert "Retired: its trades keep it, nobody offers it." in await ana.tap("Retire")
    assert "Which setup?" not in await ana.type(BARE)
    await ana.type("/strategies")
    assert "gap 1 trade" in await ana.tap("Retired: 1")
    assert "Offered again." in await ana.tap("Bring back")
    assert "Which setup?\n[gap]" in await ana.type(BARE)


async def test_rules_are_a_checklist_after_the_close(ana: Chat) -> None:
    await ana.type("/rules")
    await ana.tap("Add")
    said = await ana.type("- no news\n2. max three trades")
    assert said.splitlines()[:4] == [
        "Rules for every trade",
        "I ask for them after each close.",
        "no news  [Edit]",
        "max three trades  [Edit]",
    ]
    await closed(ana, "gap")
    await ana.type("/rules gap")
    await ana.tap("Add")
    await ana.type("gap above ATR")
    said = await closed(ana, "gap")
    asked = await ana.taps("How was it?", "8", "7")
    assert asked.splitlines()[1:] == [
        "Rules kept?",
        "[All kept]",
        "[✓ no news]",
        "[✓ max three trades]",
        "[✓ gap above ATR]",
        "[Back] [Later]",
        "[Skip] [Stop]",
    ]
    asked = await ana.tap("✓ max three trades")
    assert "[All kept] [Done, 1 broken]" in asked
    said = await ana.tap("Done, 1 broken")
    assert "entry 8 · exit 7 · rules broken\nbroke max three trades" in said


async def test_all_kept_is_one_tap_on_the_card(ana: Chat) -> None:
    await ana.type("/rules")
    await ana.tap("Add")
    await ana.type("no news")
    await closed(ana, "gap")
    assert "rules kept" in await ana.taps("How was it?", "8", "7", "All kept")


async def test_many_rules_stand_in_a_list_with_their_numbers_on_the_buttons(ana: Chat) -> None:
    await ana.type("/rules")
    await ana.tap("Add")
    await ana.type(
        "\n".join(f"rule of number {word}" for word in ("one", "two", "three", "four", "five", "six"))
    )
    await closed(ana, "gap")
    await ana.taps("How was it?", "8", "7")
    assert "✓ rule of number six" in ana.says
    assert "[✓ 1] [✓ 2] [✓ 3] [✓ 4] [✓ 5]\n[✓ 6]" in ana.says
    await ana.taps("✓ 2", "✓ 6")
    assert "✗ rule of number two" in ana.says
    said = await ana.type("2, 3")
    assert "broke rule of number two\nbroke rule of number three" in said
    assert "number six" not in said


async def test_rules_are_reworded_moved_retired_and_never_too_many(ana: Chat) -> None:
    await ana.type("/rules")
    await ana.tap("Add")
    await ana.type("one\ntwo")
    await ana.tap("Edit")
    await ana.tap("Down")
    assert ana.says.splitlines()[1:3] == ["two  [Edit]", "one  [Edit]"]
    await ana.taps("Edit", "Reword")
    assert "two of them  [Edit]" in await ana.type("two of them")
    await ana.taps("Edit", "Retire")
    assert "Retired: two of them" in ana.says
    await ana.tap("Retired: 1")
    assert "A rule again." in await ana.tap("Bring back")
    await ana.tap("Add")
    said = await ana.type("\n".join(f"rule {number}" for number in range(9)))
    assert said.startswith("10 rules are as many as anyone keeps. Retire one first.")
