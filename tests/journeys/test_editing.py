"""Everything of a trade can be set right by tap or by words; what changed is told, old → new, and can be taken back."""

from datetime import timedelta

import pytest

from core.clock import FixedClock
from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("sl be", "Stop 1.0820 → 1.0850"),
        ("entry 1.0852", "Entry 1.0850 → 1.0852"),
        ("sl 1.0830 tp 1.0950", "Stop 1.0820 → 1.0830 · Target 1.0910 → 1.0950"),
        ("#retest", "Setup — → retest"),
        ("commission 3.50", "Commission — → 3.50"),
        ("size 0.4", "Size 0.50 → 0.40"),
    ],
)
async def test_words_under_a_card_tell_what_they_changed(ana: Chat, typed: str, told: str) -> None:
    await ana.type(LINE)
    said = await ana.type(typed, reply_to=ana.number_of("● EURUSD"))
    assert told == said.splitlines()[1]
    undone = await ana.tap("Undo")
    assert "Taken back" in undone.splitlines()[1]


@pytest.mark.parametrize(
    ("path", "typed", "told"),
    [
        ("Side", "Short", "Side long → short"),
        ("Market", "gbpusd", "Market EURUSD → GBPUSD"),
        ("Size", "0.3", "Size 0.50 → 0.30"),
        ("Entry", "1.0852", "Entry 1.0850 → 1.0852"),
        ("Target", "none", "Target 1.0910 → —"),
        ("Entry time", "14:30", "Entry time 18 Nov 15:00 → 18 Nov 14:30"),
        ("More…; Commission", "7", "Commission — → 7"),
        ("More…; Swap", "-1.20", "Swap — → −1.20"),
        ("More…; Best price", "1.0899", "Best price — → 1.0899"),
        ("More…; Confidence", "8", "Confidence — → 8"),
        ("More…; Rules", "kept", "Rules — → kept"),
    ],
)
async def test_every_field_can_be_tapped_and_changed(ana: Chat, path: str, typed: str, told: str) -> None:
    await ana.type(LINE)
    if "Rules" in path:
        await ana.type("exit 1.0880")
    await ana.tap("Edit")
    await ana.taps(*path.split("; "))
    said = await ana.type(typed)
    assert told in said
    assert "Taken back" in await ana.type("/undo")


async def test_each_of_several_targets_and_exits_is_its_own(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 tp 1.0880 1.0910 0.5 lots")
    await ana.taps("Edit", "Target 2")
    assert "Target 2 1.0910 → 1.0930" in await ana.type("1.0930")
    await ana.type("exit 1.0870 half")
    await ana.type("exit 1.0890")
    await ana.taps("Edit", "Exit 1")
    assert "Exit 1 1.0870 × 0.25 → 1.0875 × 0.20" in await ana.type("1.0875 0.2")


async def test_a_moment_keeps_its_order(ana: Chat, clock: FixedClock) -> None:
    await ana.type(LINE)
    clock.advance(timedelta(hours=1))
    await ana.type("exit 1.0880")
    await ana.taps("Edit", "Exit time")
    assert "entered first and left afterwards" in await ana.type("14:00")
    said = await ana.type("15:30")
    assert said.startswith("✓ EURUSD ▲ closed +1.00R (+$150.00) after 30 min")


async def test_a_value_that_cannot_be_is_asked_again(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.taps("Edit", "Entry")
    asked = await ana.type("soon")
    assert "I read “soon”" in asked
    assert "Entry 1.0850: what is right?" in asked
    assert "Entry 1.0850 → 1.0851" in await ana.type("1.0851")


async def test_what_is_so_already_changes_nothing(ana: Chat) -> None:
    await ana.type(LINE)
    assert "it is so already" in await ana.type("sl 1.0820")
    assert (await ana.type("/undo")).startswith("Taken back: EURUSD")


async def test_a_trade_is_deleted_and_restored(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0880")
    await ana.taps("Edit", "Delete")
    assert "into the trash?" in ana.says
    said = await ana.tap("Delete")
    assert "It is in the trash and counts nowhere." in said
    assert (await ana.type("/trades")).startswith("No trades yet.")
    assert (await ana.tap("Restore")).startswith("✓ EURUSD ▲ closed +1.00R")
    assert (await ana.type("/trades")).startswith("1 trade")
    assert "Taken back: the exit." in await ana.type("/undo")


async def test_undo_brings_a_deleted_trade_back(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.taps("Edit", "Delete")
    await ana.tap("Delete")
    assert "Back in the journal." in await ana.type("/undo")
    assert (await ana.type("/open")).startswith("1 trade is open")


async def test_undo_goes_down_to_the_trash_and_restore_brings_it_back(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("sl be")
    await ana.type("/undo")
    await ana.type("/undo")
    assert "It is in the trash" in ana.says
    assert "Back in the journal." in await ana.tap("Restore")
    assert (await ana.type("/undo")).startswith("Taken back: EURUSD")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("size 0.8 lots", "Size 0.50 → 0.80"),
        ("side short", "Side long → short"),
        ("entry time 14:00", "Entry time 18 Nov 15:00 → 18 Nov 14:00"),
        ("opened 14:00", "Entry time 18 Nov 15:00 → 18 Nov 14:00"),
        ("market gbpusd", "Market EURUSD → GBPUSD"),
        ("feeling calm", "Feeling — → calm"),
        ("anxious", "Feeling — → anxious"),
        ("confidence 8", "Confidence — → 8"),
        ("fees 2.50", "Commission — → 2.50"),
        ("swap -1.20", "Swap — → −1.20"),
        ("swap 0.80", "Swap — → +0.80"),
        (
            "sl 1.0830 tp 1.0950 #retest calm note all at once",
            (
                "Stop 1.0820 → 1.0830 · Target 1.0910 → 1.0950 · Setup — → retest · Feeling — → calm"
                " · Note — → all at once"
            ),
        ),
        ("this one hurt", "Noted."),
    ],
)
async def test_a_reply_may_name_a_field_or_say_several_things(ana: Chat, typed: str, told: str) -> None:
    await ana.type(LINE)
    said = await ana.type(typed, reply_to=ana.number_of("● EURUSD"))
    assert told == said.splitlines()[1]


async def test_undo_and_delete_under_a_card_mean_that_trade(ana: Chat) -> None:
    await ana.type(LINE)
    card = ana.number_of("● EURUSD")
    await ana.type("sl 1.0830")
    await ana.type("short NQ 20000 sl 20050 1 contract")
    assert "Taken back: Stop 1.0830 → 1.0820" in await ana.type("undo", reply_to=card)
    assert "EURUSD ▲: into the trash?" in await ana.type("delete", reply_to=card)
    await ana.tap("Delete")
    assert (await ana.type("/open")).startswith("1 trade is open")


async def test_a_side_that_turns_leaves_no_stop_unnamed(ana: Chat) -> None:
    await ana.type(LINE)
    said = await ana.type("side short", reply_to=ana.number_of("● EURUSD"))
    assert "stop 1.0820 on the winning side of the entry, so no R" in said
    assert "target 1.0910 on the losing side of the entry" in said
