"""Keeps tokens and people's words out of what discord.py logs."""

import logging
import re

HIDDEN = "[token]"

_BY_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?'\"]+")
_WRITERS = ("discord.client", "discord.gateway", "discord.http", "discord.state", "discord.webhook.async_")


class _Scrubber(logging.Filter):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = record.exc_text and self._scrub(record.exc_text)
        record.msg, record.args = self._scrub(record.getMessage()), ()
        return True

    def _scrub(self, text: str) -> str:
        return _BY_ADDRESS.sub(rf"\g<1>{HIDDEN}", text.replace(self._token, HIDDEN))


def guard_logs(token: str) -> None:
    """The bot's token and those of interactions are hidden; whole events (its debug level) are not logged."""
    library = logging.getLogger("discord")
    library.setLevel(max(library.level, logging.INFO))
    for name in _WRITERS:
        logger = logging.getLogger(name)
        for old in [one for one in logger.filters if isinstance(one, _Scrubber)]:
            logger.removeFilter(old)
        logger.addFilter(_Scrubber(token))
