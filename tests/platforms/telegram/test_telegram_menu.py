"""What the platform shows of the bot by itself: by place, by language, set only where it changed."""

import asyncio
from itertools import product

from bots.commands.registry import Command
from bots.journal import build_repertoire
from bots.telegram.bot import JournalBot
from bots.telegram.menu import introduce, menu_of
from bots.turn import Answer, Turn
from core.messaging.languages import LANGUAGES
from core.messaging.phrases import phrases
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, Refusal
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.stubs import NotingIntake
from tests.platforms.telegram.test_telegram_door import opened

COMMANDS = build_repertoire().commands
CODES = ["" if language == "en" else language for language in LANGUAGES]
PLACES = ("all_private_chats", "all_group_chats", "all_chat_administrators")


async def answer_nothing(turn: Turn) -> Answer:
    return Answer()


def names(menu: list[dict[str, str]]) -> list[str]:
    return [command["command"] for command in menu]


async def test_every_place_has_its_commands_in_every_language(bot: JournalBot, api: BotApiServer) -> None:
    await introduce(bot, COMMANDS)
    shown = api.world.commands
    assert set(product(PLACES, CODES)) == set(shown)
    for code in CODES:
        assert ["log", "today", "help"] == names(shown["all_group_chats", code])
        assert ["log", "today", "digest", "help"] == names(shown["all_chat_administrators", code])
    listed = [command.name for command in COMMANDS.values() if command.listed]
    assert listed == names(shown["all_private_chats", ""])


async def test_the_descriptions_are_said_in_every_language(bot: JournalBot, api: BotApiServer) -> None:
    await introduce(bot, COMMANDS)
    for field, code in product(("description", "short_description"), CODES):
        assert api.world.profile[field, code]
    assert {"type": "commands"} == api.world.menu_button


async def test_what_is_right_already_is_left_alone(bot: JournalBot, api: BotApiServer) -> None:
    await introduce(bot, COMMANDS)
    api.world.calls.clear()
    await introduce(bot, COMMANDS)
    assert [] == [call.method for call in api.world.calls if call.method.startswith("set")]


async def test_only_what_changed_is_set_again(bot: JournalBot, api: BotApiServer) -> None:
    await introduce(bot, COMMANDS)
    api.world.commands["all_group_chats", "es"] = []
    api.world.calls.clear()
    await introduce(bot, COMMANDS)
    (call,) = [call for call in api.world.calls if call.method.startswith("set")]
    assert ("setMyCommands", "es") == (call.method, call.parameters["language_code"])


def test_an_unlisted_command_is_in_no_menu() -> None:
    commands = {
        "help": Command(name="help", description="What I can do", handler=answer_nothing),
        "admin": Command(name="admin", description="For operators", handler=answer_nothing, listed=False),
    }
    assert ["help"] == [each.command for each in menu_of(commands, commands, phrases("en"))]


async def test_a_menu_that_the_platform_refuses_stops_nothing(api: BotApiServer) -> None:
    api.fail_next("getChatMenuButton", Refusal(429, "Too Many Requests: retry after 9", retry_after=9))
    intake = NotingIntake()
    api.user("Ana").sends("one")
    async with opened(api, intake):
        await intake.hears("one")
    assert {} == api.world.commands


async def test_a_server_that_answers_oddly_stops_nothing(api: BotApiServer) -> None:
    api.world.menu_button = {}
    intake = NotingIntake()
    api.user("Ana").sends("one")
    async with opened(api, intake):
        await intake.hears("one")
    assert {} == api.world.commands


async def test_nobody_waits_for_the_menu(api: BotApiServer) -> None:
    held = Fault(holds_request=True)
    api.fail_next("getChatMenuButton", held)
    intake = NotingIntake()
    api.user("Ana").sends("one")
    async with opened(api, intake):
        await asyncio.wait_for(held.reached.wait(), PATIENCE)
        await intake.hears("one")
