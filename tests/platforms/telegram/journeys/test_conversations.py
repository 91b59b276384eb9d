"""Whole conversations on Telegram: the real library, database and Valkey, polled and by webhook."""

from datetime import timedelta

import pytest

from core.clock import MovedClock
from scheduler.registry import open_checkins
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.people import text_of

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"

pytestmark = pytest.mark.usefixtures("journal")


async def test_the_first_minute(ana: User) -> None:
    ana.sends("/start")
    asked = await ana.sees("Where are you?")
    assert text_of(asked).startswith("Hi Ana. I keep your trading journal.")
    ana.presses("London")
    await ana.sees("Account currency?")
    ana.presses("USD")
    await ana.sees("Risk per trade")
    press = ana.presses("Later")
    await ana.sees("Ready. Log your first trade in one line")
    assert "" == await ana.toast(press)
    assert 1 == len(ana.messages)


async def test_a_trade_typed_at_a_question_is_filed_and_the_question_waits(ana: User) -> None:
    ana.sends("/start")
    await ana.sees("Where are you?")
    ana.sends(LINE)
    card = await ana.sees("● EURUSD ▲ 0.50 lots @ 1.0850")
    await ana.sees("Where are you?", below=card)


async def test_a_trade_is_filed_half_closed_closed_and_taken_back(ana: User) -> None:
    ana.sends(LINE)
    card = await ana.sees("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert "30 pips, −$150 = 1R" in text_of(card)
    assert ["Close", "Stop to BE", "Edit", "Undo"] == ana.buttons(card)[-4:]
    ana.replies_to(card, "exit 1.0871 half")
    await ana.sees("+0.70R on that half")
    ana.sends("rest 1.0905")
    await ana.sees("✓ EURUSD ▲ closed +1.27R (+$190.00)")
    ana.presses("Undo")
    await ana.sees("Taken back: the exit.")


async def test_the_close_button_asks_for_the_price(ana: User) -> None:
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.presses("Close")
    asked = await ana.sees("out at what price?")
    assert asked["message_id"] == ana.messages[0]["message_id"]
    ana.sends("1.0910")
    await ana.sees("✓ EURUSD ▲ closed +2.00R (+$300.00)")


async def test_an_edited_message_edits_the_trade(ana: User) -> None:
    sent = ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.edits(sent, LINE.replace("1.0850", "1.0852"))
    await ana.sees("● EURUSD ▲ 0.50 lots @ 1.0852")


async def test_a_press_that_the_client_repeats_closes_nothing_twice(ana: User) -> None:
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.presses("Undo")
    await ana.sees("Taken back")
    press = ana.presses_again()
    await ana.toast(press)
    ana.sends("/trades")
    await ana.sees("No trades yet.")


async def test_a_checkin_is_opened_by_the_clock_and_done_by_taps(ana: User, moved_clock: MovedClock) -> None:
    ana.sends("/start")
    for question in ("Where are you?", "Account currency?", "Risk per trade"):
        await ana.sees(question)
        ana.presses("Later")
    await ana.sees("Ready.")
    moved_clock.move_to(moved_clock.now() + timedelta(days=4))
    await open_checkins(moved_clock.now())
    prompt = await ana.sees("Risk management?")
    for label, question in (("8", "Execution?"), ("7", "Emotional"), ("9", "Followed the plan?")):
        ana.presses(label, prompt)
        await ana.sees(question)
    ana.presses("Yes", prompt)
    done = await ana.sees("Checked in: 8.00")
    assert prompt["message_id"] == done["message_id"]


async def test_help_names_the_commands(ana: User, api: BotApiServer, mode: str) -> None:
    ana.sends("/help")
    said = text_of(await ana.sees("/log"))
    assert [] == [name for name in ("/checkin", "/undo", "/month", "/cancel") if name not in said]
    (call,) = api.calls_of("sendMessage")
    assert (mode == "webhook") == call.in_body


async def test_a_repeated_update_is_answered_once(ana: User, api: BotApiServer) -> None:
    api.updates.lose_answers = 1
    ana.sends("/help")
    await ana.sees("/log")
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    assert 2 == len(ana.messages)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("long EURUSD abc", "EURUSD"),
        ("long EURUSD 1.0850 sl 1.0890 0.5 lots", "stop lies below its entry"),
        ("long EURUSD 1.0850 sl 1.0820 0 lots", "0"),
        ("long usdjpy 149500 sl 149200 0.1 lots", "149.500"),
        ("/log@other_bot", "I do not know /log@other_bot"),
        ("📈🚀", "Not a trade, so I left it."),
        ("word " * 999 + "12", "I read no trade in that"),
    ],
)
async def test_bad_input_is_answered_clearly(ana: User, typed: str, answer: str) -> None:
    ana.sends(typed)
    answered = await ana.sees(answer)
    ana.sends("/cancel")
    ana.sends("/open")
    await ana.sees("open", below=answered)


async def test_markup_and_control_characters_in_a_note_stay_words(ana: User) -> None:
    ana.sends(LINE)
    card = await ana.sees("● EURUSD")
    ana.replies_to(card, "note <b>bold</b> [me](tg://user?id=1) \x00\x07\u202eend")
    noted = await ana.sees("<b>bold</b> [me](tg://user?id=1)", below=card)
    assert text_of(noted).replace("\n", " ").isprintable()
    assert {"bold"} == {entity["type"] for entity in noted["entities"]}
