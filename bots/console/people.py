"""Who sits at the desk of the web chat: the traders of the left pane, the mentor of the right one."""

import re
import unicodedata
from collections.abc import Collection

from msgspec import Struct

from core.messaging.addresses import Address, Platform
from core.people.person import Role

BOT = "console"
_CHANNEL = "-channel"
_LONGEST_NAME = 40


class Member(Struct, frozen=True, kw_only=True):
    """`slug` is the person's id on this platform; a mentor speaks in a channel, a trader in a private chat."""

    slug: str
    name: str
    role: Role = Role.TRADER

    @property
    def chat(self) -> str:
        return f"{self.slug}{_CHANNEL}" if self.role is Role.MENTOR else self.slug

    @property
    def address(self) -> Address:
        return Address(platform=Platform.CONSOLE, bot=BOT, chat=self.chat)


def tidy_name(typed: str) -> str:
    """The name without control characters, in one line, at most 40 characters long; may be empty."""
    visible = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in typed)
    return " ".join(visible.split())[:_LONGEST_NAME].strip()


def choose_slug(name: str, taken: Collection[str]) -> str:
    """A short id from the name that nobody has yet: `sam`, then `sam-2`."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or "trader"
    base = base.removesuffix(_CHANNEL)
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
