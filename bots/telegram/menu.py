"""What Telegram shows of the bot by itself: commands by place and language, descriptions, the menu button."""

from collections.abc import Awaitable, Callable, Iterable, Mapping

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)

from bots.commands.registry import Command
from bots.telegram.bot import JournalBot
from core.messaging.languages import ENGLISH, LANGUAGES
from core.messaging.phrases import Say, phrases

LONGEST_DESCRIPTION = 256
MOST_COMMANDS = 100
IN_GROUPS = ("log", "today", "help")
FOR_ADMINISTRATORS = ("log", "today", "digest", "help")
"""Administrators of a group, a mentor among them, may bring the digest there."""


async def introduce(bot: JournalBot, commands: Mapping[str, Command]) -> None:
    """Bring everything that is shown up to date, in every language; what is right already is left alone.

    Raises:
        TelegramError: the platform did not take it; the rest waits for the next start.
    """
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    for language in LANGUAGES:
        say = phrases(language)
        code = None if language == ENGLISH else language
        for scope, names in _places(commands):
            await _set_commands(bot, menu_of(names, commands, say), scope, code)
        await _describe(bot, say, code)


def menu_of(names: Iterable[str], commands: Mapping[str, Command], say: Say) -> list[BotCommand]:
    """The named commands that work and are listed, each described in the language of `say`."""
    listed = [commands[name] for name in names if name in commands and commands[name].listed]
    return [
        BotCommand(command.name, say(command.description)[:LONGEST_DESCRIPTION])
        for command in listed[:MOST_COMMANDS]
    ]


def _places(commands: Mapping[str, Command]) -> tuple[tuple[BotCommandScope, Iterable[str]], ...]:
    """The narrowest scope that fits a chat counts, and in it the reader's language before no language."""
    return (
        (BotCommandScopeAllPrivateChats(), commands),
        (BotCommandScopeAllGroupChats(), IN_GROUPS),
        (BotCommandScopeAllChatAdministrators(), FOR_ADMINISTRATORS),
    )


async def _set_commands(
    bot: JournalBot, menu: list[BotCommand], scope: BotCommandScope, language: str | None
) -> None:
    present = await bot.get_my_commands(scope=scope, language_code=language)
    if list(present) != menu:
        await bot.set_my_commands(menu, scope=scope, language_code=language)


async def _describe(bot: JournalBot, say: Say, language: str | None) -> None:
    """What stands in an empty chat, and in the profile and beside a shared link."""
    full = say(
        "Your trading journal, kept by talking. Type a trade as you think it:\n"
        "long EURUSD 1.0850 sl 1.0820 0.5 lots\n"
        "I file it, count it in R, ask in the evening how the day went, and your mentor reads along if you like."
    )
    short = say("A trading journal kept by talking: type a trade, see your R, check in, share with a mentor.")
    present = await bot.get_my_description(language_code=language)
    await _change(present.description, full, lambda: bot.set_my_description(full, language_code=language))
    brief = await bot.get_my_short_description(language_code=language)
    await _change(
        brief.short_description, short, lambda: bot.set_my_short_description(short, language_code=language)
    )


async def _change(present: str, wanted: str, set_it: Callable[[], Awaitable[bool]]) -> None:
    if present != wanted:
        await set_it()
