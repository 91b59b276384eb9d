"""The data of our buttons and forms: all that is known when one is used, also after a restart.

A press carries the signed button data itself; `form:<name>:<data>` opens that form, and the form's
submission carries the same; `~<n>` at the end tells buttons of one message with the same data apart.
"""

import re
from dataclasses import dataclass

LONGEST = 100
"""Characters. Source: Discord, Components reference, custom_id."""

_FORM = "form:"
_REPEAT = re.compile(r"~\d+$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed:
    token: str
    form: str | None = None


def write_custom_id(token: str, form: str | None, taken: set[str]) -> str:
    """Write the id and note it in `taken`, the ids of the message so far."""
    plain = f"{_FORM}{form}:{token}" if form else token
    custom_id, count = plain, 1
    while custom_id in taken:
        count += 1
        custom_id = f"{plain}~{count}"
    taken.add(custom_id)
    return custom_id


def read_custom_id(custom_id: str) -> Pressed:
    """Read it back. Anything can be read: what is not ours comes out as a token nobody has signed."""
    plain = _REPEAT.sub("", custom_id)
    if plain.startswith(_FORM):
        name, colon, token = plain.removeprefix(_FORM).partition(":")
        if colon and name:
            return Pressed(token=token, form=name)
    return Pressed(token=plain)
