"""What a bot tells about itself: commands by scope and language, name, descriptions, the menu button."""

import re
from typing import Any

from tests.platforms.telegram.bot_api.refusal import bad_request
from tests.platforms.telegram.bot_api.world import World

SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def set_my_commands(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    commands = asked["commands"]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(asked), _language(asked)] = commands
    return True


def get_my_commands(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    return world.commands.get((_scope(asked), _language(asked)), [])


def set_profile(field: str) -> Any:
    """setMyName, setMyDescription or setMyShortDescription."""

    def set_one(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        text = str(asked.get(field) or "")
        if len(text) > LONGEST[field]:
            raise bad_request(f"{field.upper()}_INVALID: text is too long")
        world.profile[field, _language(asked)] = text
        return True

    return set_one


def get_profile(field: str) -> Any:
    def get_one(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
        language = _language(asked)
        return {field: world.profile.get((field, language)) or world.profile.get((field, ""), "")}

    return get_one


def set_menu_button(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    button = asked.get("menu_button") or {"type": "default"}
    if button["type"] not in ("commands", "default", "web_app"):
        raise bad_request("BUTTON_TYPE_INVALID")
    world.menu_button = button
    return True


def get_menu_button(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    return world.menu_button


def _scope(asked: dict[str, Any]) -> str:
    scope = (asked.get("scope") or {"type": "default"})["type"]
    if scope not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return scope


def _language(asked: dict[str, Any]) -> str:
    language = str(asked.get("language_code") or "")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language
