"""Turns what discord.py received into one Inbound each; pure, and silent about what is not for us. Here: messages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import discord

from bots.commands.registry import Command
from bots.inbound import Inbound, Kind, Sender, Upload
from core.messaging.addresses import Address, Platform

_COMMAND = re.compile(r"/([A-Za-z0-9_-]{1,32})(?:\s+(.*))?", re.DOTALL)
_SAID = {discord.MessageType.default, discord.MessageType.reply}


@dataclass(frozen=True, kw_only=True, slots=True)
class Self:
    """Who the bot is: its name in addresses, the account that people mention, and what it can be told."""

    bot: str
    user: int
    commands: Mapping[str, Command] = field(default_factory=dict[str, Command])


def read_message(message: discord.Message, me: Self, now: datetime) -> Inbound | None:
    """The event in a message to the bot: in its private chat, or naming it anywhere else."""
    return _read_message(message, me, now, event=str(message.id), kind=Kind.TEXT)


def read_edit(message: discord.Message, me: Self, now: datetime) -> Inbound | None:
    """The event in an edited message; None if only its preview has changed."""
    if message.edited_at is None:
        return None
    event = f"{message.id}:{int(message.edited_at.timestamp() * 1000)}"
    return _read_message(message, me, now, event=event, kind=Kind.EDIT)


def _read_message(
    message: discord.Message, me: Self, now: datetime, *, event: str, kind: Kind
) -> Inbound | None:
    direct = message.guild is None and isinstance(message.channel, discord.DMChannel)
    if message.author.bot or message.webhook_id or message.type not in _SAID:
        return None
    if not direct and not any(user.id == me.user for user in message.mentions):
        return None
    forwarded = _find_forwarded(message)
    spoken = forwarded or message
    text, command = re.sub(rf"<@!?{me.user}>", "", spoken.content).strip(), None
    uploads = tuple(_uploads(spoken.attachments))
    if forwarded is None and (found := _COMMAND.fullmatch(text)):
        command, text = found[1].lower(), (found[2] or "").strip()
        kind = Kind.COMMAND if kind is Kind.TEXT else kind
    return Inbound(
        event=event,
        kind=kind,
        address=Address(platform=Platform.DISCORD, bot=me.bot, chat=str(message.channel.id)),
        sender=read_sender(message.author),
        received_at=now,
        direct=direct,
        message=str(message.id),
        reply_to=_find_answered(message) if forwarded is None else None,
        text=text,
        command=command,
        uploads=uploads,
        forwarded=None if forwarded is None else "",
        thing=None if text or uploads else _name_thing(message),
    )


def _find_forwarded(message: discord.Message) -> discord.MessageSnapshot | None:
    """What somebody wrote elsewhere; Discord does not tell who."""
    is_forward = (
        message.reference is not None and message.reference.type is discord.MessageReferenceType.forward
    )
    return next(iter(message.message_snapshots), None) if is_forward else None


def _find_answered(message: discord.Message) -> str | None:
    reference = message.reference
    return str(reference.message_id) if reference and reference.message_id else None


def _name_thing(message: discord.Message) -> str | None:
    """What came without words and is no picture, as `Inbound.thing` calls it."""
    if message.flags.voice:
        return "voice"
    if message.stickers:
        return "sticker"
    kinds = [(one.content_type or "").partition("/")[0] for one in message.attachments]
    if not kinds:
        return None
    return kinds[0] if kinds[0] in ("audio", "video") else "document"


def read_sender(user: discord.User | discord.Member, *, locale: str | None = None) -> Sender:
    return Sender(platform_user=str(user.id), name=user.display_name, username=user.name, locale=locale)


def _uploads(attachments: Iterable[discord.Attachment]) -> Iterable[Upload]:
    for one in attachments:
        if one.content_type and one.content_type.startswith("image/"):
            yield Upload(ref=one.url, content_type=one.content_type, size=one.size, name=one.filename)
