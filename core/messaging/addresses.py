"""Where a message goes: one chat on one platform, as seen by one bot."""

from enum import StrEnum

from msgspec import Struct


class Platform(StrEnum):
    TELEGRAM = "telegram"
    DISCORD = "discord"
    CONSOLE = "console"


class Address(Struct, frozen=True, kw_only=True):
    """A chat. `bot` is the bot's own id on that platform, `thread` a forum topic or thread."""

    platform: Platform
    bot: str
    chat: str
    thread: str | None = None


class MessageRef(Struct, frozen=True, kw_only=True):
    """A message that the platform has numbered."""

    address: Address
    message: str
