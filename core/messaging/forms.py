"""Forms: several answers at once, on platforms that have them (a Discord modal)."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from core.messaging.phrases import Say, phrase


class Kind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    """One or several of its choices (`most` of them); where there are none to choose from, a text."""
    PICTURES = "pictures"


class Choice(Struct, frozen=True, kw_only=True):
    """`note` stands small beside it."""

    label: str
    value: str
    note: str = ""
    chosen: bool = False


class Field(Struct, frozen=True, kw_only=True):
    """`name` is the dialog's slot it answers. `value` is what it holds when the form opens."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    placeholder: str = ""
    required: bool = False
    value: str = ""
    choices: tuple[Choice, ...] = ()
    most: int = 1

    @property
    def is_text(self) -> bool:
        return self.kind in (Kind.TEXT, Kind.LONG_TEXT) or (self.kind is Kind.CHOICE and not self.choices)


class Form(Struct, frozen=True, kw_only=True):
    name: str
    title: str
    fields: tuple[Field, ...]


TRADE_FORM = Form(
    name="trade",
    title=phrase("Log a trade"),
    fields=(
        Field(
            name="trade",
            label=phrase("Trade"),
            kind=Kind.LONG_TEXT,
            placeholder="EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots",
            required=True,
        ),
        Field(
            name="side",
            label=phrase("Long or short?"),
            kind=Kind.CHOICE,
            choices=(
                Choice(label=phrase("▲ Long"), value="long"),
                Choice(label=phrase("▼ Short"), value="short"),
            ),
        ),
        Field(
            name="setup",
            label=phrase("Setup and feeling"),
            kind=Kind.CHOICE,
            placeholder="#breakout calm",
            most=3,
        ),
        Field(name="note", label=phrase("Note"), kind=Kind.LONG_TEXT),
        Field(name="pictures", label=phrase("Screenshots"), kind=Kind.PICTURES, most=10),
    ),
)

ANSWER_FORM = Form(
    name="answer",
    title=phrase("Your answer"),
    fields=(Field(name="answer", label=phrase("Answer"), required=True),),
)
"""For a question whose answer is typed, where the bot cannot read what is typed (a Discord server)."""

FORMS = {form.name: form for form in (TRADE_FORM, ANSWER_FORM)}


def word_form(form: Form, say: Say) -> Form:
    """The form in somebody's language; what is only an example stays."""
    return replace(
        form,
        title=say(form.title),
        fields=tuple(
            replace(
                field,
                label=say(field.label),
                placeholder=say(field.placeholder),
                choices=tuple(replace(choice, label=say(choice.label)) for choice in field.choices),
            )
            for field in form.fields
        ),
    )


def fill_form(form: Form, values: Mapping[str, str], choices: Mapping[str, tuple[Choice, ...]]) -> Form:
    """The form with what is known already and with what may be chosen, both by the fields' names."""
    return replace(form, fields=tuple(_fill(field, values, choices) for field in form.fields))


def _fill(field: Field, values: Mapping[str, str], choices: Mapping[str, tuple[Choice, ...]]) -> Field:
    value = values.get(field.name, field.value)
    chosen = set(value.split("\n"))
    offered = choices.get(field.name, field.choices)
    return replace(
        field,
        value=value,
        choices=tuple(replace(choice, chosen=choice.value in chosen) for choice in offered),
    )
