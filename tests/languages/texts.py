"""Every text of a screen that a person reads."""

from collections.abc import Iterator
from typing import assert_never

from core.messaging.screen import (
    Block,
    Choices,
    Facts,
    InputHint,
    Items,
    Link,
    Picture,
    Screen,
    Table,
    Text,
    Title,
    plain,
)


def list_texts(screen: Screen) -> Iterator[str]:
    for block in screen.blocks:
        yield from _texts_of(block)
    yield from (action.label for action in screen.actions)


def _texts_of(block: Block) -> list[str]:
    match block:
        case Title(line=line) | Text(line=line):
            return [plain(line)]
        case Facts(rows=facts):
            return [text for row in facts for text in (row.label, plain(row.value), plain(row.note))]
        case Table(columns=columns, rows=rows):
            return [*columns, *(plain(cell) for row in rows for cell in row)]
        case Items(heading=heading, items=items):
            return [heading, *(text for item in items for text in (item.name, plain(item.line)))]
        case Picture(alt=text) | Choices(question=text) | InputHint(placeholder=text) | Link(label=text):
            return [text]
        case _:
            assert_never(block)
