"""/trade tells all of one trade; /trades, /open and /trash can be looked through however many there are."""

from datetime import timedelta

from core.clock import FixedClock
from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"


async def test_a_whole_trade_is_on_one_screen(ana: Chat, clock: FixedClock) -> None:
    await ana.type(LINE)
    clock.advance(timedelta(minutes=20))
    await ana.type("sl be")
    clock.advance(timedelta(minutes=30))
    await ana.type("exit 1.0880 half")
    await ana.type("note left early")
    clock.advance(timedelta(minutes=10))
    await ana.type("exit 1.0900 commission 7")
    said = await ana.type("/trade")
    assert said.startswith("✓ EURUSD ▲ closed +1.29R (+$193.00) after 1 h")
    for line in (
        "in 0.50 @ 1.0850 18 Nov 15:00",
        "out 0.25 @ 1.0880 18 Nov 15:50 · +1.00R",
        "costs −$7.00",
        "18 Nov 15:50  noted",
        "target 1.0910 2.0R",
        "left early",
        "18 Nov 15:00  filed",
        "18 Nov 15:20  Stop 1.0820 → 1.0850",
        "18 Nov 15:50  out 0.25 @ 1.0880",
        "[Edit] [Undo]",
    ):
        assert line in said, line


async def test_what_was_taken_back_stays_in_the_history(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("sl be")
    await ana.type("/undo")
    assert "Stop 1.0820 → 1.0850 (taken back)" in await ana.type("/trade")


async def test_a_trade_is_found_by_number_and_by_market(ana: Chat, clock: FixedClock) -> None:
    for line in (LINE, "short NQ 20000 sl 20050 1 contract", "long gold 2410 0.1 lots"):
        await ana.type(line)
        clock.advance(timedelta(minutes=1))
    assert (await ana.type("/trade 1")).startswith("● XAUUSD")
    assert (await ana.type("/trade 3")).startswith("● EURUSD")
    assert (await ana.type("/trade nq")).startswith("● NQ")
    await ana.type("note late thought", reply_to=ana.number_of("● EURUSD"))
    assert (await ana.type("/trade")).startswith("● EURUSD"), "the one that was touched last"
    for word in ("4", "0", "nonsense", "gbpusd"):
        assert f"I find no trade {word}." in await ana.type(f"/trade {word}")


async def test_without_trades_it_says_how_to_file_one(ana: Chat) -> None:
    assert (await ana.type("/trade")).startswith("No trades yet.\nOne line files one")
    assert (await ana.type("/trash")).startswith("The trash is empty.")


async def test_many_trades_are_turned_over_page_by_page(ana: Chat, clock: FixedClock) -> None:
    for number in range(19):
        await ana.type(f"long EURUSD 1.08{number:02} 0.1 lots")
        clock.advance(timedelta(minutes=1))
    await ana.type("short NQ 20000 1 contract")
    first = await ana.type("/trades")
    assert first.startswith("20 trades, page 1 of 3")
    assert "[Older]" in first
    assert "[Newer]" not in first
    assert (await ana.taps("Older", "Older")).startswith("20 trades, page 3 of 3")
    assert (await ana.type("/trades 2")).startswith("20 trades, page 2 of 3")
    assert (await ana.type("/trades nq")).startswith("1 trade of NQ")
    assert (await ana.type("/trades eurusd")).startswith("19 trades of EURUSD, page 1 of 3")
    assert (await ana.tap("Older")).startswith("19 trades of EURUSD, page 2 of 3")
    opened = await ana.type("/open")
    assert opened.startswith("20 trades are open, page 1 of 3")
    assert (await ana.tap("Older")).startswith("20 trades are open, page 2 of 3")


async def test_the_trash_gives_back_and_is_emptied(ana: Chat) -> None:
    for line in (LINE, "short NQ 20000 sl 20050 1 contract"):
        await ana.type(line)
        await ana.type("/undo")
    assert (await ana.type("/trash")).startswith("2 trades in the trash")
    assert "Back in the journal." in await ana.tap("Restore")
    await ana.type("/trash")
    assert (await ana.tap("Empty the trash")).startswith("1 trade for good?")
    assert "1 trade is gone for good." in await ana.tap("Empty it")
    assert (await ana.type("/trash")).startswith("The trash is empty.")
    assert (await ana.type("/trades")).startswith("1 trade")
