"""Rows of buttons as Discord takes them: five rows of five, with what is too much set aside."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from bots.discord.custom_id import write_custom_id
from bots.discord.escaping import clean, shorten
from core.messaging.screen import Action, Choices, Items, Screen, Weight, name_item

ROWS, PER_ROW, LABEL = 5, 5, 80
"""Source: Discord, Components reference (action rows per message, buttons per row, label length)."""

_PRIMARY, _SECONDARY, _DANGER = 1, 2, 4
_STYLES = {
    Weight.NORMAL: _SECONDARY,
    Weight.QUIET: _SECONDARY,
    Weight.PRIMARY: _PRIMARY,
    Weight.DANGER: _DANGER,
}

Row = tuple[Action, ...]


def list_rows(screen: Screen) -> tuple[Row, ...]:
    """The screen's buttons in rows of at most five; ten in a row become two rows of five."""
    rows: list[Row] = []
    for block in screen.blocks:
        if isinstance(block, Choices):
            for row in block.rows:
                rows.extend(_even_rows(row))
        elif isinstance(block, Items):
            rows.extend(_even_rows(_named_actions(block)))
    return tuple(rows)


def group_rows(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows of each message: one group as a rule; rows are filled up before a second is begun."""
    if len(rows) > ROWS:
        actions = tuple(action for row in rows for action in row)
        rows = [actions[start : start + PER_ROW] for start in range(0, len(actions), PER_ROW)]
    return tuple(tuple(rows[start : start + ROWS]) for start in range(0, len(rows), ROWS))


def render_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Action rows of one message."""
    taken: set[str] = set()
    return [{"type": 1, "components": [_render_button(action, taken) for action in row]} for row in rows]


def _even_rows(row: Row) -> list[Row]:
    if not row:
        return []
    width = ceil(len(row) / ceil(len(row) / PER_ROW))
    return [row[start : start + width] for start in range(0, len(row), width)]


def _named_actions(block: Items) -> Row:
    """Buttons cannot stand beside their lines, so each says whose it is."""
    return tuple(
        Action(
            label=f"{item.action.label} {name_item(item)}",
            token=item.action.token,
            weight=item.action.weight,
            chosen=item.action.chosen,
            form=item.action.form,
        )
        for item in block.items
        if item.action
    )


def _render_button(action: Action, taken: set[str]) -> dict[str, Any]:
    label = clean(action.label).strip() or "·"
    return {
        "type": 2,
        "style": _PRIMARY if action.chosen else _STYLES[action.weight],
        "label": shorten(f"✓ {label}" if action.chosen else label, LABEL),
        "custom_id": write_custom_id(action.token, action.form, taken),
    }
