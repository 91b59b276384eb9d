"""The numbers of a message under their labels."""

import msgspec

from core.trades.shorthand.number import Number
from core.trades.shorthand.roles import Role


class Labelled(msgspec.Struct):
    """A number under `label` (None: none). `join` is how it hangs on the number before it in the same
    group: `-`, `/`, `,`, `to`, ` `, or None where it begins one.
    """

    number: Number
    label: Role | None
    group: int
    join: str | None
    line: int
    late: bool
    """No label claims it and it comes after labelled numbers, on a line of its own."""
    firm: bool = False
    """Its label is written as one: `Entry:`, `Entry 1.08`, not the word in a sentence."""


class Walk(msgspec.Struct):
    """What the walk has seen: labelled numbers, and the places of those that only count."""

    numbers: list[Labelled] = []
    ordinals: set[int] = msgspec.field(default_factory=set[int])
    orders_beyond: bool = False
    """The entry is above or below the market (`buy above 212`): a stop order."""
