"""Phrases in the reader's language; English is the source and needs no catalogue.

The source text is the key, gettext style: `say("Hi {name}.", name=...)`. Catalogues of other
languages are added beside this file and picked by locale.
"""

from collections.abc import Callable

Say = Callable[..., str]


def phrases(locale: str) -> Say:
    """Return the function that says a source phrase in `locale`, with its named fields filled in."""
    del locale  # English only until the catalogues of other languages exist

    def say(source: str, /, **fields: object) -> str:
        return source.format(**fields) if fields else source

    return say
