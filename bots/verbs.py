"""Verbs: what the buttons can do. A press names one; the router finds it here."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from bots.turn import Answer, Turn
from core.conversations.tokens import Press
from core.errors import Conflict
from core.messaging.screen import SubjectKind

VerbHandler = Callable[[Turn, Press], Awaitable[Answer]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Verb:
    """`name` is short (it travels in 64 bytes), lower case, without dots.

    `once`: the same button works a single time (close, delete, undo); its use is noted in the
    transaction of its effect. Other verbs may be pressed again and from any revision: setting a value
    twice is setting it once. `subject` is what the press's target is: the card shown when the button
    turns out to be outdated.
    """

    name: str
    handler: VerbHandler
    once: bool = False
    subject: SubjectKind = "trade"


class Outdated(Conflict):
    """A handler says that its button belongs to an older revision; the current card is shown instead."""

    code = "outdated"
    phrase = "That button belongs to an older version of this card. Here is the current one."


def register(*groups: Iterable[Verb]) -> Mapping[str, Verb]:
    """Gather the verbs of several files under their names.

    Raises:
        ValueError: two verbs have one name, or a name cannot travel.
    """
    found: dict[str, Verb] = {}
    for verb in (verb for group in groups for verb in group):
        if not verb.name.isascii() or "." in verb.name or not 0 < len(verb.name) <= 12:
            raise ValueError(f"the verb {verb.name!r} needs 1 to 12 ASCII characters without dots")
        if verb.name in found:
            raise ValueError(f"two verbs are called {verb.name!r}")
        found[verb.name] = verb
    return found
