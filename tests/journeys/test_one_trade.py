"""A trade in one line, its parts, its end, and taking things back: as in the transcripts."""

from datetime import timedelta

from core.clock import FixedClock
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"


async def test_one_line_is_filed_and_read_back(ana: Chat) -> None:
    said = await ana.type(LINE)
    assert said.splitlines() == [
        "● EURUSD ▲ 0.50 lots @ 1.0850",
        "stop 1.0820 30 pips, −$150 = 1R",
        "target 1.0910 2.0R",
        "breakout · calm",
        "[Close] [Stop to BE]",
        "[Edit] [Undo]",
    ]


async def test_a_half_then_the_rest_closes_the_trade(ana: Chat, clock: FixedClock) -> None:
    await ana.type(LINE)
    clock.advance(timedelta(minutes=49))
    said = await ana.type("exit 1.0871 half")
    assert said.splitlines() == [
        "● EURUSD ▲ 0.25 of 0.50 lots out @ 1.0871",
        "+0.70R on that half, booked today",
        "open 0.25 @ 1.0850",
        "stop 1.0820 −$75 = 0.5R",
        "[Close rest] [Stop to BE]",
        "[Edit] [Undo]",
    ]
    clock.advance(timedelta(minutes=85))
    said = await ana.type("rest 1.0905")
    assert said.splitlines() == [
        "✓ EURUSD ▲ closed +1.27R (+$190.00) after 2 h 14 min",
        "Today: 1 trade, 1 W 0 L, +1.3R",
        "breakout · calm",
        "[How was it?] [Photo]",
        "[Edit] [Undo]",
    ]


async def test_the_button_asks_for_the_price_and_closes(ana: Chat) -> None:
    await ana.type(LINE)
    asked = await ana.tap("Close")
    assert asked.splitlines()[0] == "EURUSD ▲ 0.50 lots: out at what price?"
    closed = await ana.type("1.0910")
    assert closed.startswith("✓ EURUSD ▲ closed +2.00R (+$300.00)")


async def test_undo_takes_back_one_act_after_the_other(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("sl be")
    await ana.type("exit 1.0871")
    assert "Taken back: the exit." in await ana.type("/undo")
    assert "stop 1.0820 30 pips, −$150 = 1R" in await ana.type("/undo")
    assert (await ana.type("/undo")).startswith("Taken back: EURUSD ▲ 0.50 lots @ 1.0850")
    assert "There is nothing left to take back." == await ana.type("/undo")
    assert (await ana.type("/trades")).startswith("No trades yet.")


async def test_an_undo_button_of_an_older_card_shows_the_present_one(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("note waited for the retest")
    said = await ana.tap("Undo", on="● EURUSD ▲ 0.50 lots @ 1.0850\nstop")
    assert "waited for the retest" in said


async def test_stop_to_break_even_keeps_the_risk_of_the_start(ana: Chat) -> None:
    await ana.type(LINE)
    said = await ana.tap("Stop to BE")
    assert "stop 1.0850 break-even" in said
    closed = await ana.type("exit 1.0910")
    assert closed.startswith("✓ EURUSD ▲ closed +2.00R (+$300.00)")


async def test_a_reply_to_a_card_acts_on_that_trade(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("short NQ 20000 sl 20050 1 contract")
    card = ana.number_of("● EURUSD")
    assert (await ana.type("exit 1.0910", reply_to=card)).startswith("✓ EURUSD ▲ closed +2.00R")


async def test_several_open_and_none_named_asks_which(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("long EURUSD 1.0862 sl 1.0842 0.2 lots")
    asked = await ana.type("exit 1.0905")
    assert asked.splitlines()[0] == "“exit 1.0905”: which one? 2 are open."
    assert (await ana.tap("▲ 0.20 @ 1.0862, 15:00")).startswith("✓ EURUSD ▲ closed +2.15R")
    assert (await ana.type("/open")).startswith("1 trade is open")


async def test_the_named_one_of_several_is_closed(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("short NQ 20000 sl 20050 1 contract")
    assert (await ana.type("EURUSD exit 1.0905")).startswith("✓ EURUSD ▲ closed +1.83R")


async def test_the_card_asks_one_thing_at_a_time_and_not_what_was_said(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    said = await ana.taps("How was it?", "8", "7", "Kept")
    assert said.splitlines()[2:] == [
        "breakout · calm",
        "entry 8 · exit 7 · rules kept",
        "[How was it?] [Photo]",
        "[Edit] [Undo]",
    ]


async def test_an_edited_message_edits_the_trade(ana: Chat) -> None:
    await ana.type(LINE, message="m1")
    said = await ana.edit("m1", LINE.replace("1.0850", "1.0852").replace("calm", "calm patient"))
    assert said.startswith(
        "● EURUSD ▲ 0.50 lots @ 1.0852\nEntry 1.0850 → 1.0852 · Feeling calm → calm, focused\n"
        "stop 1.0820 32 pips, −$160 = 1R"
    )


async def test_a_photo_with_a_caption_is_logged_and_attached(ana: Chat) -> None:
    assert (await ana.send_picture(LINE)).startswith("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert "Picture attached, 2 now." in await ana.send_picture()


async def test_a_photo_with_words_in_reply_keeps_both(ana: Chat) -> None:
    await ana.type(LINE)
    said = await ana.send_picture("second touch", reply_to=ana.number_of("● EURUSD"))
    assert "Picture attached." in said
    assert "second touch" in said
    assert "Taken back: the photo." in await ana.type("/undo")


async def test_the_photo_button_waits_for_the_picture(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    assert (await ana.tap("Photo")).startswith("Send the picture for EURUSD ▲.")
    assert "Picture attached." in await ana.send_picture("entry on M5")
    assert (await ana.type("lol")) == "Not a trade, so I left it. /help", "no question is open any more"


async def test_where_others_read_along_no_money_is_shown(desk: TestDesk) -> None:
    group = Chat(desk, "group", direct=False)
    assert "stop 1.0820 30 pips\n" in await group.type(LINE)
    for said in ("exit 1.0871 half", "rest 1.0905", "/today", "/week", "/trades"):
        await group.type(said)
    assert not any("$" in heard for heard in group.heard), group.heard
    assert any("closed +1.27R" in heard for heard in group.heard)
