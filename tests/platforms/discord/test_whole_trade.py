"""A whole trade in one form, and a message that becomes a trade: on the real library, with the whole product."""

from core.storage.database import Database
from core.storage.unit_of_work import begin_service
from tests.platforms.discord.conftest import ServerClock
from tests.platforms.discord.journal import Journal, open_journal
from tests.platforms.discord.server import DiscordServer, Person
from tests.platforms.discord.server.forms import list_boxes
from tests.platforms.discord.server.people import is_private, list_values, read_text
from tests.platforms.discord.whole import ana, journal, server

__all__ = ["ana", "journal", "server"]

LINE = "EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"
CARD = "● EURUSD ▲ 0.50 lots @ 1.0850"
PNG = bytes.fromhex("89504e470d0a1a0a") + b"rest of a picture"


async def open_form(person: Person) -> None:
    await person.slash("log")
    await person.sees("Which market?")
    await person.presses("Type it")


async def test_the_form_asks_for_all_of_a_trade_within_five_parts(journal: Journal, ana: Person) -> None:
    await ana.dms("long GBPUSD 1.2500 sl 1.2450 0.1 lots #breakout")
    await ana.sees("● GBPUSD")
    await open_form(ana)
    assert ana.form is not None
    boxes = {box["custom_id"]: box for box in list_boxes(ana.form["components"])}
    assert ["trade", "side", "setup", "note", "pictures"] == list(boxes)
    assert ["long", "short"] == [option["value"] for option in boxes["side"]["options"]]
    assert "#breakout" == boxes["setup"]["options"][0]["value"], "the trader's own setups come first"
    assert "calm" in [option["value"] for option in boxes["setup"]["options"]]


async def test_one_form_files_side_setup_feeling_note_and_screenshots(journal: Journal, ana: Person) -> None:
    await ana.dms("long GBPUSD 1.2500 sl 1.2450 0.1 lots #breakout")
    await ana.sees("● GBPUSD")
    await open_form(ana)
    await ana.submits(
        trade=LINE, side="long", setup="#breakout\ncalm", note="second touch", photos=[PNG, PNG + b"2"]
    )
    card = await ana.sees(CARD)
    words = read_text(card)
    assert "breakout · calm" in words
    assert "second touch" in words
    async with begin_service(now=journal.clock.now()) as uow:
        assert 2 == await uow.fetch_value("select count(*) from attachments")


async def test_what_the_form_leaves_out_is_asked(journal: Journal, ana: Person) -> None:
    await open_form(ana)
    await ana.submits(trade="EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.sees("long or short?")
    await ana.presses("▲ Long")
    await ana.sees(CARD)


async def test_nothing_typed_is_lost_when_the_form_is_no_trade(journal: Journal, ana: Person) -> None:
    await open_form(ana)
    await ana.submits(trade="eur somewhere", side="short", setup="calm", note="second touch", photos=[PNG])
    await ana.sees("I read no trade in “calm short eur somewhere”.")
    await ana.presses("Mend it")
    assert ana.form is not None
    assert {
        "trade": "eur somewhere",
        "side": ["short"],
        "setup": ["calm"],
        "note": "second touch",
        "pictures": "",
    } == list_values(ana.form)
    await ana.submits(trade="EURUSD 1.0850 sl 1.0880 0.5 lots")
    card = await ana.sees("● EURUSD ▼ 0.50 lots @ 1.0850")
    assert "second touch" in read_text(card)
    async with begin_service(now=journal.clock.now()) as uow:
        assert 1 == await uow.fetch_value("select count(*) from attachments where trade_id is not null")


async def test_two_sides_in_one_form_are_asked_about(journal: Journal, ana: Person) -> None:
    await open_form(ana)
    await ana.submits(trade=f"long {LINE}", side="short")
    await ana.sees("You wrote ▲ Long and chose ▼ Short.")
    await ana.presses("Mend it")
    await ana.submits(side="long")
    await ana.sees(CARD)


async def test_the_line_may_be_typed_instead_of_mending_the_form(journal: Journal, ana: Person) -> None:
    await open_form(ana)
    await ana.submits(trade="eur somewhere")
    await ana.sees("I read no trade")
    await ana.dms(f"long {LINE}")
    await ana.sees(CARD)
    await ana.slash("cancel")
    await ana.sees("No question is open")


async def test_a_form_to_be_mended_survives_a_restart(database: Database, server: DiscordServer) -> None:
    ana, clock = server.person("Ana"), ServerClock(server)
    async with open_journal(server, clock):
        await open_form(ana)
    async with open_journal(server, clock):
        await ana.submits(trade="eur somewhere", note="second touch")
        await ana.sees("I read no trade")
    async with open_journal(server, clock):
        await ana.presses("Mend it")
        assert ana.form is not None
        assert "second touch" == list_values(ana.form)["note"]
    async with open_journal(server, clock):
        await ana.submits(trade=f"long {LINE}")
        await ana.sees(CARD)


async def test_ones_own_message_becomes_a_trade_and_once_only(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    there = ana.at(server.channel("trading"))
    typed = await there.dms(f"long {LINE}")
    await there.chooses(typed, "Log as trade")
    card = await there.sees(CARD)
    assert is_private(card), "nobody else in the server sees it"
    await there.chooses(typed, "Log as trade")
    await there.sees("This message is logged already.")
    async with begin_service(now=journal.clock.now()) as uow:
        assert 1 == await uow.fetch_value("select count(*) from trades")


async def test_somebody_elses_message_is_logged_only_when_the_trader_says_so(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    channel = server.channel("signals")
    signal = await server.person("Ben").at(channel).dms(f"long {LINE}", photo=PNG)
    there = ana.at(channel)
    await there.chooses(signal, "Log as trade")
    asked = await there.sees("Log it as your trade?")
    assert is_private(asked)
    assert "a signal of Ben" in read_text(asked)
    await there.presses("I took it")
    await there.sees(CARD)
    await there.chooses(signal, "Log as trade")
    await there.sees("Log it as your trade?")
    await there.presses("No")
    await there.sees("Not logged.")


async def test_a_message_that_is_no_trade_is_named(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    there = ana.at(server.channel("talk"))
    await there.chooses(await there.dms("lets see what london does"), "Log as trade")
    await there.sees("I read no trade in that message: “lets see what london does”. Nothing was logged.")


async def test_where_the_bot_is_a_guest_everything_works_and_stays_private(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    """A server without the bot, and a group of friends: the person brings it along."""
    for channel in (server.foreign_channel("elsewhere"), server.group_of_friends("friends")):
        there = ana.at(channel)
        await there.slash("log", trade=f"long {LINE}")
        assert is_private(await there.sees(CARD))
        await there.presses("Close")
        await there.sees("out at what price?")
        await there.presses("Target 1.0910")
        assert is_private(await there.sees("✓ EURUSD ▲ closed +2.00R"))
    assert [] == server.asked("POST", r"^/channels/")


async def test_ten_pictures_in_one_message_are_all_kept(journal: Journal, ana: Person) -> None:
    await ana.dms(f"long {LINE}", photos=[PNG + bytes([number]) for number in range(10)])
    await ana.sees(CARD)
    async with begin_service(now=journal.clock.now()) as uow:
        assert 10 == await uow.fetch_value("select count(*) from attachments where trade_id is not null")
