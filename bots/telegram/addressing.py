"""Whether words in a group are for the bot: its command, its name, or a reply to it. Other talk is nobody's business.

With privacy mode on (the default) the platform sends little else; an administrator bot is sent everything.
"""

import re

from msgspec import Struct

from bots.telegram.updates import RawMessage

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)


class Identity(Struct, frozen=True, kw_only=True):
    """Who the bot is: its number, the name it is addressed by, and the commands it answers in a group even
    without its name (empty: all).
    """

    id: str
    username: str
    commands: frozenset[str] = frozenset()


class Spoken(Struct, frozen=True, kw_only=True):
    """Words that are for us: of a command its name in lower case, and what follows it."""

    text: str
    command: str | None = None


def hear_words(raw: RawMessage, typed: str, me: Identity) -> Spoken | None:
    """The words as they are meant for the bot, None where they are not."""
    direct = raw.chat.type == "private"
    if typed.startswith("/") and (match := _COMMAND.fullmatch(typed)):
        return _hear_command(match, me, direct=direct)
    if direct:
        return Spoken(text=typed)
    spoken, named = _without_name(typed, me.username)
    if spoken.startswith("/") and (match := _COMMAND.fullmatch(spoken)):
        return _hear_command(match, me, direct=direct)
    return Spoken(text=spoken) if named or _answers_us(raw, me) else None


def find_reply(raw: RawMessage) -> str | None:
    """The message that is answered. In a forum every message formally answers the one that opened the
    topic: that is no reply.
    """
    answered = raw.reply_to_message
    if answered is None or answered.forum_topic_created is not None:
        return None
    return str(answered.message_id)


def _hear_command(match: re.Match[str], me: Identity, *, direct: bool) -> Spoken | None:
    name, addressee, arguments = match.groups()
    if addressee is not None and addressee.lower() != me.username.lower():
        if not direct:
            return None
        name = f"{name}@{addressee}"  # nobody else hears it in a private chat: the router says so
    elif addressee is None and not direct and me.commands and name.lower() not in me.commands:
        return None
    return Spoken(text=(arguments or "").strip(), command=name.lower())


def _without_name(typed: str, username: str) -> tuple[str, bool]:
    name = rf"(?<![\w@/])@{re.escape(username)}\b[,:]?[ \t]*"
    spoken, times = re.subn(name, "", typed, flags=re.IGNORECASE)
    return (spoken.strip(), True) if times else (typed, False)


def _answers_us(raw: RawMessage, me: Identity) -> bool:
    answered = raw.reply_to_message
    if answered is None or answered.forum_topic_created is not None or answered.sender is None:
        return False
    return str(answered.sender.id) == me.id
