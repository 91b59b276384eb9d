"""Phrases in the reader's language; English is the source and needs no catalogue.

The source text is the key, gettext style: `say("Hi {name}.", name=...)`. What depends on a number
gives both English forms, `say("{count} trade", "{count} trades", count=n)`; a word of two meanings
says which, `say("Open", context="verb")`. Catalogues lie in `catalogues/`: `make phrases` gathers
the sources from the code and says what is missing.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from core.messaging.languages import ENGLISH
from core.messaging.tongue import Tongue, find_tongue, speak, spoken

CATALOGUES = Path(__file__).with_name("catalogues")

Say = Callable[..., str]
"""`say(source, plural?, context=…, **fields)`."""


class Phrase(str):
    """A source that is said later: as a field of another phrase it is translated with it."""

    __slots__ = ()


def phrase(source: str, *, context: str | None = None) -> Phrase:
    """Mark a source that stands in a table or an error, so that it is gathered."""
    del context  # read by `make phrases`; whoever says it names it again
    return Phrase(source)


class Speech:
    """Says sources in one tongue. Numbers given as fields are dressed as that tongue writes them."""

    __slots__ = ("_catalogue", "tongue")

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self._catalogue = _open_catalogue(tongue.language)

    def __call__(
        self, source: str, plural: str | None = None, /, *, context: str | None = None, **fields: object
    ) -> str:
        found = self._find(str(source), plural, context, fields.get("count"))
        if not fields:
            return str(found)
        return found.format(**{name: self._dress(name, value) for name, value in fields.items()})

    def _find(self, source: str, plural: str | None, context: str | None, count: object) -> str:
        if plural is not None:
            number = count if isinstance(count, int) else 0
            if context is not None:
                return self._catalogue.npgettext(context, source, plural, number)
            return self._catalogue.ngettext(source, plural, number)
        if context is not None:
            return self._catalogue.pgettext(context, source)
        return self._catalogue.gettext(source) if source else ""

    def _dress(self, name: str, value: object) -> object:
        match value:
            case Phrase():
                return self(str(value))
            case Decimal():
                return self.tongue.dress(f"{value:f}")
            case int() if name == "count":
                return self.tongue.dress(f"{value:,}")
            case _:
                return value


def phrases(locale: str | None) -> Say:
    """The function that says a source phrase to somebody of `locale`, with its named fields filled in."""
    return _speech(find_tongue(locale).tag)


def say(source: str, plural: str | None = None, /, *, context: str | None = None, **fields: object) -> str:
    """Say it in the language that is being spoken (core.messaging.tongue)."""
    return _speech(spoken().tag)(source, plural, context=context, **fields)


@contextmanager
def speaking(locale: str | None) -> Generator[Say]:
    """Speak to somebody else for a while: a mentor, a reader of a picture."""
    before = spoken()
    speak(locale)
    try:
        yield phrases(locale)
    finally:
        speak(before.tag)


@lru_cache(maxsize=256)
def _speech(tag: str) -> Speech:
    return Speech(find_tongue(tag))


@lru_cache
def _open_catalogue(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    with (CATALOGUES / f"{language}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)
