"""The commands that Telegram shows when a slash is typed."""

from collections.abc import Mapping

from telegram import BotCommand

from bots.commands.registry import Command
from bots.telegram.bot import JournalBot

LONGEST_DESCRIPTION = 256
MOST_COMMANDS = 100


async def set_menu(bot: JournalBot, commands: Mapping[str, Command]) -> None:
    """Replace the menu by the listed commands, in their order.

    Raises:
        TelegramError: the platform did not take it.
    """
    await bot.set_my_commands(menu_of(commands))


def menu_of(commands: Mapping[str, Command]) -> list[BotCommand]:
    listed = [command for command in commands.values() if command.listed][:MOST_COMMANDS]
    return [BotCommand(command.name, command.description[:LONGEST_DESCRIPTION]) for command in listed]
