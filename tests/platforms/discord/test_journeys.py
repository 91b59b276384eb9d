"""The whole product on Discord: the real library, the real database, and people who type and tap."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from core.storage.database import Database
from core.storage.unit_of_work import begin_service
from tests.platforms.discord.conftest import ServerClock
from tests.platforms.discord.journal import Journal, open_journal
from tests.platforms.discord.server import DiscordServer, Person, RunningClock
from tests.platforms.discord.server.people import is_private, list_buttons, read_text

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"
CARD = "● EURUSD ▲ 0.50 lots @ 1.0850"


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """A Wednesday afternoon on the server's clock, which is the journal's."""
    server = DiscordServer(clock=RunningClock(datetime(2026, 11, 18, 15, 0, tzinfo=UTC).timestamp()))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def journal(database: Database, server: DiscordServer) -> AsyncIterator[Journal]:
    async with open_journal(server, ServerClock(server)) as journal:
        yield journal


@pytest.fixture
def ana(server: DiscordServer) -> Person:
    return server.person("Ana")


async def test_the_first_minute(journal: Journal, ana: Person) -> None:
    await ana.slash("start")
    await ana.sees("Hi Ana. I keep your trading journal.")
    await ana.presses("New York 10:00")
    await ana.sees("Account currency?")
    await ana.presses("USD")
    await ana.sees("Risk per trade")
    await ana.presses("Later")
    await ana.sees("Ready. Log your first trade in one line")
    assert 1 == len(ana.messages), "three questions and their end are one message"


async def test_a_trade_in_one_line_and_its_end(journal: Journal, ana: Person) -> None:
    await ana.slash("log", trade=LINE)
    card = await ana.sees(CARD)
    assert "30 pips, −$150 = 1R" in read_text(card)
    assert {"Close", "Stop to BE", "Edit", "Undo"} <= {button["label"] for button in list_buttons(card)}
    await ana.dms("exit 1.0871 half")
    await ana.sees("+0.70R on that half")
    await ana.dms("rest 1.0905")
    closed = await ana.sees("✓ EURUSD ▲ closed +1.27R (+$190.00)")
    assert closed["content"].startswith("**✓ EURUSD ▲ closed +1.27R (+$190.00)")


async def test_a_button_closes_and_undo_opens_again(journal: Journal, ana: Person) -> None:
    await ana.dms(LINE)
    await ana.sees(CARD)
    await ana.presses("Close")
    await ana.sees("out at what price?")
    await ana.presses("Target 1.0910")
    await ana.sees("✓ EURUSD ▲ closed +2.00R")
    await ana.presses("Undo")
    await ana.sees(CARD)


async def test_words_in_reply_to_a_card_go_to_its_trade(journal: Journal, ana: Person) -> None:
    await ana.dms(LINE)
    card = await ana.sees(CARD)
    await ana.dms("short XAUUSD 2410 sl 2415 0.1 lots")
    await ana.sees("● XAUUSD ▼")
    await ana.dms("exit 1.0910", reply_to=card)
    await ana.sees("✓ EURUSD ▲ closed +2.00R")


async def test_an_edited_line_corrects_its_trade(journal: Journal, ana: Person) -> None:
    typed = await ana.dms("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.sees(CARD)
    await ana.edits(typed, "long EURUSD 1.0851 sl 1.0820 0.5 lots")
    await ana.sees("● EURUSD ▲ 0.50 lots @ 1.0851")


async def test_the_form_files_a_whole_trade(journal: Journal, ana: Person) -> None:
    await ana.slash("log")
    await ana.sees("Which market?")
    await ana.presses("Type it")
    await ana.submits(trade="EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots", side="long", setup="calm")
    card = await ana.sees(CARD)
    assert "2.0R" in read_text(card)
    await ana.slash("open")
    await ana.sees("1 trade is open")


async def test_the_checkin_is_five_taps_in_one_message(journal: Journal, ana: Person) -> None:
    await ana.slash("checkin")
    asked = await ana.sees("Risk management?")
    assert [5, 5] == [len(row["components"]) for row in asked["components"]]
    for score, then in (("8", "Execution?"), ("7", "Emotional discipline?"), ("9", "Followed the plan?")):
        await ana.presses(score)
        await ana.sees(then)
    await ana.presses("Yes")
    await ana.sees("✓ Checked in: 8.00")
    assert 1 == len(ana.messages)


async def test_in_a_server_nobody_else_sees_a_trade(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    there = ana.at(server.channel("trading"))
    await there.slash("log", trade=LINE)
    await there.sees(CARD)
    await there.presses("Close")
    await there.sees("out at what price?")
    assert all(is_private(message) for message in there.messages)


async def test_a_mentor_brings_the_digest_to_a_channel(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    closed, desk = server.channel("closed"), server.channel("mentors")
    closed.rights.discard("send")
    await ana.at(closed).slash("digest", here="here")
    await ana.at(closed).sees("I am in #closed but may not post there.")
    await ana.at(desk).slash("digest", here="here")
    await ana.at(desk).sees("Ana's digest appears here, Fridays at 17:00.")
    async with begin_service(now=journal.clock.now()) as uow:
        kept = await uow.fetch("select platform, chat_id, title from mentor_channels")
    assert [("discord", desk.id, "#mentors")] == [tuple(row) for row in kept]


async def test_a_used_button_shows_the_card_as_it_is_now(journal: Journal, ana: Person) -> None:
    await ana.dms(LINE)
    card = await ana.sees(CARD)
    await ana.dms("exit 1.0910")
    await ana.sees("✓ EURUSD ▲ closed +2.00R")
    await ana.presses("Stop to BE", on=card)
    shown = await ana.sees("older version of this card")
    assert "closed +2.00R" in read_text(shown)


async def test_somebody_elses_button_does_nothing(
    journal: Journal, ana: Person, server: DiscordServer
) -> None:
    await ana.dms(LINE)
    card = await ana.sees(CARD)
    ben = server.person("Ben")
    await ben.presses("Close", on=card)
    await ben.sees("That button belongs to an older card, or to somebody else.")
    assert CARD in read_text(ana.messages[-1])


async def test_a_dialog_and_an_open_form_survive_a_restart(database: Database, server: DiscordServer) -> None:
    """The process is cut off wherever it happens to be, also between sending and noting that it was sent."""
    ana = server.person("Ana")
    clock = ServerClock(server)
    async with open_journal(server, clock):
        await ana.slash("checkin")
        await ana.sees("Risk management?")
    async with open_journal(server, clock):
        await ana.presses("8")
        await ana.sees("Execution?")
        await ana.slash("log")
        await ana.sees("Which market?")
        await ana.presses("Type it")
    async with open_journal(server, clock):
        await ana.submits(trade="long EURUSD 1.0850 sl 1.0820 0.5 lots")
        await ana.sees(CARD)
        await ana.sees("Execution?")
    assert 1 == len(server.asked("PUT", "/commands$")), "the commands, in every language, are sent once"


async def test_bad_input_is_answered_kindly(journal: Journal, ana: Person) -> None:
    await ana.dms("long EURUSD abc")
    await ana.sees("EURUSD")
    await ana.slash("cancel")
    await ana.sees("Left it there")
    await ana.dms("x" * 1900 + " 5")
    await ana.sees("I read no trade in that")
    await ana.dms("long EURUSD 1.0850 sl 1.0820 0.5 lots note **bold** @everyone\u202e")
    card = await ana.sees(CARD)
    assert "**bold**" not in card["content"] + str(card["embeds"])
