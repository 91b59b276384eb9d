"""The slash commands as Discord shows them, sent there only when they have changed."""

import inspect
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from bots.commands.registry import Argument, Command
from bots.discord.escaping import shorten

DESCRIPTION = 100
"""Characters. Source: Discord, Application commands (description)."""


class CommandList(app_commands.CommandTree[discord.Client]):
    """What the commands are called and take. It runs none of them: interactions of every kind are heard
    by the receiver, also those of commands that no longer exist.
    """

    async def interaction_check(self, interaction: discord.Interaction[discord.Client], /) -> bool:
        del interaction
        return False


def list_commands(client: discord.Client, commands: Iterable[Command]) -> CommandList:
    """The listed commands, for servers and for people who installed the app for themselves."""
    tree = CommandList(
        client,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )
    for command in commands:
        if command.listed:
            tree.add_command(_build(command))
    return tree


async def sync_commands(tree: CommandList) -> bool:
    """Send the commands if what Discord has is different; whether they were sent.

    Raises:
        discord.DiscordException: Discord refuses them, or does not answer.
    """
    application = tree.client.application_id
    if application is None:
        raise discord.app_commands.MissingApplicationID
    wanted = [command.to_dict(tree) for command in tree.get_commands()]
    try:
        present = await tree.client.http.get_global_commands(application)
    except discord.NotFound:  # a proxy that does not serve the question
        present = []
    if make_digest(present) == make_digest(wanted):
        return False
    await tree.sync()
    return True


def make_digest(commands: Iterable[Mapping[str, Any]]) -> str:
    """The same for the same set of commands, whoever wrote it down."""
    essence = sorted((_essence(command) for command in commands), key=lambda one: str(one["name"]))
    return sha256(json.dumps(essence, sort_keys=True).encode()).hexdigest()


def _essence(command: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": command["name"],
        "type": command.get("type", 1),
        "description": command["description"],
        "contexts": sorted(command.get("contexts") or ()),
        "installs": sorted(command.get("integration_types") or ()),
        "options": [
            [option["type"], option["name"], option["description"], bool(option.get("required"))]
            for option in command.get("options") or ()
        ],
    }


def _build(command: Command) -> app_commands.Command[Any, ..., None]:
    """discord.py reads a command's options from the signature of a function."""

    async def never_called(interaction: discord.Interaction, **options: str) -> None: ...

    person = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    options = [_parameter(argument) for argument in command.arguments]
    setattr(never_called, "__signature__", inspect.Signature([person, *options]))  # noqa: B010
    words = {argument.name: shorten(argument.description, DESCRIPTION) for argument in command.arguments}
    described = app_commands.describe(**words)(never_called)
    return app_commands.Command(
        name=command.name, description=shorten(command.description, DESCRIPTION), callback=described
    )


def _parameter(argument: Argument) -> inspect.Parameter:
    return inspect.Parameter(
        argument.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if argument.required else None,
        annotation=str if argument.required else str | None,
    )
