"""The sheets a screen is written on: text, fields and pictures packed into messages within the limits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bots.discord.escaping import measure

CONTENT, DESCRIPTION, FIELDS, FIELD_NAME, FIELD_VALUE, EMBED_TOTAL, EMBEDS = (
    2000,
    4096,
    25,
    256,
    1024,
    6000,
    10,
)
"""Source: Discord, Message resource (content) and Embed limits (the total is over all embeds)."""

CHUNK = 1000
"""Longest piece of text that is placed as one: fits wherever text may stand."""

NOTHING = "\u200b"
"""What Discord takes for an empty name: a field has to have one."""


@dataclass(kw_only=True, slots=True)
class Page:
    """One message being written. Text stands in the content until the body (the embed) has begun."""

    content: str = ""
    description: str = ""
    fields: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    pictures: list[str] = field(default_factory=list[str])
    has_body: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.content or self.description or self.fields or self.pictures)

    def write(self, text: str) -> bool:
        """Place the text where it comes next; False if it does not fit on this page."""
        if not self.has_body and measure(self.content) + 1 + measure(text) <= CONTENT:
            self.content = f"{self.content}\n{text}" if self.content else text
            return True
        self.has_body = True
        if self.fields:
            return self._write_below(text)
        longer = f"{self.description}\n{text}" if self.description else text
        if measure(longer) > DESCRIPTION or self._total() + 1 + measure(text) > EMBED_TOTAL:
            return False
        self.description = longer
        return True

    def write_field(self, name: str, value: str, *, inline: bool) -> bool:
        """Add a field to the body; False if there is no room for it."""
        self.has_body = True
        if len(self.fields) == FIELDS or self._total() + measure(name) + measure(value) > EMBED_TOTAL:
            return False
        self.fields.append({"name": name, "value": value, "inline": inline})
        return True

    def show(self, asset: str) -> bool:
        """Add a picture (once); False if the page is full of them."""
        self.has_body = True
        if asset in self.pictures:
            return True
        if len(self.pictures) == EMBEDS:
            return False
        self.pictures.append(asset)
        return True

    def _write_below(self, text: str) -> bool:
        """Below the facts stands a field without a name, which grows while there is room."""
        last = self.fields[-1]
        longer = f"{last['value']}\n{text}"
        if last["name"] == NOTHING and not last["inline"] and measure(longer) <= FIELD_VALUE:
            if self._total() + 1 + measure(text) > EMBED_TOTAL:
                return False
            last["value"] = longer
            return True
        return self.write_field(NOTHING, text, inline=False)

    def _total(self) -> int:
        return measure(self.description) + sum(
            measure(one["name"]) + measure(one["value"]) for one in self.fields
        )


class Pages:
    """The pages of one screen; a new one is begun when the last is full."""

    def __init__(self) -> None:
        self.all = [Page()]

    def write(self, text: str) -> None:
        """Write a line or paragraph, in pieces if it is long."""
        for piece in split(text, CHUNK):
            if not self.all[-1].write(piece):
                self._turn().write(piece)

    def write_code(self, lines: Iterable[str]) -> None:
        """Write lines in a block of even letters, as many blocks as it takes."""
        fence = "```\n{}\n```"
        for piece in split("\n".join(lines), CHUNK - len(fence)):
            block = fence.format(piece)
            if not self.all[-1].write(block):
                self._turn().write(block)

    def write_field(self, name: str, value: str) -> None:
        """Write a fact: three stand side by side where there is room."""
        if not self.all[-1].write_field(name, value, inline=True):
            self._turn().write_field(name, value, inline=True)

    def show(self, asset: str) -> None:
        if not self.all[-1].show(asset):
            self._turn().show(asset)

    def begin_body(self) -> None:
        """What is written from here on stands in the body, below the first lines."""
        self.all[-1].has_body = True

    def _turn(self) -> Page:
        self.all.append(Page())
        return self.all[-1]


def split(text: str, limit: int) -> list[str]:
    """Cut a text into pieces of at most `limit` UTF-16 units, at line ends or spaces where there are any."""
    pieces: list[str] = []
    while measure(text) > limit:
        end = _cut(text, limit)
        pieces.append(text[:end].rstrip())
        text = text[end:].lstrip(" \n")
    return [piece for piece in (*pieces, text) if piece.strip()]


def _cut(text: str, limit: int) -> int:
    room, end = limit, 0
    for end, sign in enumerate(text):  # noqa: B007 - the place where the room ends is what is wanted
        room -= 2 if ord(sign) > 0xFFFF else 1
        if room < 0:
            break
    for separator in ("\n", " "):
        place = text.rfind(separator, end // 2, end)
        if place > 0:
            return place
    before = text[:end]
    is_within_escape = (len(before) - len(before.rstrip("\\"))) % 2 == 1
    return max(1, end - is_within_escape)
