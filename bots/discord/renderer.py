"""A Screen as Discord messages: the point in the content (a lock screen shows nothing else), the rest in an embed.

Classic embeds and action rows, not Components V2: those forbid `content`, so a notification would say
nothing, and a message cannot leave them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from bots.discord.buttons import group_rows, list_rows, render_rows
from bots.discord.escaping import escape, escape_code, shorten
from bots.discord.pages import CONTENT, FIELD_NAME, FIELD_VALUE, NOTHING, Page, Pages
from core.messaging.screen import (
    Block,
    Choices,
    Facts,
    InputHint,
    Items,
    Link,
    Picture,
    Screen,
    Span,
    Spans,
    Table,
    Text,
    Title,
    Tone,
    plain,
)

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes. Source: Discord, Uploading files (default limit)."""

_ALT = 1024
_ENDINGS = {b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
_MOST_COLUMNS = 9
_NO_PINGS: dict[str, list[str]] = {"parse": []}
_COLOURS = {Tone.GAIN: 0x62AEFF, Tone.LOSS: 0xFF9B4A}


@dataclass(frozen=True, kw_only=True, slots=True)
class Attached:
    """A file that goes along with a message. `name` is what its embed refers to."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message, complete: as the body of an edit it leaves nothing of the old state behind."""

    body: dict[str, Any]
    files: tuple[Attached, ...] = ()


def render(screen: Screen, pictures: Mapping[str, bytes]) -> tuple[Message, ...]:
    """Write the screen; one message as a rule. Buttons are on the last ones.

    A picture without bytes in `pictures` is given by its words.
    """
    pages = Pages()
    for block in screen.blocks:
        _write(block, pages, pictures)
    groups = group_rows(list_rows(screen))
    while len(pages.all) < len(groups):
        pages.all.append(Page(content="…"))
    bare = len(pages.all) - len(groups)
    shown = {block.asset: block for block in screen.blocks if isinstance(block, Picture)}
    return tuple(
        _message(page, groups[number - bare] if number >= bare else (), shown, pictures, _colour(screen))
        for number, page in enumerate(pages.all)
    )


def render_one(screen: Screen, pictures: Mapping[str, bytes]) -> Message:
    """Write the screen as a single message, for an edit: what does not fit is left out behind an ellipsis."""
    first, *more = render(screen, pictures)
    if not more:
        return first
    content = shorten(first.body["content"] or "", CONTENT - 2) + "\n…"
    return Message(
        body=first.body | {"content": content, "components": more[-1].body["components"]}, files=first.files
    )


def _write(block: Block, pages: Pages, pictures: Mapping[str, bytes]) -> None:
    match block:
        case Title(line=line):
            pages.write(_bold(plain(line)))
        case Text(line=line):
            pages.write(_line(line))
        case Facts():
            _write_facts(block, pages)
        case Table():
            pages.begin_body()
            pages.write_code(_aligned(block))
        case Items():
            _write_items(block, pages)
        case Picture():
            _write_picture(block, pages, pictures)
        case Choices() | Link():
            pass  # buttons are written below the text, see list_rows; links of this kind exist on Telegram only
        case InputHint(placeholder=placeholder):
            pages.write(_line((Span(placeholder, Tone.MUTED),)))
        case _:
            assert_never(block)


def _bold(text: str) -> str:
    return f"**{escape(text)}**" if text.strip() else escape(text)


def _line(line: Spans) -> str:
    text = plain(line)
    if text.strip() and "\n" not in text and all(span.tone is Tone.MUTED for span in line):
        return f"-# {escape(text)}"
    return "".join(_bold(span.text) if span.tone is Tone.STRONG else escape(span.text) for span in line)


def _write_items(block: Items, pages: Pages) -> None:
    pages.begin_body()
    pages.write(_bold(block.heading))
    for number, item in enumerate(block.items, start=1):
        pages.write(f"{item.number or number}. {_bold(item.name)} {_line(item.line)}")


def _write_picture(block: Picture, pages: Pages, pictures: Mapping[str, bytes]) -> None:
    if 0 < len(pictures.get(block.asset, b"")) <= LARGEST_FILE:
        pages.show(block.asset)
    else:
        pages.write(escape(block.alt))


def _write_facts(block: Facts, pages: Pages) -> None:
    """Few facts stand side by side, many are lines: on a phone fields stand below each other."""
    pages.begin_body()
    if len(block.rows) > _MOST_COLUMNS:
        pages.write(
            "\n".join(f"{_bold(row.label)} {_line((*row.value, Span(' '), *row.note))}" for row in block.rows)
        )
        return
    for row in block.rows:
        value = "\n".join(text for text in (_line(row.value), _line(row.note)) if text.strip())
        name = shorten(escape(row.label), FIELD_NAME).strip()
        pages.write_field(name or NOTHING, shorten(value, FIELD_VALUE).strip() or NOTHING)


def _aligned(table: Table) -> list[str]:
    rows = [table.columns, *(tuple(plain(cell) for cell in row) for row in table.rows)]
    rows = [tuple(escape_code(cell).replace("\n", " ") for cell in row) for row in rows]
    widths = [
        max((len(row[column]) for row in rows if column < len(row)), default=0)
        for column in range(len(table.columns))
    ]
    numeric = (*table.numeric, *[False] * len(widths))
    return [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=False)
        ).rstrip()
        for row in rows
        if any(row)
    ]


def _message(
    page: Page,
    rows: tuple[tuple[Any, ...], ...],
    shown: Mapping[str, Picture],
    pictures: Mapping[str, bytes],
    colour: int | None,
) -> Message:
    names = {
        asset: f"picture-{number}.{_find_ending(pictures[asset])}"
        for number, asset in enumerate(page.pictures)
    }
    body = {
        "content": NOTHING if page.is_empty else page.content,
        "embeds": _embeds(page, names, colour),
        "components": render_rows(rows),
        "attachments": [
            {"id": number, "filename": names[asset], "description": shorten(shown[asset].alt, _ALT)}
            for number, asset in enumerate(page.pictures)
        ],
        "allowed_mentions": _NO_PINGS,
    }
    return Message(
        body=body, files=tuple(Attached(name=name, content=pictures[asset]) for asset, name in names.items())
    )


def _find_ending(content: bytes) -> str:
    """Discord shows a picture by its name's ending. Charts are PNG, uploads whatever they came as."""
    return next((ending for magic, ending in _ENDINGS.items() if content.startswith(magic)), "png")


def _embeds(page: Page, names: Mapping[str, str], colour: int | None) -> list[dict[str, Any]]:
    first: dict[str, Any] = {}
    if page.description:
        first["description"] = page.description
    if page.fields:
        first["fields"] = page.fields
    images: list[dict[str, Any]] = [
        {"image": {"url": f"attachment://{names[asset]}"}} for asset in page.pictures
    ]
    if first and images:
        images[0] = first | images[0]
    embeds = images or ([first] if first else [])
    if embeds and colour is not None:
        embeds[0] = embeds[0] | {"color": colour}
    return embeds


def _colour(screen: Screen) -> int | None:
    """Outcome is colour: the edge of the embed takes that of the title's gain or loss, and no other."""
    tones = [span.tone for block in screen.blocks if isinstance(block, Title) for span in block.line]
    return next((_COLOURS[tone] for tone in tones if tone in _COLOURS), None)
