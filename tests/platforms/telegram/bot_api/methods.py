"""The methods of the Bot API that a journal needs, refusing what the platform refuses."""

import time
from collections.abc import Callable
from typing import Any

from tests.platforms.telegram.bot_api.gestures import send_chat_action, set_message_reaction
from tests.platforms.telegram.bot_api.limits import (
    check_caption,
    check_markup,
    check_photo,
    check_text,
    size_of,
)
from tests.platforms.telegram.bot_api.profile import (
    LONGEST,
    get_menu_button,
    get_my_commands,
    get_profile,
    set_menu_button,
    set_my_commands,
    set_profile,
)
from tests.platforms.telegram.bot_api.refusal import bad_request
from tests.platforms.telegram.bot_api.standing import get_chat, get_chat_member
from tests.platforms.telegram.bot_api.world import Room, World

EDITABLE_SECONDS = 48 * 3600
"""Stricter than the platform is with most chats: a bot must be able to go on without the edit."""

Files = dict[str, bytes]
Method = Callable[[World, dict[str, Any], Files], Any]


def get_me(world: World, asked: dict[str, Any], files: Files) -> Any:
    return world.bot


def send_message(world: World, asked: dict[str, Any], files: Files) -> Any:
    room = world.writable_room(asked.get("chat_id"))
    _refuse_parsing(asked)
    entities = check_text(asked.get("text"), asked.get("entities"))
    return world.add_message(
        room,
        world.bot,
        text=asked["text"],
        entities=entities or None,
        reply_markup=check_markup(asked.get("reply_markup")),
        **_placing(world, room, asked),
    )


def send_photo(world: World, asked: dict[str, Any], files: Files) -> Any:
    room = world.writable_room(asked.get("chat_id"))
    _refuse_parsing(asked)
    entities = check_caption(asked.get("caption"), asked.get("caption_entities"))
    return world.add_message(
        room,
        world.bot,
        photo=_photo(world, asked.get("photo"), files, "photo"),
        caption=asked.get("caption") or None,
        caption_entities=entities or None,
        reply_markup=check_markup(asked.get("reply_markup")),
        **_placing(world, room, asked),
    )


def send_media_group(world: World, asked: dict[str, Any], files: Files) -> Any:
    """An album of photos; its buttons, if any are asked for, are ignored as the platform ignores them."""
    room = world.writable_room(asked.get("chat_id"))
    media = asked.get("media") or []
    if not 2 <= len(media) <= 10:
        raise bad_request("wrong number of media in the group: 2-10 expected")
    photos: list[dict[str, Any]] = []
    for item in media:
        if item.get("type") != "photo":
            raise bad_request("can't parse InputMedia: this server takes photos only")
        _refuse_parsing(item)
        entities = check_caption(item.get("caption"), item.get("caption_entities"))
        photos.append(
            {
                "photo": _photo(world, item.get("media"), files, "media"),
                "caption": item.get("caption") or None,
                "caption_entities": entities or None,
            }
        )
    group = str(world.number())
    placed = _placing(world, room, asked)
    return [world.add_message(room, world.bot, media_group_id=group, **photo, **placed) for photo in photos]


def edit_message_text(world: World, asked: dict[str, Any], files: Files) -> Any:
    message = _editable(world, asked)
    _refuse_parsing(asked)
    entities = check_text(asked.get("text"), asked.get("entities"))
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, asked, text=asked["text"], entities=entities or None)


def edit_message_caption(world: World, asked: dict[str, Any], files: Files) -> Any:
    message = _editable(world, asked)
    entities = check_caption(asked.get("caption"), asked.get("caption_entities"))
    if "photo" not in message:
        raise bad_request("there is no caption in the message to edit")
    return _change(
        world, message, asked, caption=asked.get("caption") or None, caption_entities=entities or None
    )


def edit_message_media(world: World, asked: dict[str, Any], files: Files) -> Any:
    """As the oldest clients see it: a text cannot become a picture."""
    message = _editable(world, asked)
    media = asked["media"]
    entities = check_caption(media.get("caption"), media.get("caption_entities"))
    if "photo" not in message:
        raise bad_request("there is no media in the message to edit")
    return _change(
        world,
        message,
        asked,
        photo=_photo(world, media.get("media"), files, "media"),
        caption=media.get("caption") or None,
        caption_entities=entities or None,
    )


def edit_message_reply_markup(world: World, asked: dict[str, Any], files: Files) -> Any:
    return _change(world, _editable(world, asked), asked)


def delete_message(world: World, asked: dict[str, Any], files: Files) -> Any:
    room = world.writable_room(asked.get("chat_id"))
    if room.messages.pop(int(asked["message_id"]), None) is None:
        raise bad_request("message to delete not found")
    world.changed()
    return True


def answer_callback_query(world: World, asked: dict[str, Any], files: Files) -> Any:
    press = world.presses.get(str(asked.get("callback_query_id")))
    if press is None or press.expired:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(str(asked.get("text") or "")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = str(asked.get("text") or "")
    world.changed()
    return True


def get_file(world: World, asked: dict[str, Any], files: Files) -> Any:
    file_id = str(asked.get("file_id"))
    if file_id not in world.files:
        raise bad_request("invalid file_id")
    size = len(world.files[file_id])
    if size > 20 * 1024 * 1024:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": file_id[-12:],
        "file_size": size,
        "file_path": f"photos/{file_id}.jpg",
    }


def _refuse_parsing(asked: dict[str, Any]) -> None:
    if asked.get("parse_mode"):
        raise bad_request("can't parse entities: this server is stricter than the platform, send entities")


def _placing(world: World, room: Room, asked: dict[str, Any]) -> dict[str, Any]:
    """Thread and reply, as fields of the new message."""
    placed: dict[str, Any] = {}
    thread = asked.get("message_thread_id")
    if thread is not None:
        if int(thread) not in room.topics:
            raise bad_request("message thread not found")
        placed |= {"message_thread_id": int(thread), "is_topic_message": True}
    reply = asked.get("reply_parameters")
    if reply:
        answered = room.messages.get(int(reply["message_id"]))
        if answered is not None:
            placed["reply_to_message"] = {
                "message_id": answered["message_id"],
                "chat": answered["chat"],
                "date": 1,
            }
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
    return placed


def _photo(world: World, given: Any, files: Files, part: str) -> list[dict[str, Any]]:
    if isinstance(given, str) and given.startswith("attach://"):
        content = files.get(given.removeprefix("attach://"))
    elif isinstance(given, str):
        if given not in world.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        width, height = size_of(world.files[given])
        return [_photo_size(given, width, height, world.files[given])]
    else:
        content = files.get(part)
    if content is None:
        raise bad_request("there is no photo in the request")
    width, height = check_photo(content)
    return [_photo_size(world.keep_file(content), width, height, content)]


def _photo_size(file_id: str, width: int, height: int, content: bytes) -> dict[str, Any]:
    return {
        "file_id": file_id,
        "file_unique_id": file_id[-12:],
        "width": width,
        "height": height,
        "file_size": len(content),
    }


def _editable(world: World, asked: dict[str, Any]) -> dict[str, Any]:
    room = world.writable_room(asked.get("chat_id"))
    message = room.messages.get(int(asked["message_id"]))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    if time.time() - message["date"] > EDITABLE_SECONDS:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: dict[str, Any], asked: dict[str, Any], **content: Any) -> dict[str, Any]:
    """An edit that names no keyboard takes the old one away."""
    content["reply_markup"] = check_markup(asked.get("reply_markup"))
    if all(message.get(name) == value for name, value in content.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    for name, value in content.items():
        message.pop(name, None)
        if value is not None:
            message[name] = value
    message["edit_date"] = message["date"]
    world.changed()
    return message


METHODS: dict[str, Method] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "sendmediagroup": send_media_group,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagemedia": edit_message_media,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "sendchataction": send_chat_action,
    "getfile": get_file,
    "setmessagereaction": set_message_reaction,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    **{f"setmy{field.replace('_', '')}": set_profile(field) for field in LONGEST},
    **{f"getmy{field.replace('_', '')}": get_profile(field) for field in LONGEST},
    "setchatmenubutton": set_menu_button,
    "getchatmenubutton": get_menu_button,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
}
