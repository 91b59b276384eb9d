"""What people do on Telegram besides typing: react, forward, share, send things, block."""

from typing import Any

import pytest

from core.messaging.languages import LANGUAGES
from core.messaging.phrases import phrases
from core.storage.database import DatabaseUrls
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.people import text_of
from tests.platforms.telegram.journeys.served import ask
from tests.platforms.telegram.outgoing import png

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout"
SIGNALS = {
    "type": "channel",
    "chat": {"id": -7, "type": "channel", "title": "Gold Signals"},
    "date": 1,
    "message_id": 4,
}

pytestmark = [pytest.mark.usefixtures("journal"), pytest.mark.parametrize("mode", ["polling"])]


async def test_an_emoji_on_a_card_says_how_it_felt_and_can_be_taken_back(ana: User) -> None:
    ana.sends(LINE)
    card = await ana.sees("● EURUSD")
    ana.reacts("😎", card)
    await ana.sees("Feeling: confident.")
    ana.reacts("😎", card)
    ana.reacts("🍓", card)
    ana.reacts("", card, instead_of="😎")
    ana.presses("Undo")
    taken_back = await ana.sees("Taken back")
    assert "confident" not in text_of(taken_back)
    assert 1 == len({message["message_id"] for message in ana.messages if "EURUSD" in text_of(message)})


async def test_a_thumb_on_ones_own_words_says_whether_the_rules_were_kept(ana: User) -> None:
    told = ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.reacts("👍", told)
    await ana.sees("Rules kept.")
    ana.reacts("👎", told, instead_of="👍")
    await ana.sees("Rules broken.")


async def test_a_thumb_answers_the_question_it_is_put_to(ana: User) -> None:
    ana.sends("/checkin")
    asked = await ana.sees("Risk management?")
    ana.reacts("👍", asked)
    for label, question in (("8", "Execution?"), ("7", "Emotional"), ("9", "Followed the plan?")):
        ana.presses(label, asked)
        await ana.sees(question)
    ana.reacts("👍", asked)
    await ana.sees("Checked in: 8.00")


async def test_a_forwarded_signal_is_asked_about_before_it_is_logged(ana: User) -> None:
    ana.sends(LINE, forward_origin=SIGNALS)
    await ana.sees("EURUSD ▲ @ 1.0850: a signal of Gold Signals")
    ana.presses("I took it")
    await ana.sees("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert 1 == len(ana.messages)


async def test_a_forwarded_signal_that_was_not_taken_leaves_nothing(ana: User) -> None:
    ana.sends(LINE, forward_origin=SIGNALS)
    await ana.sees("Log it as your trade?")
    ana.presses("No")
    await ana.sees("Not logged.")
    ana.sends("/trades")
    await ana.sees("No trades yet.")


async def test_a_forwarded_signal_is_an_offer_that_does_not_nag(ana: User) -> None:
    ana.sends("BUY GOLD 2410 sl 2405", forward_origin=SIGNALS)
    await ana.sees("Log it as your trade?")
    ana.sends(LINE)
    card = await ana.sees("● EURUSD")
    ana.sends("/open")
    await ana.sees("EURUSD", below=card)
    assert 3 == len(ana.messages)


async def test_the_chart_of_a_forwarded_signal_comes_along(ana: User, database_urls: DatabaseUrls) -> None:
    ana.sends_photo(png(400, 300), LINE, forward_origin=SIGNALS)
    await ana.sees("Log it as your trade?")
    ana.presses("I took it")
    await ana.sees("● EURUSD")
    assert 1 == await ask(database_urls.service, "select count(*) from attachments")


async def test_forwarded_words_about_a_trade_change_nothing(ana: User) -> None:
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.sends("exit 1.0900", forward_origin=SIGNALS)
    await ana.sees("Forwarded words change nothing in your journal.")
    ana.sends("/open")
    await ana.sees("1.0850")


@pytest.mark.parametrize(
    ("thing", "answer"),
    [
        ("voice", "I cannot listen yet."),
        ("video", "I keep pictures, not videos."),
        ("document", "I keep pictures (PNG, JPEG, WebP)."),
        ("location", "/settings"),
        ("contact", "/mentor"),
        ("sticker", "Not a trade, so I left it."),
    ],
)
async def test_things_without_words_are_answered_kindly(ana: User, thing: str, answer: str) -> None:
    ana.sends_thing(thing)
    await ana.sees(answer)


async def test_a_voice_note_at_a_question_leaves_it_open(ana: User) -> None:
    ana.sends("/log")
    await ana.sees("Which market?")
    ana.sends_thing("voice")
    await ana.sees("I cannot listen yet.")
    ana.sends("EURUSD")
    await ana.sees("long or short?")


async def test_the_buttons_of_a_question_go_once_it_was_answered_by_typing(
    ana: User, api: BotApiServer
) -> None:
    ana.sends("/log")
    asked = await ana.sees("Which market?")
    ana.sends("EURUSD")
    await ana.sees("long or short?")
    await api.world.until(lambda: not ana.buttons(asked), what="the old buttons to go")
    assert "Which market?" in text_of(asked)


async def test_an_invitation_is_a_link_that_joins_two(ana: User, api: BotApiServer) -> None:
    ana.sends("/mentor")
    await ana.sees("No mentor reads along.")
    ana.presses("Invite my mentor")
    invitation = await ana.sees("https://t.me/ams_test_bot?start=")
    payload = text_of(invitation).partition("?start=")[2].split()[0]
    ben = api.user("Ben", started=False)
    ben.sends(f"/start {payload}")
    await ben.sees("Done. Ana decides what you may read")
    await ana.sees("Ben took your invitation.")


async def test_an_album_is_one_trade_with_its_pictures(
    ana: User, api: BotApiServer, database_urls: DatabaseUrls
) -> None:
    group = str(api.world.number())
    for number, caption in enumerate((LINE, None, None)):
        ana.sends_photo(png(400, 300, seed=number), caption, media_group_id=group)
    await ana.sees("● EURUSD")
    counted = "select (select count(*) from trades) || '/' || (select count(*) from attachments)"
    assert ("1/3", 1) == (await ask(database_urls.service, counted), len(ana.messages))


async def test_a_card_too_old_to_be_edited_is_said_anew(ana: User) -> None:
    ana.sends(LINE)
    card = await ana.sees("● EURUSD")
    card["date"] -= 49 * 3600
    ana.presses("Close", card)
    await ana.sees("out at what price?", below=card)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
async def test_a_stranger_is_spoken_to_in_the_language_of_their_app(api: BotApiServer, language: str) -> None:
    stranger = api.user("Eva", locale=language)
    stranger.sends("/start")
    await stranger.sees(phrases(language)("Where are you? Times and days follow this."))


async def test_whoever_blocks_the_bot_is_left_in_peace_until_they_return(
    ana: User, api: BotApiServer
) -> None:
    ana.sends("/help")
    await ana.sees("/log")
    ana.blocks()
    ana.unblocks()
    ana.sends("/help")
    await ana.sees("/log", below=ana.messages[0])


async def test_the_token_is_in_no_answer_and_no_log(
    ana: User, api: BotApiServer, caplog: pytest.LogCaptureFixture
) -> None:
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.sends("/nonsense")
    await ana.sees("I do not know /nonsense")
    said: list[Any] = [message for room in api.world.rooms.values() for message in room.messages.values()]
    assert api.token not in caplog.text + repr(said)
