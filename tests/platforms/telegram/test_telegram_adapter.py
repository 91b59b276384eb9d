"""Every kind of update becomes the right Inbound, and no update whatever breaks the reading."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.inbound import Kind
from bots.telegram.adapter import parse_update, read_update
from tests.platforms.telegram.outgoing import BOT, NOON
from tests.platforms.telegram.updates import ANA, DESK, ME, heard, message, read


def test_words_in_a_private_chat_are_text() -> None:
    inbound = heard("long EURUSD 1.0850")
    assert (inbound.kind, inbound.text, inbound.event, inbound.message) == (
        Kind.TEXT,
        "long EURUSD 1.0850",
        "700",
        "5",
    )
    assert (inbound.direct, inbound.received_at, inbound.address.chat, inbound.address.bot) == (
        True,
        NOON,
        "42",
        BOT,
    )
    sender = inbound.sender
    assert (sender.platform_user, sender.name, sender.username, sender.locale) == (
        "42",
        "Ana Lima",
        "ana",
        "pt-br",
    )


@pytest.mark.parametrize(
    ("typed", "command", "arguments"),
    [
        ("/start", "start", ""),
        ("/start abc_DEF-1", "start", "abc_DEF-1"),
        ("/Log@AMS_test_bot long EURUSD\n1.0850", "log", "long EURUSD\n1.0850"),
        ("/log@ams_test_bot", "log", ""),
        ("/log   spaced   out ", "log", "spaced   out"),
    ],
)
def test_commands_lose_their_slash_and_the_bot_name(typed: str, command: str, arguments: str) -> None:
    inbound = heard(typed)
    assert (inbound.kind, inbound.command, inbound.text) == (Kind.COMMAND, command, arguments)


def test_a_command_for_another_bot_is_ignored_in_a_group() -> None:
    assert read("message", message("/log@other_bot", chat=DESK)) is None


def test_a_command_for_another_bot_is_answered_in_a_private_chat() -> None:
    assert heard("/log@other_bot").command == "log@other_bot"


@pytest.mark.parametrize("typed", ["/", "/ log", "//log", "/лог", "/log-it", "/log@"])
def test_a_slash_alone_makes_no_command(typed: str) -> None:
    assert (heard(typed).kind, heard(typed).text) == (Kind.TEXT, typed)


def test_a_photo_brings_its_largest_size_and_its_caption() -> None:
    sizes = [
        {"file_id": "s", "width": 90, "height": 60},
        {"file_id": "l", "width": 1280, "height": 853, "file_size": 99},
    ]
    inbound = heard(photo=sizes, caption="long EURUSD 1.0850")
    assert inbound.text == "long EURUSD 1.0850"
    assert [(upload.ref, upload.content_type, upload.size) for upload in inbound.uploads] == [
        ("l", "image/jpeg", 99)
    ]


def test_a_picture_sent_as_a_file_is_a_picture_too() -> None:
    inbound = heard(
        document={"file_id": "d", "mime_type": "image/png", "file_name": "chart.png", "file_size": 7}
    )
    assert [(upload.ref, upload.content_type, upload.name) for upload in inbound.uploads] == [
        ("d", "image/png", "chart.png")
    ]


def test_the_pictures_of_an_album_know_that_they_belong_together() -> None:
    sizes = [{"file_id": "s", "width": 90, "height": 60}]
    assert "77" == heard(photo=sizes, media_group_id="77").album


def test_other_files_are_no_pictures() -> None:
    assert heard(document={"file_id": "d", "mime_type": "text/csv"}).uploads == ()


def test_a_size_that_cannot_be_fetched_is_passed_over() -> None:
    sizes = [
        {"file_id": "s", "width": 9, "height": 6},
        {"file_id": "l", "width": 99, "height": 66, "file_size": 30_000_000},
    ]
    assert [upload.ref for upload in heard(photo=sizes).uploads] == ["s"]


def test_a_sticker_in_a_private_chat_is_heard_without_words() -> None:
    inbound = heard(sticker={"file_id": "x"})
    assert (inbound.kind, inbound.text) == (Kind.TEXT, "")


def test_a_sticker_in_a_group_is_nobodys_business() -> None:
    assert read("message", message(sticker={"file_id": "x"}, chat=DESK)) is None


def test_an_edited_message_names_the_message_that_changed() -> None:
    inbound = read("edited_message", message("long EURUSD 1.0851"))
    assert inbound is not None
    assert (inbound.kind, inbound.message, inbound.text) == (Kind.EDIT, "5", "long EURUSD 1.0851")


def test_a_press_carries_its_token_and_the_handle_to_answer_it() -> None:
    inbound = read("callback_query", {"id": "99", "from": ANA, "data": "close.1", "message": message("card")})
    assert inbound is not None
    assert (inbound.kind, inbound.token, inbound.reply_handle, inbound.message) == (
        Kind.ACTION,
        "close.1",
        "99",
        "5",
    )


def test_a_press_under_a_message_too_old_to_be_shown_still_counts() -> None:
    old = {"message_id": 5, "date": 0, "chat": {"id": 42, "type": "private"}}
    inbound = read("callback_query", {"id": "99", "from": ANA, "data": "close.1", "message": old})
    assert inbound is not None
    assert inbound.address.chat == "42"


@pytest.mark.parametrize(
    "press", [{"id": "1", "from": ANA, "data": "x"}, {"id": "1", "from": ANA, "message": message()}]
)
def test_presses_without_message_or_data_are_not_ours(press: dict[str, Any]) -> None:
    assert read("callback_query", press) is None


def test_a_reply_names_the_message_it_answers() -> None:
    assert heard("exit 1.0905", reply_to_message=message("card", message_id=3)).reply_to == "3"


def test_the_opening_of_a_topic_is_not_answered_by_everything_in_it() -> None:
    inbound = heard(
        "@ams_test_bot hello",
        chat=DESK,
        message_thread_id=7,
        is_topic_message=True,
        reply_to_message=message(message_id=7, forum_topic_created={"name": "Trades"}),
    )
    assert (inbound.reply_to, inbound.address.thread, inbound.direct) == (None, "7", False)


def test_a_chain_of_replies_is_no_topic() -> None:
    assert heard("@ams_test_bot hello", chat=DESK, message_thread_id=7).address.thread is None


@pytest.mark.parametrize(
    ("standing", "kind", "can_post"),
    [("administrator", "channel", "no"), ("member", "group", "yes"), ("kicked", "private", "no")],
)
def test_a_change_of_the_bots_standing_is_membership(standing: str, kind: str, can_post: str) -> None:
    inbound = read(
        "my_chat_member",
        {
            "chat": {"id": -1, "type": kind, "title": "Desk"},
            "from": ANA,
            "old_chat_member": {"status": "left"},
            "new_chat_member": {"status": standing, "can_post_messages": False},
        },
    )
    assert inbound is not None
    assert (inbound.kind, inbound.text, inbound.fields["was"], inbound.fields["title"]) == (
        Kind.MEMBERSHIP,
        standing,
        "left",
        "Desk",
    )
    assert inbound.fields["can_post"] == can_post


def test_a_group_that_moves_tells_its_new_address() -> None:
    inbound = heard(chat={"id": -5, "type": "group", "title": "Desk"}, migrate_to_chat_id=-100123)
    assert (inbound.kind, inbound.text, inbound.fields["new_chat"]) == (
        Kind.MEMBERSHIP,
        "migrated",
        "-100123",
    )


@pytest.mark.parametrize(
    "content",
    [
        message("hi", **{"from": {"id": 1, "is_bot": True, "first_name": "Bot"}}),
        message("post", chat={"id": -7, "type": "channel"}),
        message(new_chat_members=[ANA]),
        message(pinned_message={}),
        {key: value for key, value in message("anonymous").items() if key != "from"},
        message("a channel's post in its discussion group", chat=DESK, is_automatic_forward=True),
    ],
)
def test_what_no_person_said_is_dropped(content: dict[str, Any]) -> None:
    assert read("message", content) is None


@pytest.mark.parametrize(
    "kind", ["channel_post", "inline_query", "poll", "message_reaction", "business_message", "brand_new"]
)
def test_unknown_kinds_are_dropped(kind: str) -> None:
    assert read(kind, {"id": 1}) is None


def test_letters_that_no_database_takes_are_left_out() -> None:
    assert heard("a\x00b\ud800c").text == "ab?c"


def test_a_webhooks_body_reads_like_a_polled_update() -> None:
    update = {"update_id": 700, "message": message("half at 1.0890", reply_to_message=message("card"))}
    assert read_update(update, ME, NOON) == parse_update(json.dumps(update).encode(), ME, NOON)


def test_half_a_surrogate_pair_does_not_stop_the_reading() -> None:
    body = json.dumps({"update_id": 1, "message": message("x\ud800")}).encode()
    inbound = parse_update(body, ME, NOON)
    assert inbound is not None
    assert inbound.text == "x?"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
FIELDS = st.dictionaries(
    st.sampled_from([*message("x"), "photo", "reply_to_message", "caption", "sticker", "forward_origin"]),
    JSON,
)


@given(
    kind=st.sampled_from(
        ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
    ),
    content=JSON,
    fields=FIELDS,
)
def test_no_update_breaks_the_reading(kind: str, content: Any, fields: dict[str, Any]) -> None:
    for odd in (content, fields, message("x") | fields):
        update = {"update_id": 1, kind: odd}
        inbound = read_update(update, ME, NOON)
        assert inbound is None or inbound.event == "1"
        assert parse_update(json.dumps(update).encode(), ME, NOON) == inbound
