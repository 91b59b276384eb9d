"""Screen to the JSON that the page draws: plain text and tones, never markup."""

from typing import assert_never

from core.messaging.screen import (
    Action,
    Choices,
    Fact,
    Facts,
    InputHint,
    Item,
    Items,
    Link,
    Picture,
    Screen,
    Spans,
    Table,
    Text,
    Title,
    plain,
)

Json = dict[str, object]
_NAME_LENGTH = 120


def render_screen(screen: Screen, pictures: dict[str, str]) -> Json:
    """The card as the page draws it. `pictures` maps an asset to its kept file; one without a file is missing."""
    subject = screen.subject
    return {
        "name": name_screen(screen),
        "private": screen.private,
        "struck": screen.struck,
        "subject": subject and {"kind": subject.kind, "id": subject.id, "revision": subject.revision},
        "blocks": [
            _render_choices(block, _asked_above(screen, block))
            if isinstance(block, Choices)
            else _render_block(block, pictures)
            for block in screen.blocks
            if not isinstance(block, Link)
        ],
    }


def name_screen(screen: Screen) -> str:
    """What the message is called where only one line fits: its first words, or its picture's finding."""
    for block in screen.blocks:
        match block:
            case Title(line) | Text(line):
                return plain(line)[:_NAME_LENGTH]
            case Picture(alt=alt):
                return alt[:_NAME_LENGTH]
            case Items(heading=heading):
                return heading[:_NAME_LENGTH]
            case Facts() | Table() | Choices() | InputHint() | Link():
                continue
            case _:
                assert_never(block)
    return ""


def _render_block(
    block: Title | Text | Facts | Table | Items | Picture | Choices | InputHint, pictures: dict[str, str]
) -> Json:
    match block:
        case Title(line):
            return {"type": "title", "line": _render_line(line)}
        case Text(line):
            return {"type": "text", "line": _render_line(line)}
        case Facts(rows):
            return {"type": "facts", "rows": [_render_fact(row) for row in rows]}
        case Table():
            return _render_table(block)
        case Items(heading, items):
            return {"type": "items", "heading": heading, "items": [_render_item(item) for item in items]}
        case Picture():
            return _render_picture(block, pictures)
        case Choices(question=question):
            return _render_choices(block, question)
        case InputHint(placeholder):
            return {"type": "input", "placeholder": placeholder}
        case _:
            assert_never(block)


def _asked_above(screen: Screen, choices: Choices) -> str:
    """What the buttons answer: their own question, or the last words before them."""
    if choices.question:
        return choices.question
    asked = ""
    for block in screen.blocks:
        if block is choices:
            break
        if isinstance(block, Title | Text):
            asked = " ".join(plain(block.line).split())
    return asked[:_NAME_LENGTH]


def _render_choices(choices: Choices, question: str) -> Json:
    return {
        "type": "choices",
        "question": question,
        "rows": [[_render_action(action) for action in row] for row in choices.rows],
    }


def _render_line(line: Spans) -> list[Json]:
    return [{"text": span.text, "tone": span.tone.value} for span in line]


def _render_fact(fact: Fact) -> Json:
    return {"label": fact.label, "value": _render_line(fact.value), "note": _render_line(fact.note)}


def _render_table(table: Table) -> Json:
    numeric = table.numeric + (False,) * (len(table.columns) - len(table.numeric))
    return {
        "type": "table",
        "columns": [
            {"name": name, "numeric": right} for name, right in zip(table.columns, numeric, strict=False)
        ],
        "rows": [[_render_line(cell) for cell in row] for row in table.rows],
    }


def _render_item(item: Item) -> Json:
    return {
        "name": item.name,
        "line": _render_line(item.line),
        "number": item.number,
        "action": item.action and _render_action(item.action),
    }


def _render_picture(picture: Picture, pictures: dict[str, str]) -> Json:
    file = pictures.get(picture.asset)
    return {
        "type": "picture",
        "file": file,
        "alt": picture.alt,
        "width": picture.width,
        "height": picture.height,
    }


def _render_action(action: Action) -> Json:
    return {
        "label": action.label,
        "token": action.token,
        "weight": action.weight.value,
        "chosen": action.chosen,
        "icon": action.icon and action.icon.value,
    }
