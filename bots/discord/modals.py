"""Forms as Discord modals: drawn by discord.py, remembered by nobody."""

import discord
from discord import ui

from bots.discord.custom_id import LONGEST, Pressed, write_custom_id
from bots.discord.escaping import shorten
from core.messaging.forms import Form

TITLE, FIELDS, LABEL, PLACEHOLDER, VALUE = 45, 5, 45, 100, 4000
"""Source: Discord, Components reference (modal title and components, label, text input)."""

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
        style = discord.TextStyle.paragraph if field.long else discord.TextStyle.short
        box: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id=field.name,
            style=style,
            placeholder=shorten(field.placeholder, PLACEHOLDER) or None,
            required=field.required,
            max_length=VALUE if field.long else _SHORT_VALUE,
        )
        modal.add_item(ui.Label(text=shorten(field.label, LABEL), component=box))
    modal.stop()
    return modal
