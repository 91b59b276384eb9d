"""The few fields of Telegram's updates that mean something here; everything else is skipped unread."""

from typing import Any

from msgspec import Struct, field

KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
"""What the platform is asked to send; other kinds would only be dropped."""


class RawUser(Struct, frozen=True):
    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str | None = None
    language_code: str | None = None


class RawChat(Struct, frozen=True):
    id: int
    type: str = "private"
    title: str = ""


class RawPhoto(Struct, frozen=True):
    file_id: str
    width: int = 0
    height: int = 0
    file_size: int | None = None


class RawDocument(Struct, frozen=True):
    file_id: str
    mime_type: str = ""
    file_name: str | None = None
    file_size: int | None = None


class RawReply(Struct, frozen=True):
    message_id: int
    sender: RawUser | None = field(default=None, name="from")
    forum_topic_created: dict[str, Any] | None = None


class RawOrigin(Struct, frozen=True):
    """Where a forwarded message comes from; who that was may be hidden."""

    sender_user: RawUser | None = None
    sender_user_name: str = ""
    sender_chat: RawChat | None = None
    chat: RawChat | None = None


class RawMessage(Struct, frozen=True):
    """`date` 0 in a callback query: the message is too old to be shown, only its number is left.
    `is_automatic_forward`: a channel's post in its discussion group, which no person wrote there. `sender_chat`:
    who posted did so as this group or channel.
    """

    message_id: int
    chat: RawChat
    date: int = 0
    sender: RawUser | None = field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    photo: list[RawPhoto] = []
    document: RawDocument | None = None
    reply_to_message: RawReply | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    media_group_id: str | None = None
    is_automatic_forward: bool = False
    sender_chat: RawChat | None = None
    forward_origin: RawOrigin | None = None
    migrate_to_chat_id: int | None = None
    sticker: dict[str, Any] | None = None
    voice: dict[str, Any] | None = None
    audio: dict[str, Any] | None = None
    video: dict[str, Any] | None = None
    video_note: dict[str, Any] | None = None
    contact: dict[str, Any] | None = None
    location: dict[str, Any] | None = None
    poll: dict[str, Any] | None = None
    dice: dict[str, Any] | None = None
    story: dict[str, Any] | None = None
    game: dict[str, Any] | None = None
    checklist: dict[str, Any] | None = None

    @property
    def thing(self) -> str | None:
        """What a person sent that is neither words nor a photo, such as a sticker or a voice note."""
        return next((name for name in _THINGS if getattr(self, name)), None)


_THINGS = (
    "voice",
    "video_note",
    "audio",
    "video",
    "sticker",
    "contact",
    "location",
    "poll",
    "dice",
    "story",
    "game",
    "checklist",
    "document",
)


class RawPress(Struct, frozen=True):
    id: str
    sender: RawUser = field(name="from")
    message: RawMessage | None = None
    data: str | None = None


class RawMember(Struct, frozen=True):
    status: str
    can_post_messages: bool | None = None


class RawMembership(Struct, frozen=True):
    chat: RawChat
    sender: RawUser = field(name="from")
    old_chat_member: RawMember
    new_chat_member: RawMember


class RawEmoji(Struct, frozen=True):
    """`emoji` is empty for a custom or paid one."""

    emoji: str = ""


class RawReaction(Struct, frozen=True):
    """What one person now thinks of a message, and thought before; `user` is absent where it was a chat."""

    chat: RawChat
    message_id: int
    user: RawUser | None = None
    old_reaction: list[RawEmoji] = []
    new_reaction: list[RawEmoji] = []

    @property
    def added(self) -> str:
        """The emoji that is new; empty where one was only taken away."""
        before = {reaction.emoji for reaction in self.old_reaction}
        return next((each.emoji for each in self.new_reaction if each.emoji not in before), "")


class RawUpdate(Struct, frozen=True):
    update_id: int
    message: RawMessage | None = None
    edited_message: RawMessage | None = None
    callback_query: RawPress | None = None
    my_chat_member: RawMembership | None = None
    message_reaction: RawReaction | None = None


class Numbered(Struct, frozen=True):
    """What must be readable of any update, or it cannot be confirmed."""

    update_id: int
