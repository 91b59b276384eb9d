"""Editing a message edits what it did: the difference of its two readings, never a second trade."""

from datetime import timedelta

from core.clock import FixedClock
from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"


async def count(ana: Chat) -> str:
    return (await ana.type("/trades")).splitlines()[0]


async def test_only_what_differs_is_changed(ana: Chat) -> None:
    await ana.type(LINE, message="m1")
    await ana.type("sl 1.0840")
    await ana.type("#retest")
    said = await ana.edit("m1", LINE.replace("1.0910", "1.0950"))
    assert "Target 1.0910 → 1.0950" == said.splitlines()[1]
    assert "stop 1.0840" in said
    assert "retest" in said
    assert "Taken back: Target 1.0950 → 1.0910" in await ana.tap("Undo")
    assert await count(ana) == "1 trade"


async def test_an_edit_twice_ends_at_the_last_words(ana: Chat) -> None:
    await ana.type(LINE, message="m1")
    await ana.edit("m1", LINE.replace("0.5", "0.6"))
    assert "Size 0.60 → 0.40" in await ana.edit("m1", LINE.replace("0.5", "0.4"))
    assert "The edit changes nothing here." in await ana.edit("m1", LINE.replace("0.5", "0.4"))
    assert "Size 0.40 → 0.50" in await ana.edit("m1", LINE)


async def test_an_edit_after_size_was_added_corrects_the_first_fill(ana: Chat) -> None:
    await ana.type(LINE, message="m1")
    await ana.type("add 0.5 @ 1.0870")
    said = await ana.edit("m1", LINE.replace("1.0850", "1.0852"))
    assert said.startswith("● EURUSD ▲ 1.00 lots @ 1.0861\nEntry 1 1.0850 × 0.50 → 1.0852 × 0.50")


async def test_an_edited_exit_corrects_its_own_fill(ana: Chat, clock: FixedClock) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0870 half", message="m2")
    clock.advance(timedelta(minutes=5))
    await ana.type("exit 1.0890")
    said = await ana.edit("m2", "exit 1.0880 half")
    assert "Exit 1 1.0870 × 0.25 → 1.0880 × 0.25" in said
    assert said.startswith("✓ EURUSD ▲ closed +1.17R")
    assert "Exit 1 1.0880 × 0.25 → 1.0880 × 0.10" in await ana.edit("m2", "exit 1.0880 0.1 lots")
    assert "Taken back: Exit 1 1.0880 × 0.10" in await ana.type("/undo")


async def test_an_edited_addition_stop_and_note_change_what_they_did(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("add 0.2 @ 1.0870", message="add")
    await ana.type("sl 1.0830", message="stop")
    await ana.type("note watch the news", message="note")
    await ana.type("note and the close")
    assert "Entry 2 1.0870 × 0.20 → 1.0872 × 0.30" in await ana.edit("add", "add 0.3 @ 1.0872")
    assert "Stop 1.0830 → 1.0835" in await ana.edit("stop", "sl 1.0835")
    said = await ana.edit("note", "note watch the open")
    assert "watch the open\nand the close" in said
    assert "news" not in said


async def test_chatter_edited_into_a_trade_files_it_once(ana: Chat) -> None:
    await ana.type("lets see what london does", message="m1")
    assert (await ana.edit("m1", LINE)).startswith("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert "Size 0.50 → 0.40" in await ana.edit("m1", LINE.replace("0.5", "0.4"))
    assert await count(ana) == "1 trade"


async def test_a_trade_edited_into_chatter_stays_unless_deleted(ana: Chat) -> None:
    await ana.type(LINE, message="m1")
    said = await ana.edit("m1", "never mind, no trade today")
    assert "I read no trade in the edited message. What it filed stays." in said
    assert "It is in the trash" in await ana.tap("Delete the trade")
    assert (await count(ana)) == "No trades yet."
    assert "It is in the trash" in await ana.edit("m1", LINE)
    assert (await ana.tap("Restore")).startswith("● EURUSD")
    assert await count(ana) == "1 trade"


async def test_an_edit_of_words_that_are_being_asked_about_asks_no_more(ana: Chat) -> None:
    await ana.type("sold gold 2410 stop 2415", message="m1")
    assert "How much?" in ana.says
    assert (await ana.edit("m1", "sold gold 2410 stop 2415 0.1 lots")).startswith("● XAUUSD ▼ 0.10 lots")
    await ana.type("0.2")
    assert await count(ana) == "1 trade"


async def test_each_line_of_a_message_edits_its_own_trade(ana: Chat) -> None:
    two = "long EURUSD 1.0850 sl 1.0820 0.5 lots\nshort GBPUSD 1.2500 sl 1.2550 0.3 lots"
    await ana.type(two, message="m1")
    await ana.edit("m1", two.replace("1.2500", "1.2510"))
    assert any("Entry 1.2500 → 1.2510" in said for said in ana.heard)
    assert await count(ana) == "2 trades"
    await ana.edit("m1", f"{two.replace('1.2500', '1.2510')}\nlong NQ 20000 sl 19950 1 contract")
    assert await count(ana) == "3 trades"


async def test_an_edited_exit_that_was_taken_back_stays_so(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0870", message="m2")
    await ana.type("/undo")
    assert "That was taken back already." in await ana.edit("m2", "exit 1.0880")
