"""Buttons within the platform's limits: 8 a row, 100 in all, 64 bytes of data each."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from bots.telegram.payloads import Button, Keyboard
from bots.telegram.wording import clean
from core.messaging.screen import Action, Weight

WIDEST_ROW = 8
MOST_BUTTONS = 100
MOST_BYTES = 64
LONGEST_LABEL = 64


def lay_out(rows: Iterable[Sequence[Action]], *, room: int = MOST_BUTTONS) -> Keyboard:
    """Rows of at most eight; a longer one goes on below. What exceeds `room` is left away.

    Raises:
        ValueError: a button's data does not fit, so pressing it could not work.
    """
    laid: list[tuple[Button, ...]] = []
    for row in rows:
        buttons = [_button(action) for action in row][:room]
        room -= len(buttons)
        laid.extend(
            tuple(buttons[start : start + WIDEST_ROW]) for start in range(0, len(buttons), WIDEST_ROW)
        )
    return tuple(laid)


def link_button(label: str, url: str) -> Button:
    """A button that opens an address."""
    return Button(label=_shorten(label), url=url)


def _button(action: Action) -> Button:
    if not 0 < len(action.token.encode()) <= MOST_BYTES:
        raise ValueError(f"the data of the button {action.label!r} takes no or more than {MOST_BYTES} bytes")
    label = f"✓ {action.label}" if action.chosen else action.label
    return Button(label=_shorten(label), data=action.token, style=_style(action))


def _shorten(label: str) -> str:
    label = " ".join(clean(label).split()) or "…"
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _style(action: Action) -> str | None:
    if action.chosen:
        return "success"
    match action.weight:
        case Weight.PRIMARY:
            return "primary"
        case Weight.DANGER:
            return "danger"
        case Weight.NORMAL | Weight.QUIET:
            return None
        case _:
            assert_never(action.weight)
