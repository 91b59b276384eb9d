"""One entry of a chat as the web chat keeps it: a person's line, the journal's card, or a moved clock."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from core.messaging.screen import Screen


class Side(StrEnum):
    OWN = "own"
    JOURNAL = "journal"
    CLOCK = "clock"


class Attached(Struct, frozen=True, kw_only=True):
    """A picture that a person sent; `ref` is its name among the kept uploads."""

    ref: str
    name: str
    width: int
    height: int


class Entry(Struct, frozen=True, kw_only=True):
    """`number` orders a chat, `change` orders every change of every chat.

    `id` is the message id that the rest of the house knows: of an own line the page's event id.
    `quote` names what the line replies to. `moment` is where a moved clock went. `pictures` maps a picture's asset to its kept file; an asset
    without one could not be drawn.
    """

    number: int
    change: int
    chat: str
    id: str
    side: Side
    at: datetime
    text: str = ""
    reply_to: str | None = None
    quote: str = ""
    attached: tuple[Attached, ...] = ()
    edited: bool = False
    screen: Screen | None = None
    pictures: dict[str, str] = {}
    moment: datetime | None = None


class ReadMark(Struct, frozen=True, kw_only=True):
    """How far a chat was read, how many of the journal's messages came after it, its last number."""

    read_to: int
    unread: int
    last: int
