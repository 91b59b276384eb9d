"""What the page posts, read into Inbound."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from bots.console.people import Member
from bots.console.uploads import Kept
from bots.inbound import Inbound, Kind, Sender, Upload
from core.people.person import Role

LONGEST_TEXT = 5_000
_Id = Annotated[str, Meta(min_length=8, max_length=64, pattern="^[A-Za-z0-9-]+$")]


class SentUpload(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    ref: Annotated[str, Meta(max_length=64)]
    name: Annotated[str, Meta(max_length=200)] = ""


class Sent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One doing at the page. `event` was made by the page: the same one again changes nothing.

    `message` is the line that is edited or the card whose button was pressed.
    """

    event: _Id
    kind: Literal["text", "action", "edit"]
    text: Annotated[str, Meta(max_length=LONGEST_TEXT * 2)] = ""
    reply_to: Annotated[str, Meta(max_length=64)] | None = None
    message: Annotated[str, Meta(max_length=64)] | None = None
    token: Annotated[str, Meta(max_length=64)] | None = None
    uploads: Annotated[tuple[SentUpload, ...], Meta(max_length=4)] = ()
    locale: Annotated[str, Meta(max_length=35)] | None = None


read_sent = msgspec.json.Decoder(Sent).decode


def make_inbound(sent: Sent, member: Member, uploads: tuple[Kept, ...], now: datetime) -> Inbound:
    """The page's doing in the house's words. A text that begins with `/` is a command."""
    command, text = split_command(sent.text) if sent.kind == "text" else (None, sent.text)
    kinds = {"action": Kind.ACTION, "edit": Kind.EDIT, "text": Kind.COMMAND if command else Kind.TEXT}
    return Inbound(
        event=sent.event,
        kind=kinds[sent.kind],
        address=member.address,
        sender=Sender(platform_user=member.slug, name=member.name, username=member.slug, locale=sent.locale),
        received_at=now,
        direct=member.role is not Role.MENTOR,
        message=sent.message or sent.event,
        reply_to=sent.reply_to,
        text=text,
        command=command,
        token=sent.token,
        uploads=tuple(
            Upload(ref=kept.ref, content_type=kept.content_type, size=kept.size, name=named.name or None)
            for kept, named in zip(uploads, sent.uploads, strict=True)
        ),
        reply_handle=sent.event if sent.kind == "action" else None,
    )


def split_command(text: str) -> tuple[str | None, str]:
    """`/month 2026-10` becomes (`month`, `2026-10`); None where the text is no command."""
    words = text.strip()
    if not words.startswith("/"):
        return None, text
    name, _, rest = words[1:].partition(" ")
    is_name = bool(name) and name.replace("_", "").isalnum() and name.isascii()
    return (name.lower(), rest.strip()) if is_name else (None, text)
