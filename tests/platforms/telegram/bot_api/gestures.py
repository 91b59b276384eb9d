"""What a bot does without saying anything: signs of activity, reactions."""

from typing import Any

from telegram.constants import ChatAction, ReactionEmoji

from tests.platforms.telegram.bot_api.refusal import bad_request
from tests.platforms.telegram.bot_api.world import World

ACTIONS = {action.value for action in ChatAction}
EMOJIS = {emoji.value for emoji in ReactionEmoji}


def send_chat_action(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    room = world.writable_room(asked.get("chat_id"))
    if asked.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread = asked.get("message_thread_id")
    if thread is not None and int(thread) not in room.topics:
        raise bad_request("message thread not found")
    return True


def set_message_reaction(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    room = world.writable_room(asked.get("chat_id"))
    message = room.messages.get(int(asked["message_id"]))
    if message is None:
        raise bad_request("message to react not found")
    given = asked.get("reaction") or []
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each.get("type") != "emoji" or each.get("emoji") not in EMOJIS for each in given):
        raise bad_request("REACTION_INVALID")
    room.reactions[message["message_id"]] = [each["emoji"] for each in given]
    world.changed()
    return True
