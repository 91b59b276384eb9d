"""Keeps bot tokens out of everything that is logged."""

import logging
import re
from traceback import format_exception
from typing import Any, ClassVar

HIDDEN = "[token]"

_TOKEN_SHAPE = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}")


class _Known:
    """Tokens of odd shape (test servers) that the pattern would miss."""

    tokens: ClassVar[set[str]] = set()
    installed = False


def scrub(text: str) -> str:
    """The text without anything that is, or looks like, a bot token."""
    for token in _Known.tokens:
        text = text.replace(token, HIDDEN).replace(token.replace(":", "%3A"), HIDDEN)
    return _TOKEN_SHAPE.sub(HIDDEN, text)


def guard_logs(token: str) -> None:
    """From now on no log record of this process carries the token, whichever library writes it.

    Records are cleaned where they are made, so handlers that are added later are covered too.
    """
    _Known.tokens.add(token)
    if _Known.installed:
        return
    _Known.installed = True
    make_record = logging.getLogRecordFactory()

    def make_clean_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        return _clean(make_record(*args, **kwargs))

    logging.setLogRecordFactory(make_clean_record)


def _clean(record: logging.LogRecord) -> logging.LogRecord:
    try:
        text = record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit: logging reports it in its own way
        return record
    cleaned = scrub(text)
    if cleaned != text:
        record.msg, record.args = cleaned, ()
    if record.exc_info and record.exc_info[0] is not None:
        story = "".join(format_exception(*record.exc_info))
        if (cleaned_story := scrub(story)) != story:
            record.msg, record.args = f"{record.getMessage()}\n{cleaned_story}", ()
            record.exc_info = None
    return record
