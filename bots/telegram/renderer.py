"""Draws a Screen as Telegram messages: words with marks, photos, buttons; owns their limits and fallbacks."""

from collections.abc import Sequence
from typing import assert_never

from bots.telegram.columns import write_facts, write_table
from bots.telegram.keyboard import lay_out
from bots.telegram.payloads import Keyboard, Payload, PhotoPayload, TextPayload
from bots.telegram.wording import LONGEST_CAPTION, Mark, Wording, Writer, clean, split, units
from core.messaging.screen import (
    Action,
    Choices,
    Facts,
    InputHint,
    Items,
    Picture,
    Screen,
    Spans,
    Table,
    Text,
    Title,
    Tone,
    plain,
)

LONGEST_PLACEHOLDER = 64
BUTTONS_BESIDE = 2
"""Buttons of numbered lines stand two in a row: their labels carry names."""


def render(screen: Screen, *, direct: bool) -> tuple[Payload, ...]:
    """The messages that say it, in order; buttons are on the last. Never empty.

    `direct`: in a private chat no reply has to be forced, whatever is typed reaches the bot.

    Raises:
        ValueError: a button's data is too long.
    """
    writer = Writer()
    pictures: list[Picture] = []
    rows: list[Sequence[Action]] = []
    asks: str | None = None
    for block in screen.blocks:
        match block:
            case Title(line):
                writer.write(plain(line), Mark.BOLD)
                writer.write("\n")
            case Text(line):
                _write_line(writer, line)
                writer.write("\n")
            case Facts(facts):
                write_facts(writer, facts)
            case Table():
                write_table(writer, block)
            case Items():
                rows.extend(_write_items(writer, block))
            case Picture():
                pictures.append(block)
            case Choices():
                rows.extend(block.rows)
            case InputHint(placeholder):
                asks = None if direct else clean(placeholder)[:LONGEST_PLACEHOLDER] or None
            case _:
                assert_never(block)
    return _compose(writer, pictures, lay_out(rows), asks)


def _compose(
    writer: Writer, pictures: list[Picture], keyboard: Keyboard, asks: str | None
) -> tuple[Payload, ...]:
    if not pictures:
        return _texts(writer, keyboard, asks)
    if not writer.wording().text:
        writer.write(pictures[-1].alt)
    *earlier, last = pictures
    photos: list[Payload] = [
        PhotoPayload(asset=picture.asset, caption=Writer().wording()) for picture in earlier
    ]
    wording = writer.wording()
    if units(wording.text) <= LONGEST_CAPTION:
        caption = split(wording, LONGEST_CAPTION)[0] if wording.text else wording
        return (*photos, PhotoPayload(asset=last.asset, caption=caption, keyboard=keyboard))
    photos.append(PhotoPayload(asset=last.asset, caption=Writer().wording()))
    return (*photos, *_texts(writer, keyboard, asks))


def _texts(writer: Writer, keyboard: Keyboard, asks: str | None) -> tuple[Payload, ...]:
    wording = writer.wording()
    if not wording.text:
        wording = Wording("…")  # the platform refuses empty messages
    *earlier, last = split(wording)
    closing = TextPayload(wording=last, keyboard=keyboard, asks=None if keyboard else asks)
    return (*(TextPayload(wording=piece) for piece in earlier), closing)


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
        writer.write(f"{number} ")
        writer.write(item.name, Mark.BOLD)
        writer.write("  ")
        _write_line(writer, item.line)
        writer.write("\n")
        if item.action is not None:
            actions.append(_named(item.action, item.name))
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
