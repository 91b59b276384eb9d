"""The few kinds of refusal; edges turn them into a kind answer, nobody else catches them."""

from typing import ClassVar


class DomainError(Exception):
    """A rule said no. `code` is stable and safe to show; the message is a phrase with named fields.

    Subclasses set `code` and `phrase` (English, gettext style: `"{symbol} is not known."`) and
    receive their fields as keywords. No secrets and no exception texts belong into fields.
    """

    code: ClassVar[str] = "refused"
    phrase: ClassVar[str] = "That is not possible."

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.phrase.format(**fields))


class Invalid(DomainError):
    """What was typed cannot be used; says what was understood and what is missing."""

    code = "invalid"


class NotFound(DomainError):
    """Nothing of that name is visible to this person."""

    code = "not_found"
    phrase = "I could not find that."


class NotAllowed(DomainError):
    """The person may not do this, or the plan does not include it."""

    code = "not_allowed"
    phrase = "That is not yours to do."


class Refused(DomainError):
    """A rule of the journal forbids it now (closing a closed trade, say)."""

    code = "refused"


class Conflict(DomainError):
    """Somebody else changed it first."""

    code = "conflict"
    phrase = "That changed in the meantime."


class Unavailable(DomainError):
    """Something outside the journal does not answer."""

    code = "unavailable"
    phrase = "The journal is away for a moment."
