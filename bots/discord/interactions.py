"""Turns what discord.py received into one Inbound each. Here: interactions (commands, buttons, forms)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import discord

from bots.commands.log_message import LOG_MESSAGE_COMMAND
from bots.commands.registry import write_line
from bots.discord.adapter import Self, read_sender
from bots.discord.custom_id import Pressed, read_custom_id
from bots.discord.reply_handle import ReplyHandle
from bots.discord.slash_commands import ATTACHMENT, CHAT_INPUT, MESSAGE
from bots.inbound import Inbound, Kind, Upload
from core.messaging.addresses import Address, Platform

_FILE_UPLOAD = 19
"""Source: Discord, Components reference (component types)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Somebody is typing the argument of a command and would like to have it proposed."""

    command: str
    argument: str
    typed: str


def read_interaction(interaction: discord.Interaction, me: Self, now: datetime) -> Inbound | None:
    """The event in a slash command, a pressed button or a submitted form; None for anything else."""
    data = _data(interaction)
    match interaction.type:
        case discord.InteractionType.application_command if data.get("type", CHAT_INPUT) == CHAT_INPUT:
            return _read_command(interaction, data, me, now)
        case discord.InteractionType.application_command if data.get("type") == MESSAGE:
            return _read_chosen(interaction, data, me, now)
        case discord.InteractionType.component if "custom_id" in data and not data.get("values"):
            pressed = read_custom_id(data["custom_id"])
            return _inbound(interaction, me, now, kind=Kind.ACTION, token=pressed.token)
        case discord.InteractionType.modal_submit:
            pressed = read_custom_id(data["custom_id"])
            fields = dict(_answers(data.get("components", ())))
            return _inbound(
                interaction,
                me,
                now,
                kind=Kind.FORM,
                form=pressed.form,
                token=pressed.token or None,
                fields=fields,
                uploads=_resolved_uploads(data),
            )
        case _:
            return None


def read_asking(interaction: discord.Interaction) -> Asking | None:
    """What is being typed into a command's argument; None for anything else."""
    data = _data(interaction)
    if interaction.type is not discord.InteractionType.autocomplete:
        return None
    option = next((one for one in data.get("options", ()) if one.get("focused")), None)
    if option is None:
        return None
    return Asking(command=data["name"], argument=option["name"], typed=str(option.get("value") or ""))


def find_wanted_form(interaction: discord.Interaction) -> Pressed | None:
    """The form that a pressed button opens; None if the press is an ordinary one."""
    data = _data(interaction)
    if interaction.type is not discord.InteractionType.component:
        return None
    pressed = read_custom_id(str(data.get("custom_id", "")))
    return pressed if pressed.form else None


def _inbound(
    interaction: discord.Interaction, me: Self, now: datetime, *, kind: Kind, **particulars: Any
) -> Inbound:
    direct = interaction.guild_id is None and not interaction.context.private_channel
    message = str(interaction.message.id) if interaction.message else None
    handle = ReplyHandle(interaction=interaction.id, token=interaction.token, message=message, direct=direct)
    return Inbound(
        event=str(interaction.id),
        kind=kind,
        address=Address(platform=Platform.DISCORD, bot=me.bot, chat=str(interaction.channel_id)),
        sender=read_sender(interaction.user, locale=interaction.locale.value),
        received_at=now,
        direct=direct,
        message=message,
        reply_handle=handle.write(),
        **particulars,
    )


def _read_command(
    interaction: discord.Interaction, data: Mapping[str, Any], me: Self, now: datetime
) -> Inbound:
    """A slash command: its options as one line, and each by its name."""
    name = str(data["name"]).lower()
    command = me.commands.get(name)
    given = {
        option["name"]: str(option["value"])
        for option in data.get("options", ())
        if option["type"] != ATTACHMENT
    }
    return _inbound(
        interaction,
        me,
        now,
        kind=Kind.COMMAND,
        command=name,
        fields=given | _describe_channel(interaction),
        text=write_line(command.arguments if command else (), given),
        uploads=_resolved_uploads(data),
    )


def _read_chosen(
    interaction: discord.Interaction, data: Mapping[str, Any], me: Self, now: datetime
) -> Inbound | None:
    """A message that was chosen to be logged, with its author where that is somebody else."""
    target = str(data["target_id"])
    message = data.get("resolved", {}).get("messages", {}).get(target)
    if message is None:
        return None
    author = message["author"]
    is_own = author["id"] == str(interaction.user.id)
    return _inbound(
        interaction,
        me,
        now,
        kind=Kind.COMMAND,
        command=LOG_MESSAGE_COMMAND,
        fields={"message": target},
        text=re.sub(rf"<@!?{me.user}>", "", message.get("content") or "").strip(),
        uploads=tuple(_read_uploads(message.get("attachments", ()))),
        forwarded=None if is_own else author.get("global_name") or author["username"],
    )


def _resolved_uploads(data: Mapping[str, Any]) -> tuple[Upload, ...]:
    """The pictures beside a command's options or in a form."""
    return tuple(_read_uploads(data.get("resolved", {}).get("attachments", {}).values()))


def _read_uploads(attachments: Iterable[Mapping[str, Any]]) -> Iterable[Upload]:
    for one in attachments:
        content_type = one.get("content_type") or ""
        if content_type.startswith("image/"):
            yield Upload(
                ref=one["url"], content_type=content_type, size=one.get("size"), name=one.get("filename")
            )


def _describe_channel(interaction: discord.Interaction) -> dict[str, str]:
    """What a channel of a server is called and whether the bot may post there by itself (a digest)."""
    if interaction.guild_id is None:
        return {}
    channel = interaction.channel
    name = getattr(channel, "name", None)
    parent = getattr(getattr(channel, "parent", None), "name", None)
    title = " › ".join(
        part for part in (parent and f"#{parent}", name and (name if parent else f"#{name}")) if part
    )
    if not interaction.is_guild_integration():
        return {"title": title, "can_post": "guest"}
    missing = [words for words, may in _list_rights(interaction) if not may]
    return {"title": title, "can_post": "no" if missing else "yes", "missing": ", ".join(missing)}


def _list_rights(interaction: discord.Interaction) -> tuple[tuple[str, bool], ...]:
    """What posting takes, by the names that Discord's settings show."""
    may = interaction.app_permissions
    speaking = ("Send Messages", may.send_messages)
    if isinstance(interaction.channel, discord.Thread):
        speaking = ("Send Messages in Threads", may.send_messages_in_threads)
    return (
        ("View Channel", may.view_channel),
        speaking,
        ("Embed Links", may.embed_links),
        ("Attach Files", may.attach_files),
    )


def _data(interaction: discord.Interaction) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", interaction.data or {})


def _answers(components: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    """A form's fields by name, whether they came in labels or (older clients) in rows; of several values one a line.

    Uploaded files are not among them: they come as pictures.
    """
    for component in components:
        if "custom_id" in component and component.get("type") != _FILE_UPLOAD:
            chosen = component.get("values")
            typed = "\n".join(chosen) if chosen is not None else str(component.get("value") or "")
            yield component["custom_id"], typed.strip()
        if "component" in component:
            yield from _answers((component["component"],))
        yield from _answers(component.get("components", ()))
