"""What a bot may know of a chat, and of its own standing there."""

from typing import Any

from tests.platforms.telegram.bot_api.world import World

ADMINISTRATORS_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    shown = world.require_room(asked.get("chat_id")).as_json()
    return shown | {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


def get_chat_member(world: World, asked: dict[str, Any], files: dict[str, bytes]) -> Any:
    """Only of the bot itself, which is an administrator wherever it has not been thrown out."""
    closed = world.require_room(asked.get("chat_id")).closed
    if closed is not None and not closed.startswith("400 "):
        return {"status": "left", "user": world.bot}
    rights = dict.fromkeys(ADMINISTRATORS_RIGHTS, False)
    return {"status": "administrator", "user": world.bot, **rights, "can_post_messages": closed is None}
