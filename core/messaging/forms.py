"""Forms: several answers at once, on platforms that have them (a Discord modal)."""

from msgspec import Struct


class Field(Struct, frozen=True, kw_only=True):
    """One text field; `name` is the dialog's slot it answers."""

    name: str
    label: str
    placeholder: str = ""
    required: bool = False
    long: bool = False


class Form(Struct, frozen=True, kw_only=True):
    name: str
    title: str
    fields: tuple[Field, ...]


TRADE_FORM = Form(
    name="trade",
    title="Log a trade",
    fields=(
        Field(name="trade", label="Trade", placeholder="long EURUSD 1.0850 0.5 lots", required=True),
        Field(name="stop", label="Stop", placeholder="1.0820"),
        Field(name="target", label="Target", placeholder="1.0910"),
        Field(name="setup", label="Setup and feeling", placeholder="#breakout calm"),
        Field(name="note", label="Note", long=True),
    ),
)

ANSWER_FORM = Form(
    name="answer",
    title="Your answer",
    fields=(Field(name="answer", label="Answer", required=True),),
)
"""For a question whose answer is typed, where the bot cannot read what is typed (a Discord server)."""

FORMS = {form.name: form for form in (TRADE_FORM, ANSWER_FORM)}
