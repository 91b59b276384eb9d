"""A language that nobody speaks: every source comes back between brackets, so that what is not gathered shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from string import Formatter

import pytest

from bots.dialogs.feelings import list_known
from core.messaging import phrases

OPEN, CLOSE = "⟦", "⟧"
_SAID = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")


class Pseudo(NullTranslations):
    """`{name} closed` becomes `{name}⟦ closed⟧`: what stands in the fields has to be said itself."""

    def gettext(self, message: str) -> str:
        return "".join(
            (f"{OPEN}{text.replace('{', '{{').replace('}', '}}')}{CLOSE}" if text else "")
            + (f"{{{name}}}" if name is not None else "")
            for text, name, _, _ in Formatter().parse(message)
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


@contextmanager
def everything_marked() -> Iterator[None]:
    """Every language is this one inside the block, and nothing of it is remembered afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "_open_catalogue", lambda _: Pseudo())
        _forget()
        yield
    _forget()


def _forget() -> None:
    phrases._speech.cache_clear()
    list_known.cache_clear()


def unsaid(text: str) -> str:
    """What is left of a text without all that came from the catalogue."""
    return _SAID.sub(" ", text)
