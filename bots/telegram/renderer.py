"""Draws a Screen as Telegram messages: words with marks, photos, buttons; owns their limits and fallbacks."""

from collections.abc import Sequence
from typing import assert_never

from bots.telegram.columns import write_columns
from bots.telegram.keyboard import MOST_BUTTONS, lay_out, link_button
from bots.telegram.links import address_link
from bots.telegram.payloads import AlbumPayload, Keyboard, Payload, PhotoPayload, TextPayload
from bots.telegram.wording import LONGEST_CAPTION, Mark, Wording, Writer, clean, split, units
from core.messaging.screen import (
    Action,
    Choices,
    Facts,
    InputHint,
    Items,
    Link,
    Picture,
    Screen,
    Spans,
    Table,
    Text,
    Title,
    Tone,
    name_item,
    plain,
)

LONGEST_PLACEHOLDER = 64
LARGEST_ALBUM = 10
BUTTONS_BESIDE = 2
"""Buttons of numbered lines stand two in a row: their labels carry names."""


def render(screen: Screen, *, direct: bool, username: str = "") -> tuple[Payload, ...]:
    """The messages that say it, in order; buttons are on the last. Never empty.

    `direct`: in a private chat no reply has to be forced, whatever is typed reaches the bot. `username`: the
    bot's; while it is unknown links are left out.

    Raises:
        ValueError: a button's data is too long.
    """
    writer = Writer()
    pictures: list[Picture] = []
    rows: list[Sequence[Action]] = []
    links: Keyboard = ()
    asks: str | None = None
    for block in screen.blocks:
        match block:
            case Title(line):
                writer.write(plain(line), Mark.BOLD)
                writer.write("\n")
            case Text(line):
                _write_line(writer, line)
                writer.write("\n")
            case Facts() | Table():
                write_columns(writer, block)
            case Items():
                rows.extend(_write_items(writer, block))
            case Picture():
                pictures.append(block)
            case Choices():
                rows.extend(block.rows)
            case Link():
                links = (*links, *_write_link(writer, block, username))
            case InputHint(placeholder):
                asks = clean(placeholder)[:LONGEST_PLACEHOLDER] or None
            case _:
                assert_never(block)
    return _compose(
        writer, pictures, (*lay_out(rows, room=MOST_BUTTONS - len(links)), *links), None if direct else asks
    )


def _compose(
    writer: Writer, pictures: list[Picture], keyboard: Keyboard, asks: str | None
) -> tuple[Payload, ...]:
    if not pictures:
        return _texts(writer, keyboard, asks)
    if not writer.wording().text:
        writer.write(pictures[-1].alt)
    wording = writer.wording()
    fits = units(wording.text) <= LONGEST_CAPTION
    caption = split(wording, LONGEST_CAPTION)[0] if fits and wording.text else Wording("")
    if len(pictures) == 1 and fits:
        return (PhotoPayload(asset=pictures[0].asset, caption=caption, keyboard=keyboard),)
    if len(pictures) > 1 and fits and not keyboard:
        return _photos(pictures, caption)
    return (*_photos(pictures, Wording("")), *_texts(writer, keyboard, asks))


def _photos(pictures: list[Picture], caption: Wording) -> tuple[Payload, ...]:
    """Albums of at most ten, a photo by itself where one is left; the words go with the first."""
    found: list[Payload] = []
    for start in range(0, len(pictures), LARGEST_ALBUM):
        assets = tuple(picture.asset for picture in pictures[start : start + LARGEST_ALBUM])
        words = Wording("") if start else caption
        if len(assets) == 1:
            found.append(PhotoPayload(asset=assets[0], caption=words))
        else:
            found.append(AlbumPayload(assets=assets, caption=words))
    return tuple(found)


def _texts(writer: Writer, keyboard: Keyboard, asks: str | None) -> tuple[Payload, ...]:
    wording = writer.wording()
    if not wording.text:
        wording = Wording("…")  # the platform refuses empty messages
    *earlier, last = split(wording)
    closing = TextPayload(wording=last, keyboard=keyboard, asks=None if keyboard else asks)
    return (*(TextPayload(wording=piece) for piece in earlier), closing)


def _write_link(writer: Writer, link: Link, username: str) -> Keyboard:
    """Its button, or none where it is spelled out or the bot does not know its name yet."""
    if not username:
        return ()
    url = address_link(link, username)
    if not link.spelled:
        return ((link_button(link.label, url),),)
    writer.write(f"{url}\n")
    return ()


def _write_line(writer: Writer, line: Spans) -> None:
    for span in line:
        writer.write(span.text, mark_of(span.tone))


def mark_of(tone: Tone) -> Mark | None:
    """Gain and loss need no mark: their sign says it, and there is no colour to give."""
    match tone:
        case Tone.STRONG:
            return Mark.BOLD
        case Tone.PLAIN | Tone.MUTED | Tone.GAIN | Tone.LOSS:
            return None
        case _:
            assert_never(tone)


def _write_items(writer: Writer, items: Items) -> list[Sequence[Action]]:
    if items.heading:
        writer.write(items.heading, Mark.BOLD)
        writer.write("\n")
    actions: list[Action] = []
    for number, item in enumerate(items.items, start=1):
        writer.write(f"{item.number or number} ")
        writer.write(item.name, Mark.BOLD)
        writer.write("  ")
        _write_line(writer, item.line)
        writer.write("\n")
        if item.action is not None:
            actions.append(_named(item.action, name_item(item)))
    return [actions[start : start + BUTTONS_BESIDE] for start in range(0, len(actions), BUTTONS_BESIDE)]


def _named(action: Action, name: str) -> Action:
    """Buttons stand below the text here, so each says whom it is about."""
    return Action(
        label=f"{action.label} {name}",
        token=action.token,
        weight=action.weight,
        chosen=action.chosen,
        form=action.form,
    )
