"""Forms as Discord modals: drawn by discord.py, remembered by nobody."""

from typing import assert_never

import discord
from discord import ui

from bots.discord.custom_id import LONGEST, Pressed, write_custom_id
from bots.discord.escaping import shorten
from core.messaging.forms import Choice, Field, Form, Kind

TITLE, FIELDS, LABEL, PLACEHOLDER, VALUE = 45, 5, 45, 100, 4000
"""Source: Discord, Components reference (modal title and components, label, text input)."""

OPTIONS, OPTION, SELECT_PLACEHOLDER, FILES = 25, 100, 150, 10
"""Source: Discord, Components reference (string select, file upload)."""

_SHORT_VALUE = 400


def build_modal(form: Form, pressed: Pressed) -> ui.Modal:
    """The form, carrying its own name and the button data that opened it.

    It comes stopped, so that discord.py does not keep it: its answer is routed by what it carries.

    Raises:
        ValueError: the form has more fields than a modal, or its data does not fit.
    """
    custom_id = write_custom_id(pressed.token, form.name, set())
    if len(form.fields) > FIELDS or len(custom_id) > LONGEST:
        raise ValueError(f"the form {form.name!r} does not fit a modal")
    modal = ui.Modal(title=shorten(form.title, TITLE), custom_id=custom_id, timeout=None)
    for field in form.fields:
        modal.add_item(ui.Label(text=shorten(field.label, LABEL), component=_build(field)))
    modal.stop()
    return modal


def _build(field: Field) -> ui.Item[ui.Modal]:
    if field.is_text:
        return _build_text(field)
    match field.kind:
        case Kind.CHOICE:
            return _build_select(field)
        case Kind.PICTURES:
            most = min(field.most, FILES)
            return ui.FileUpload(custom_id=field.name, required=field.required, min_values=0, max_values=most)
        case Kind.TEXT | Kind.LONG_TEXT:
            raise AssertionError
        case _:
            assert_never(field.kind)


def _build_text(field: Field) -> ui.TextInput[ui.Modal]:
    is_long = field.kind is Kind.LONG_TEXT
    most = VALUE if is_long else _SHORT_VALUE
    return ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if is_long else discord.TextStyle.short,
        placeholder=shorten(field.placeholder, PLACEHOLDER) or None,
        default=shorten(field.value.replace("\n", " ") if not is_long else field.value, most) or None,
        required=field.required,
        max_length=most,
    )


def _build_select(field: Field) -> ui.Select[ui.Modal]:
    options = [_build_option(choice) for choice in _keep_chosen(field.choices)]
    return ui.Select(
        custom_id=field.name,
        placeholder=shorten(field.placeholder, SELECT_PLACEHOLDER) or None,
        min_values=1 if field.required else 0,
        max_values=min(field.most, len(options)),
        options=options,
        required=field.required,
    )


def _keep_chosen(choices: tuple[Choice, ...]) -> list[Choice]:
    """As many as a menu holds, none that was chosen left out; values that are too long cannot be sent."""
    unique: dict[str, Choice] = {}
    for choice in choices:
        if 0 < len(choice.value) <= OPTION:
            unique.setdefault(choice.value, choice)
    by_need = sorted(unique.values(), key=lambda choice: not choice.chosen)[:OPTIONS]
    return [choice for choice in unique.values() if choice in by_need]


def _build_option(choice: Choice) -> discord.SelectOption:
    return discord.SelectOption(
        label=shorten(choice.label, OPTION),
        value=choice.value,
        description=shorten(choice.note, OPTION) or None,
        default=choice.chosen,
    )
