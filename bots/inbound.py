"""One thing a person did, in words that no platform owns; what the inbox stores."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from core.messaging.addresses import Address, MessageRef


class Kind(StrEnum):
    TEXT = "text"
    COMMAND = "command"
    ACTION = "action"
    FORM = "form"
    EDIT = "edit"
    MEMBERSHIP = "membership"
    REACTION = "reaction"
    """An emoji put to a message (`message` names it, `text` is the emoji)."""
    PROMPT = "prompt"
    """Not a person's doing: the clock says a conversation is due (`prompt` names which)."""


class Sender(Struct, frozen=True, kw_only=True):
    """Who did it, as the platform knows them. `locale` as given there (`en-US`), may be absent."""

    platform_user: str
    name: str
    username: str | None = None
    locale: str | None = None


class Upload(Struct, frozen=True, kw_only=True):
    """A picture that came along; `ref` is what the platform's adapter can fetch it by."""

    ref: str
    content_type: str
    size: int | None = None
    name: str | None = None


class Inbound(Struct, frozen=True, kw_only=True):
    """`event` is the platform's id of this happening: the same id again has no second effect.

    `message` is the id of the message it came in, or (for ACTION) that carries the button;
    `reply_to` the message that was answered. `direct` is a private chat with the bot. `text` is what
    was typed, arguments only for a COMMAND; `command` without slash and bot name. `token` is the
    pressed button's data. `fields` are a form's answers. `prompt` names a due conversation and
    `prompt_args` its particulars. `reply_handle` is what the platform needs to answer in place within
    its deadline (a Discord interaction token), valid for minutes only. `album`: the pictures of one album
    come as events of their own that share it. `forwarded`: the words are somebody else's, whose name it is
    (empty where that is hidden). `thing`: what came without words and is no picture (`voice`, `sticker`).
    `home`: the sender's private chat, where a platform lets a bot answer there what others should not read;
    `asked_in` is set once that is done: the message, in a group, that this came from.
    """

    event: str
    kind: Kind
    address: Address
    sender: Sender
    received_at: datetime
    direct: bool = True
    message: str | None = None
    reply_to: str | None = None
    text: str = ""
    command: str | None = None
    token: str | None = None
    form: str | None = None
    fields: dict[str, str] = {}
    uploads: tuple[Upload, ...] = ()
    album: str | None = None
    prompt: str | None = None
    prompt_args: dict[str, str] = {}
    reply_handle: str | None = None
    forwarded: str | None = None
    thing: str | None = None
    home: Address | None = None
    asked_in: MessageRef | None = None

    @property
    def own_message(self) -> MessageRef | None:
        """The message in which the person said this, wherever it is answered."""
        if self.asked_in is not None or self.message is None:
            return self.asked_in
        return MessageRef(address=self.address, message=self.message)
