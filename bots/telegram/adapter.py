"""Turns one Telegram update into one Inbound; pure, and silent about what it does not know."""

import json
from collections.abc import Mapping
from datetime import datetime

import msgspec

from bots.inbound import Inbound, Kind, Sender, Upload
from bots.telegram.addressing import Identity, find_reply, hear_words
from bots.telegram.updates import (
    RawChat,
    RawMembership,
    RawMessage,
    RawOrigin,
    RawPress,
    RawReaction,
    RawUpdate,
    RawUser,
)
from core.messaging.addresses import Address, Platform

LARGEST_DOWNLOAD = 20 * 1024 * 1024
"""Bytes; what the public Bot API lets a bot fetch."""


def read_update(update: Mapping[str, object], me: Identity, now: datetime) -> Inbound | None:
    """The event in an update, or None where nothing in it is for us. Never raises on odd updates."""
    try:
        raw = msgspec.convert(update, RawUpdate)
    except (msgspec.ValidationError, RecursionError):
        return None
    return inbound_of(raw, me, now)


def parse_update(body: bytes, me: Identity, now: datetime) -> Inbound | None:
    """The same, from a webhook's body: only the fields that matter are ever built.

    Raises:
        ValueError: it is not JSON at all.
    """
    try:
        raw = _decode(body)
    except (msgspec.ValidationError, RecursionError):
        return None
    except msgspec.DecodeError:
        return read_update(json.loads(body.decode("utf-8", "replace")), me, now)
    return inbound_of(raw, me, now)


_decode = msgspec.json.Decoder(RawUpdate).decode


def inbound_of(raw: RawUpdate, me: Identity, now: datetime) -> Inbound | None:
    event = str(raw.update_id)
    if raw.message is not None:
        return _read_message(event, raw.message, me, now, edited=False)
    if raw.callback_query is not None:
        return _read_press(event, raw.callback_query, me, now)
    if raw.edited_message is not None:
        return _read_message(event, raw.edited_message, me, now, edited=True)
    if raw.my_chat_member is not None:
        return _read_membership(event, raw.my_chat_member, me, now)
    if raw.message_reaction is not None:
        return _read_reaction(event, raw.message_reaction, me, now)
    return None


def _read_message(
    event: str, raw: RawMessage, me: Identity, now: datetime, *, edited: bool
) -> Inbound | None:
    if raw.sender is None or raw.sender.is_bot or raw.is_automatic_forward or raw.chat.type == "channel":
        return None
    if raw.migrate_to_chat_id is not None:
        return _read_migration(event, raw, raw.sender, me, now)
    direct = raw.chat.type == "private"
    text = raw.text if raw.text is not None else raw.caption
    uploads = _uploads_of(raw)
    if text is None and (edited or not (uploads or (direct and raw.thing))):
        return None
    spoken = hear_words(raw, _sound(text or ""), me)
    if spoken is None:
        return None
    kind = Kind.TEXT if spoken.command is None else Kind.COMMAND
    return Inbound(
        event=event,
        kind=Kind.EDIT if edited else kind,
        address=_address_of(raw, me),
        sender=_sender_of(raw.sender),
        received_at=now,
        direct=direct,
        message=str(raw.message_id),
        reply_to=find_reply(raw),
        text=spoken.text,
        command=spoken.command,
        uploads=uploads,
        album=None if edited else raw.media_group_id,
        forwarded=_author_of(raw.forward_origin, raw.sender),
        thing=None if text or uploads else raw.thing,
        fields={} if direct else {"title": _sound(raw.chat.title)},
        home=None if direct else _home_of(raw.sender, me),
    )


def _author_of(origin: RawOrigin | None, sender: RawUser) -> str | None:
    """Whose words were forwarded; None for words of one's own."""
    if origin is None or (origin.sender_user is not None and origin.sender_user.id == sender.id):
        return None
    chat = origin.chat or origin.sender_chat
    if chat is not None:
        return _sound(chat.title)
    return _sender_of(origin.sender_user).name if origin.sender_user else _sound(origin.sender_user_name)


def _read_reaction(event: str, raw: RawReaction, me: Identity, now: datetime) -> Inbound | None:
    """Only in a private chat: in a group others' messages are no business of the journal."""
    if raw.user is None or raw.user.is_bot or raw.chat.type != "private" or not raw.added:
        return None
    return Inbound(
        event=event,
        kind=Kind.REACTION,
        address=_chat_address(raw.chat, me),
        sender=_sender_of(raw.user),
        received_at=now,
        message=str(raw.message_id),
        text=raw.added,
    )


def _read_press(event: str, raw: RawPress, me: Identity, now: datetime) -> Inbound | None:
    if raw.message is None or raw.data is None:
        return None
    return Inbound(
        event=event,
        kind=Kind.ACTION,
        address=_address_of(raw.message, me),
        sender=_sender_of(raw.sender),
        received_at=now,
        direct=raw.message.chat.type == "private",
        message=str(raw.message.message_id),
        token=raw.data,
        reply_handle=raw.id,
    )


def _read_membership(event: str, raw: RawMembership, me: Identity, now: datetime) -> Inbound:
    """`text` is the bot's new standing (member, administrator, left, kicked …); `fields` say more."""
    standing = raw.new_chat_member
    can_post = standing.status == "creator" or (
        standing.status == "administrator"
        and (raw.chat.type != "channel" or bool(standing.can_post_messages))
    )
    return Inbound(
        event=event,
        kind=Kind.MEMBERSHIP,
        address=_chat_address(raw.chat, me),
        sender=_sender_of(raw.sender),
        received_at=now,
        direct=raw.chat.type == "private",
        text=standing.status,
        fields={
            "was": raw.old_chat_member.status,
            "chat_type": raw.chat.type,
            "title": _sound(raw.chat.title),
            "can_post": "yes"
            if can_post or (standing.status == "member" and raw.chat.type != "channel")
            else "no",
        },
    )


def _read_migration(event: str, raw: RawMessage, sender: RawUser, me: Identity, now: datetime) -> Inbound:
    return Inbound(
        event=event,
        kind=Kind.MEMBERSHIP,
        address=_chat_address(raw.chat, me),
        sender=_sender_of(sender),
        received_at=now,
        direct=False,
        text="migrated",
        fields={
            "new_chat": str(raw.migrate_to_chat_id),
            "chat_type": "supergroup",
            "title": _sound(raw.chat.title),
        },
    )


def _uploads_of(raw: RawMessage) -> tuple[Upload, ...]:
    """The picture that came along: of a photo's sizes the largest that may be fetched."""
    fitting = [size for size in raw.photo if (size.file_size or 0) <= LARGEST_DOWNLOAD]
    if fitting:
        best = max(fitting, key=lambda size: size.width * size.height)
        return (Upload(ref=best.file_id, content_type="image/jpeg", size=best.file_size),)
    file = raw.document
    if file is not None and file.mime_type.startswith("image/"):
        return (
            Upload(ref=file.file_id, content_type=file.mime_type, size=file.file_size, name=file.file_name),
        )
    return ()


def _address_of(raw: RawMessage, me: Identity) -> Address:
    """`message_thread_id` names a topic only where the platform says so; elsewhere it is a reply chain."""
    thread = str(raw.message_thread_id) if raw.is_topic_message and raw.message_thread_id else None
    return Address(platform=Platform.TELEGRAM, bot=me.id, chat=str(raw.chat.id), thread=thread)


def _chat_address(chat: RawChat, me: Identity) -> Address:
    return Address(platform=Platform.TELEGRAM, bot=me.id, chat=str(chat.id))


def _home_of(user: RawUser, me: Identity) -> Address:
    """A private chat bears the number of its person."""
    return Address(platform=Platform.TELEGRAM, bot=me.id, chat=str(user.id))


def _sound(text: str) -> str:
    """Without what no database takes: zero characters and halves of surrogate pairs."""
    if text.isprintable():
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _sender_of(user: RawUser) -> Sender:
    return Sender(
        platform_user=str(user.id),
        name=_sound(f"{user.first_name} {user.last_name}").strip() or user.username or str(user.id),
        username=user.username,
        locale=user.language_code,
    )
