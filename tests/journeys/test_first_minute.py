"""/start: at most three answers, each by a tap, each may wait; a trade typed meanwhile is filed."""

from core.clock import FixedClock
from core.storage.unit_of_work import begin_service
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk


async def test_three_taps_and_the_journal_is_ready(ana: Chat) -> None:
    assert (await ana.type("/start")).splitlines() == [
        "Hi Ana. I keep your trading journal. You type, I file.",
        "Where are you? Times and days follow this.",
        "[Lisbon 15:00] [London 15:00] [New York 10:00]",
        "[Other…] [Later]",
    ]
    assert (await ana.tap("New York 10:00")).splitlines()[:2] == [
        "Account currency?",
        "[USD] [EUR] [GBP]",
    ]
    assert (await ana.tap("EUR")).splitlines()[:2] == [
        "Risk per trade, as a default for R?",
        "[0.5 %] [1 %] [€50] [Later]",
    ]
    assert (await ana.tap("€50")).splitlines() == [
        "Ready. Log your first trade in one line, for example",
        "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots",
        "[Guide me]",
    ]
    settings = await ana.type("/settings")
    assert "zone New York 10:00" in settings
    assert "account Main EUR" in settings
    assert "risk €50" in settings


async def test_the_checkin_is_planned_for_the_evening_of_the_person(ana: Chat, clock: FixedClock) -> None:
    await ana.type("/start")
    await ana.taps("New York 10:00", "Later", "Later")
    async with begin_service(now=clock.now()) as uow:
        due = await uow.fetch_value("select next_due_at from checkin_schedules where is_active")
    assert "2026-11-18T23:30:00+00:00" == due.isoformat()


async def test_a_city_is_enough(ana: Chat) -> None:
    await ana.type("/start")
    assert (await ana.tap("Other…")).startswith("Hi Ana.")
    assert (await ana.type("Zürich")).startswith("Account currency?")


async def test_an_unknown_place_is_named_and_asked_again(ana: Chat) -> None:
    await ana.type("/start")
    said = await ana.type("Gotham")
    assert said.startswith("I do not know “Gotham” as a city.")
    assert "Where are you?" in said


async def test_everything_may_wait(ana: Chat) -> None:
    await ana.type("/start")
    assert (await ana.taps("Later", "Later", "Later")).startswith("Ready.")


async def test_a_trade_typed_at_a_question_is_filed_and_the_question_waits(ana: Chat) -> None:
    await ana.type("/start")
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    assert any(said.startswith("● EURUSD ▲ 0.50 lots @ 1.0850") for said in ana.heard)
    assert "Where are you?" in ana.says
    assert (await ana.tap("London 15:00")).startswith("Account currency?")


async def test_who_comes_back_is_not_asked_again(ana: Chat) -> None:
    await ana.type("/start")
    await ana.taps("Later", "Later", "Later")
    assert (await ana.type("/start")).startswith("Your journal is open, Ana.\nNo trade is open.")


async def test_guide_me_asks_only_what_is_missing(ana: Chat) -> None:
    await ana.type("/start")
    await ana.taps("Later", "Later", "Later")
    assert (await ana.tap("Guide me")).splitlines()[:2] == ["Which market?", "[EURUSD] [NQ] [XAUUSD]"]
    assert (await ana.tap("NQ")).startswith("NQ: long or short?")
    assert (await ana.tap("▼ Short")).startswith("NQ ▼: in at what price?")
    assert (await ana.type("20,000")).startswith("NQ ▼ @ 20000: where is the stop?")
    assert (await ana.type("20050")).startswith("▼ NQ @ 20000, stop 20050. How much?")
    assert (await ana.tap("2 contracts")).startswith("● NQ ▼ 2 contracts @ 20000")


async def test_help_lists_what_works(ana: Chat) -> None:
    said = await ana.type("/help")
    listed = {line.split()[0] for line in said.splitlines() if line.startswith("/")}
    wanted = "start log open close trades undo checkin today week month mentor students digest"
    wanted += " trade trash link unlink journal strategies rules fields settings help cancel"
    assert {f"/{name}" for name in wanted.split()} == listed


async def test_another_person_sees_nothing_of_it(desk: TestDesk, ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    ben = Chat(desk, "ben")
    assert (await ben.type("/trades")).startswith("No trades yet.")
    assert (await ben.type("/undo")) == "There is nothing left to take back."


async def test_the_days_of_a_trade_typed_before_the_zone_follow_it(ana: Chat, clock: FixedClock) -> None:
    await ana.type("/start")
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.taps("New York 10:00", "Later", "Later")
    assert "day ends 00:00 New York" in await ana.type("/settings")


async def test_a_button_may_be_typed(ana: Chat) -> None:
    await ana.type("/start")
    assert (await ana.type("later")).startswith("Account currency?")
    assert (await ana.type("usd")).startswith("Risk per trade")
    assert (await ana.type("Later")).startswith("Ready.")
    await ana.type("long EURUSD 1.0850 sl 1.0890 0.5 lots")
    assert (await ana.type("it was short")).startswith("● EURUSD ▼ 0.50 lots @ 1.0850")
