"""The bot among several people: what is meant for it is answered, what is private goes to the private chat."""

import pytest

from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.people import text_of

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"

pytestmark = pytest.mark.usefixtures("journal")


@pytest.fixture
async def met(ana: User) -> User:
    """Somebody who wrote to the journal in private before."""
    ana.sends("/help")
    await ana.sees("/log")
    return ana


def links_of(message: dict[str, object]) -> list[str]:
    markup = message.get("reply_markup")
    rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
    return [button["url"] for row in rows for button in row if "url" in button]


async def test_a_command_in_a_group_is_answered_in_private(met: User, api: BotApiServer) -> None:
    desk = api.group("Desk", topics=(7,))
    asked = met.sends("/today@ams_test_bot", to=desk, thread=7)
    await met.sees("no trades")
    pointer = await desk.sees("The answer is in our private chat.")
    assert ["https://t.me/ams_test_bot"] == links_of(pointer)
    assert (7, asked["message_id"]) == (
        pointer["message_thread_id"],
        pointer["reply_to_message"]["message_id"],
    )
    assert 1 == len(desk.messages)


async def test_a_trade_told_by_naming_the_bot_gets_a_quiet_sign(met: User, api: BotApiServer) -> None:
    desk = api.group("Desk")
    told = met.sends(f"@ams_test_bot {LINE}", to=desk)
    card = await met.sees("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert "−$150" in text_of(card)
    await api.world.until(lambda: desk.room.reactions, what="a sign on the message")
    assert ({told["message_id"]: ["👌"]}, []) == (desk.room.reactions, desk.messages)
    met.edits(told, f"@ams_test_bot {LINE.replace('1.0850', '1.0852')}")
    await met.sees("● EURUSD ▲ 0.50 lots @ 1.0852")
    met.sends("/trades")
    listed = await met.sees("1 ", below=card)
    assert 1 == text_of(listed).count("EURUSD")


async def test_a_dialog_that_was_begun_in_a_group_goes_on_in_private(met: User, api: BotApiServer) -> None:
    desk = api.group("Desk")
    met.sends("/log", to=desk)
    asked = await met.sees("Which market?")
    met.sends("long 1.0850 0.5 lots", to=desk)
    met.sends("EURUSD")
    await met.sees("EURUSD", below=asked)
    assert 1 == len(desk.messages)


async def test_chatter_in_a_group_is_left_alone(met: User, api: BotApiServer) -> None:
    desk = api.group("Desk")
    ben = api.user("Ben")
    met.sends(LINE, to=desk)
    met.replies_to(ben.sends("shall we?", to=desk), LINE, to=desk)
    met.sends("/ban ben", to=desk)
    met.sends("/help@other_bot", to=desk)
    met.sends("/trades")
    await met.sees("No trades yet.")
    assert [] == desk.messages


async def test_a_stranger_in_a_group_hears_how_to_meet(ana: User, api: BotApiServer) -> None:
    desk = api.group("Desk")
    stranger = api.user("Eve", started=False)
    stranger.sends("/log@ams_test_bot", to=desk)
    pointer = await desk.sees("I keep journals in private chats.")
    assert ["https://t.me/ams_test_bot?start=log"] == links_of(pointer)
    stranger.sends("/start log")
    await stranger.sees("Which market?")


async def test_help_is_for_everybody(ana: User, api: BotApiServer) -> None:
    desk = api.group("Desk", topics=(7,))
    ana.sends("/help@ams_test_bot", to=desk)
    said = await desk.sees("/log")
    assert [] == ana.messages
    assert "message_thread_id" not in said, (
        "what is asked in General is answered there, and that topic has no number"
    )


async def test_a_link_brings_the_digest_to_a_group_once(met: User, api: BotApiServer) -> None:
    desk = api.group("Desk")
    met.adds_bot_to(desk)
    met.sends("/start@ams_test_bot here", to=desk)
    await desk.sees("Ana's digest appears here")
    met.sends("/open", to=desk)
    await desk.sees("open")
    met.sends("/students", to=desk)
    await met.sees("No students yet.")
    await desk.sees("The answer is in our private chat.")
    assert 3 == len(desk.messages)


async def test_an_anonymous_administrator_is_nobody(met: User, api: BotApiServer) -> None:
    desk = api.group("Desk")
    room = desk.room.as_json()
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    message = api.world.add_message(desk.room, anonymous, text="/today@ams_test_bot", sender_chat=room)
    api.updates.add("message", message)
    pointer = await desk.sees("I cannot tell who you are")
    assert ["https://t.me/ams_test_bot?start=today"] == links_of(pointer)


async def test_a_group_that_became_a_supergroup_is_followed(met: User, api: BotApiServer) -> None:
    desk = api.group("Desk", kind="group")
    met.sends("/help@ams_test_bot", to=desk)
    await desk.sees("/log")
    moved = desk.moves_to_supergroup()
    met.sends("/help@ams_test_bot", to=moved)
    await moved.sees("/log")
