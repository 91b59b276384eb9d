"""A question of the trader's own about each trade: how an answer is read and shown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from core.errors import Invalid, Refused
from core.identifiers import FieldId
from core.money import format_short
from core.trades.typed import MOST_DIGITS, parse_number

LONGEST_NAME, LONGEST_CHOICE, LONGEST_TEXT = 40, 40, 500
MOST_FIELDS, FEWEST_CHOICES, MOST_CHOICES = 20, 2, 10
_NUMBER = re.compile(r"\+?([-−])?\s*([\d.,' ]*\d)\s*[^\W\d]{0,12}\s*[%°$€£]?")
_YES = frozenset(["yes", "y", "yep", "true", "si", "sí", "sim", "ja", "oui", "да", "д", "kept"])
_NO = frozenset(["no", "n", "nope", "false", "não", "nao", "nein", "non", "нет", "н"])


class FieldKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"


class AskedAt(StrEnum):
    """When the question is asked; NEVER: only when its name is typed."""

    ENTRY = "entry"
    EXIT = "exit"
    NEVER = "never"


class BadFieldName(Invalid):
    """Field: `limit`."""

    code = "field_name"
    phrase = "A name has 1 to {limit} characters, with a letter among them and no colon."


class FieldTaken(Refused):
    """Field: `name`."""

    code = "field_taken"
    phrase = "{name} is asked already."


class TooManyFields(Refused):
    """Field: `limit`."""

    code = "too_many_fields"
    phrase = "{limit} questions of your own are as many as I ask. Retire one first."


class BadChoices(Invalid):
    """Fields: `fewest`, `most`, `limit`."""

    code = "field_choices"
    phrase = (
        "I need {fewest} to {most} different answers of at most {limit} characters, apart by commas or lines."
    )


class NotANumber(Invalid):
    """Fields: `name`, `typed`."""

    code = "answer_no_number"
    phrase = "{name}: I read “{typed}”, but need a number."


class NotAChoice(Invalid):
    """Fields: `name`, `typed`, `choices`."""

    code = "answer_no_choice"
    phrase = "{name}: I read “{typed}”, but it is one of {choices}."


class NotYesOrNo(Invalid):
    """Fields: `name`, `typed`."""

    code = "answer_no_yes_no"
    phrase = "{name}: I read “{typed}”. Yes or no?"


class AnswerTooLong(Invalid):
    """Fields: `name`, `limit`."""

    code = "answer_too_long"
    phrase = "{name}: that is longer than {limit} characters. What is the heart of it?"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """`choices` only of a CHOICE. Answers are kept as text: a number plain, `yes` or `no`, a choice as it is
    called. `since`: trades before that are not asked about.
    """

    id: FieldId
    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    asked_at: AskedAt = AskedAt.EXIT
    is_active: bool = True
    since: datetime | None = None


def require_field_name(text: str) -> str:
    """Raises: BadFieldName."""
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_NAME or ":" in name or not any(sign.isalpha() for sign in name):
        raise BadFieldName(limit=LONGEST_NAME)
    return name


def require_choices(text: str) -> tuple[str, ...]:
    """`London, New York, Asia`, or one a line. Raises: BadChoices."""
    parts = text.splitlines() if "\n" in text.strip() else text.replace(";", ",").replace("/", ",").split(",")
    found: dict[str, str] = {}
    for part in parts:
        choice = " ".join(part.split())
        if choice:
            found.setdefault(choice.casefold(), choice)
    choices = tuple(found.values())
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES or any(len(c) > LONGEST_CHOICE for c in choices):
        raise BadChoices(fewest=FEWEST_CHOICES, most=MOST_CHOICES, limit=LONGEST_CHOICE)
    return choices


def read_answer(field: CustomField, text: str) -> str:
    """The answer as it is kept.

    Raises:
        NotANumber, NotAChoice, NotYesOrNo, AnswerTooLong: it answers something else.
    """
    typed = " ".join(text.split()) if field.kind is not FieldKind.TEXT else text.strip()
    quoted = typed[:40]
    match field.kind:
        case FieldKind.TEXT:
            if not 0 < len(typed) <= LONGEST_TEXT:
                raise AnswerTooLong(name=field.name, limit=LONGEST_TEXT)
            return typed
        case FieldKind.NUMBER:
            number = _find_number(typed)
            if number is None:
                raise NotANumber(name=field.name, typed=quoted)
            return f"{number:f}"
        case FieldKind.CHOICE:
            choice = find_choice(field.choices, typed)
            if choice is None:
                raise NotAChoice(name=field.name, typed=quoted, choices=", ".join(field.choices))
            return choice
        case FieldKind.YES_NO:
            word = typed.casefold().rstrip(".!")
            if word not in _YES | _NO:
                raise NotYesOrNo(name=field.name, typed=quoted)
            return "yes" if word in _YES else "no"


def find_choice(choices: Iterable[str], typed: str) -> str | None:
    """The choice of that name, else the only one that begins so."""
    word = typed.strip().casefold()
    named = [choice for choice in choices if choice.casefold() == word]
    begun = [choice for choice in choices if word and choice.casefold().startswith(word)]
    return named[0] if named else begun[0] if len(begun) == 1 else None


def find_named(fields: Iterable[CustomField], name: str) -> CustomField | None:
    """The field of that name, whatever its capitals."""
    word = " ".join(name.split()).casefold()
    return next((field for field in fields if field.name.casefold() == word), None)


def show_number(answer: str) -> str:
    """A kept number as it is read: without zeros that nobody typed."""
    return format_short(Decimal(answer), 8)


def _find_number(typed: str) -> Decimal | None:
    """`4.5`, `4,5`, `-3`, `7h`, `62 %`: a unit behind the number is left out."""
    match = _NUMBER.fullmatch(typed)
    number = parse_number(match[2]) if match else None
    if match is None or number is None or -int(number.as_tuple().exponent) > MOST_DIGITS:
        return None
    return -number if match[1] else number
