"""A language that nobody speaks: every source comes back between brackets, so that what is not gathered shows."""

import re
from gettext import NullTranslations
from string import Formatter

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


def unsaid(text: str) -> str:
    """What is left of a text without all that came from the catalogue."""
    return _SAID.sub(" ", text)
