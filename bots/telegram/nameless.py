"""Commands of somebody who posts as a group or a channel: nobody knows whose journal is meant, and that is said."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from bots.telegram.addressing import Identity, hear_words
from bots.telegram.updates import RawUpdate
from core.messaging.addresses import Address, Platform
from core.messaging.phrases import phrases
from core.messaging.screen import Link, Screen, Text, spans

_DECODE = msgspec.json.Decoder(RawUpdate).decode


class Nameless(Struct, frozen=True, kw_only=True):
    """Where a command came from and which it was."""

    address: Address
    command: str


def find_nameless(update: Mapping[str, object] | bytes, me: Identity) -> Nameless | None:
    """The command in an update of which no person is known; None for all others."""
    try:
        raw = _DECODE(update) if isinstance(update, bytes) else msgspec.convert(update, RawUpdate)
    except (msgspec.MsgspecError, RecursionError):
        return None
    message = raw.message
    if message is None or message.sender_chat is None or message.is_automatic_forward:
        return None
    if message.chat.type not in ("group", "supergroup"):
        return None
    spoken = hear_words(message, message.text or "", me)
    if spoken is None or spoken.command is None:
        return None
    thread = (
        str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else None
    )
    address = Address(platform=Platform.TELEGRAM, bot=me.id, chat=str(message.chat.id), thread=thread)
    return Nameless(address=address, command=spoken.command)


def compose_nameless(nameless: Nameless) -> Screen:
    """In English: whoever it is, their language is unknown too."""
    say = phrases("en")
    words = say(
        "I cannot tell who you are while you post as a group or channel. Open our chat, and say it there."
    )
    payload = nameless.command if nameless.command != "start" else ""
    return Screen(blocks=(Text(spans(words)), Link(label=say("Open our chat"), payload=payload)))
