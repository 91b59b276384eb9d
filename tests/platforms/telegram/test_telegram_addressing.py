"""What is meant for the bot: its name in a group, replies to it, forwarded words, things without words, reactions."""

from typing import Any

import pytest

from bots.inbound import Kind
from bots.telegram.adapter import Identity, read_update
from tests.platforms.telegram.outgoing import BOT, NOON
from tests.platforms.telegram.updates import ANA, DESK, heard, message, read


@pytest.mark.parametrize(
    ("typed", "heard_as"),
    [
        ("@ams_test_bot long EURUSD 1.0850", "long EURUSD 1.0850"),
        ("long EURUSD 1.0850 @AMS_test_bot", "long EURUSD 1.0850"),
        ("@ams_test_bot, half at 1.0890", "half at 1.0890"),
    ],
)
def test_words_in_a_group_that_name_the_bot_are_for_it(typed: str, heard_as: str) -> None:
    inbound = heard(typed, chat=DESK)
    assert (heard_as, "-100123", "42") == (
        inbound.text,
        inbound.address.chat,
        inbound.home and inbound.home.chat,
    )


def test_a_command_after_the_bots_name_is_a_command() -> None:
    inbound = heard("@ams_test_bot /log long EURUSD", chat=DESK)
    assert (Kind.COMMAND, "log", "long EURUSD") == (inbound.kind, inbound.command, inbound.text)


@pytest.mark.parametrize("sender", [{"id": int(BOT), "is_bot": True}, None])
def test_a_reply_in_a_group_is_for_the_bot_if_it_answers_the_bot(sender: dict[str, Any] | None) -> None:
    answered = message("card") | {"from": sender or ANA}
    inbound = read("message", message("half at 1.0890", chat=DESK, reply_to_message=answered))
    assert (sender is not None) == (inbound is not None)


@pytest.mark.parametrize(
    "typed", ["long EURUSD 1.0850 sl 1.0820", "ask @ams_test_bot2", "me@ams_test_bot.com", "/ban@other ana"]
)
def test_other_talk_in_a_group_is_nobodys_business(typed: str) -> None:
    assert read("message", message(typed, chat=DESK)) is None


def test_another_bots_command_without_a_name_is_nobodys_business() -> None:
    me = Identity(id=BOT, username="ams_test_bot", commands=frozenset({"log"}))
    update = {"update_id": 700, "message": message("/ban ana", chat=DESK)}
    assert read_update(update, me, NOON) is None
    assert read_update(update | {"message": message("/log", chat=DESK)}, me, NOON) is not None
    assert read_update(update | {"message": message("/ban ana")}, me, NOON) is not None


@pytest.mark.parametrize(
    ("origin", "author"),
    [
        ({"type": "user", "sender_user": {"id": 7, "first_name": "Ben"}}, "Ben"),
        ({"type": "hidden_user", "sender_user_name": "Ben H"}, "Ben H"),
        ({"type": "channel", "chat": {"id": -7, "type": "channel", "title": "Signals"}}, "Signals"),
        ({"type": "hidden_user"}, ""),
        ({"type": "user", "sender_user": ANA}, None),
        (None, None),
    ],
)
def test_forwarded_words_name_whose_they_are(origin: dict[str, Any] | None, author: str | None) -> None:
    assert author == heard("long EURUSD 1.0850", forward_origin=origin).forwarded


@pytest.mark.parametrize("thing", ["voice", "sticker", "location", "contact", "video_note", "document"])
def test_what_comes_without_words_is_named(thing: str) -> None:
    assert (thing, "") == (heard(**{thing: {"file_id": "x"}}).thing, heard(**{thing: {"file_id": "x"}}).text)


def test_a_place_that_moves_is_told_once() -> None:
    assert read("edited_message", message(location={"latitude": 1.0})) is None


def test_what_else_a_message_carries_does_not_matter() -> None:
    more = {
        "quote": {"text": "0850"},
        "effect_id": "7",
        "external_reply": {"origin": {}},
        "sender_boost_count": 2,
    }
    assert "half at 1.0890" == heard("half at 1.0890", **more).text


def reaction(new: list[str], old: list[str] | None = None, **more: Any) -> dict[str, Any]:
    emojis = {"old_reaction": old or [], "new_reaction": new}
    told = {name: [{"type": "emoji", "emoji": each} for each in given] for name, given in emojis.items()}
    return {"chat": {"id": 42, "type": "private"}, "message_id": 5, "user": ANA, "date": 1} | told | more


def test_a_reaction_names_its_message_and_what_is_new() -> None:
    inbound = read("message_reaction", reaction(["👍", "😎"], ["👍"]))
    assert inbound is not None
    assert (Kind.REACTION, "5", "😎", "42") == (
        inbound.kind,
        inbound.message,
        inbound.text,
        inbound.address.chat,
    )


@pytest.mark.parametrize(
    "content",
    [
        reaction([], ["👍"]),
        reaction(["👍"], chat=DESK),
        reaction(["👍"], user=None),
        reaction([]) | {"new_reaction": [{"type": "custom_emoji", "custom_emoji_id": "7"}]},
    ],
)
def test_reactions_that_say_nothing_are_dropped(content: dict[str, Any]) -> None:
    assert read("message_reaction", content) is None
