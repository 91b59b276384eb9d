"""Links into the bot's chat: t.me addresses that begin with /start and a payload.

Source: Telegram, "Deep links" (core.telegram.org/api/links): bot, group and channel links.
"""

import re
from typing import assert_never

from core.messaging.screen import Link, Opens

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def address_link(link: Link, username: str) -> str:
    """The https address of a link into the chat of the bot with this name.

    Raises:
        ValueError: the payload cannot travel in a link.
    """
    if not _PAYLOAD.fullmatch(link.payload):
        raise ValueError(f"{link.payload!r} cannot be the payload of a link")
    root = f"https://t.me/{username}"
    match link.opens:
        case Opens.CHAT:
            return f"{root}?start={link.payload}" if link.payload else root
        case Opens.GROUP:
            return f"{root}?startgroup={link.payload or 'here'}"
        case Opens.CHANNEL:
            return f"{root}?startchannel&admin=post_messages"
        case _:
            assert_never(link.opens)
