"""What the page posts becomes an Inbound."""

from datetime import UTC, datetime

import msgspec
import pytest

from bots.console.adapter import Sent, make_inbound, read_sent, split_command
from bots.console.people import Member
from bots.console.uploads import Kept
from bots.inbound import Kind
from core.people.person import Role

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
ANA = Member(slug="ana", name="Ana")
NORA = Member(slug="nora", name="Nora", role=Role.MENTOR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/month", ("month", "")),
        ("/Month 2026-10", ("month", "2026-10")),
        ("  /close  half ", ("close", "half")),
        ("long EURUSD", (None, "long EURUSD")),
        ("/", (None, "/")),
        ("/9/11 hedge", (None, "/9/11 hedge")),
        ("// note", (None, "// note")),
    ],
)
def test_a_slash_and_a_word_are_a_command(text: str, expected: tuple[str | None, str]) -> None:
    assert expected == split_command(text)


def test_a_line_keeps_its_own_id_as_event_and_message() -> None:
    inbound = make_inbound(Sent(event="abcdefgh", kind="text", text="exit 1.09", reply_to="m7"), ANA, (), NOW)
    assert (Kind.TEXT, "abcdefgh", "abcdefgh", "m7") == (
        inbound.kind,
        inbound.event,
        inbound.message,
        inbound.reply_to,
    )
    assert inbound.direct


def test_a_press_names_the_card_and_can_be_answered_in_place() -> None:
    inbound = make_inbound(Sent(event="abcdefgh", kind="action", message="m7", token="t"), ANA, (), NOW)
    assert (Kind.ACTION, "m7", "t", "abcdefgh") == (
        inbound.kind,
        inbound.message,
        inbound.token,
        inbound.reply_handle,
    )


def test_an_edit_of_a_command_stays_an_edit() -> None:
    inbound = make_inbound(
        Sent(event="abcdefgh", kind="edit", message="line-one", text="/month"), ANA, (), NOW
    )
    assert (Kind.EDIT, "/month", None) == (inbound.kind, inbound.text, inbound.command)


def test_the_mentors_channel_is_not_a_private_chat() -> None:
    inbound = make_inbound(Sent(event="abcdefgh", kind="text", text="/students"), NORA, (), NOW)
    assert ("nora-channel", "nora", False) == (
        inbound.address.chat,
        inbound.sender.platform_user,
        inbound.direct,
    )


def test_uploads_carry_what_was_found_inside_them() -> None:
    kept = Kept(ref="a.png", content_type="image/png", size=9, width=1, height=1)
    sent = msgspec.json.encode(
        {"event": "abcdefgh", "kind": "text", "uploads": [{"ref": "a.png", "name": "chart.jpg"}]}
    )
    (upload,) = make_inbound(read_sent(sent), ANA, (kept,), NOW).uploads
    assert ("a.png", "image/png", "chart.jpg") == (upload.ref, upload.content_type, upload.name)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"event": "short", "kind": "text"}',
        b'{"event": "abcdefgh", "kind": "prompt"}',
        b'{"event": "abcdefgh", "kind": "text", "sender": "nora"}',
        b'{"event": "abcdef\\u0000gh", "kind": "text"}',
        b'{"event": "abcdefgh", "kind": "text", "text": "' + b"x" * 10_001 + b'"}',
    ],
)
def test_what_the_page_never_sends_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        read_sent(body)
