"""The commands as Discord shows them in every language, sent there only when they have changed.

They are declared and nothing more: no command tree runs them, whatever is used is heard by the receiver,
also commands that no longer exist.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, cast

import discord
from discord.http import Route

from bots.commands.registry import Argument, Command
from bots.discord.escaping import shorten
from core.messaging.languages import ENGLISH, LANGUAGES
from core.messaging.phrases import phrase, phrases

NAME, DESCRIPTION, CHOICE = 32, 100, 100
"""Characters. Source: Discord, Application commands."""

LOG_MESSAGE = phrase("Log as trade")
"""The command in the menu of a message."""

CHAT_INPUT, MESSAGE = 1, 3
STRING, ATTACHMENT = 3, 11
_GUILD_INSTALL, _USER_INSTALL = 0, 1
_IN_GUILD, _IN_BOT_DM, _IN_PRIVATE_CHANNEL = 0, 1, 2
_EVERYWHERE = {
    "integration_types": [_GUILD_INSTALL, _USER_INSTALL],
    "contexts": [_IN_GUILD, _IN_BOT_DM, _IN_PRIVATE_CHANNEL],
}

_LOCALES: Mapping[str, Sequence[str]] = {"es": ("es-ES", "es-419"), "pt": ("pt-BR",)}
"""Languages that Discord names otherwise than by their own code. Source: Discord, Locales."""

Payload = dict[str, Any]


def render_commands(commands: Iterable[Command]) -> list[Payload]:
    """The listed commands and that of messages, for servers and for people who installed the app for themselves.

    Commands bear one name in all languages, since the journal's own words name them (`/link CODE`).
    """
    menu = _EVERYWHERE | {"type": MESSAGE, "name": LOG_MESSAGE} | _localised("name", LOG_MESSAGE, NAME)
    return [*(_render_command(command) for command in commands if command.listed), menu]


async def sync_commands(client: discord.Client, wanted: list[Payload]) -> bool:
    """Send the commands if what Discord has is different; whether they were sent.

    Raises:
        discord.DiscordException: Discord refuses them, or does not answer.
    """
    application = client.application_id
    if application is None:
        raise discord.app_commands.MissingApplicationID
    route = Route("GET", "/applications/{application_id}/commands", application_id=application)
    try:
        present = cast(
            "list[Payload]", await client.http.request(route, params={"with_localizations": "true"})
        )
    except discord.NotFound:  # a proxy that does not serve the question
        present = []
    if make_digest(present) == make_digest(wanted):
        return False
    await client.http.bulk_upsert_global_commands(application, wanted)
    return True


def make_digest(commands: Iterable[Mapping[str, Any]]) -> str:
    """The same for the same set of commands, whoever wrote it down."""
    essence = sorted((_essence(command) for command in commands), key=lambda one: str(one["name"]))
    return sha256(json.dumps(essence, sort_keys=True).encode()).hexdigest()


def _essence(command: Mapping[str, Any]) -> Payload:
    """Discord leaves out or adds what is empty, and orders sets as it likes."""
    return _words(command) | {
        "type": command.get("type", CHAT_INPUT),
        "contexts": sorted(command.get("contexts") or ()),
        "installs": sorted(command.get("integration_types") or ()),
        "options": [
            _words(option)
            | {
                "type": option["type"],
                "required": bool(option.get("required")),
                "autocomplete": bool(option.get("autocomplete")),
                "choices": [
                    _words(choice) | {"value": choice["value"]} for choice in option.get("choices") or ()
                ],
            }
            for option in command.get("options") or ()
        ],
    }


def _words(named: Mapping[str, Any]) -> Payload:
    return {
        "name": named["name"],
        "description": named.get("description") or "",
        "names": named.get("name_localizations") or {},
        "descriptions": named.get("description_localizations") or {},
    }


def _render_command(command: Command) -> Payload:
    return (
        _EVERYWHERE
        | {"type": CHAT_INPUT, "name": command.name}
        | _described(command.description)
        | {"options": [_render_option(argument) for argument in command.arguments]}
    )


def _render_option(argument: Argument) -> Payload:
    option = {"name": argument.name, "required": argument.required} | _described(argument.description)
    if argument.picture:
        return option | {"type": ATTACHMENT}
    option["type"] = STRING
    if argument.choices:
        option["choices"] = [
            {"name": shorten(label, CHOICE), "value": value} | _localised("name", label, CHOICE)
            for label, value in argument.choices
        ]
    elif argument.source is not None:
        option["autocomplete"] = True
    return option


def _described(source: str) -> Payload:
    return {"description": shorten(source, DESCRIPTION)} | _localised("description", source, DESCRIPTION)


def _localised(part: str, source: str, limit: int) -> Payload:
    """The words in every language that has other ones."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = phrases(language)(source)
        if language != ENGLISH and words != source:
            found |= dict.fromkeys(_LOCALES.get(language, (language,)), shorten(words, limit))
    return {f"{part}_localizations": found} if found else {}
