"""Cursors: where the next page begins, opaque to the caller."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from aiohttp import web
from msgspec import DecodeError, Struct, ValidationError, json

from core.errors import Invalid

DEFAULT_LIMIT = 50
MOST = 200


class Cursor(Struct, frozen=True, array_like=True):
    """The last row of the page before: rows are ordered by moment, then id, both descending."""

    moment: datetime
    id: UUID


class BadPage(Invalid):
    """`limit` or `cursor` cannot be read."""

    code = "bad_page"
    phrase = "limit is a number from 1 to 200, cursor the one of the page before."


def read_page(request: web.Request) -> tuple[int, Cursor | None]:
    """The asked limit (50 by default) and where to begin (None: at the newest).

    Raises:
        BadPage: either cannot be read.
    """
    limit = request.query.get("limit", str(DEFAULT_LIMIT))
    if not limit.isascii() or not limit.isdigit() or not 1 <= int(limit[:4]) <= MOST:
        raise BadPage
    text = request.query.get("cursor")
    if text is None:
        return int(limit), None
    try:
        padded = text + "=" * (-len(text) % 4)
        return int(limit), json.decode(urlsafe_b64decode(padded), type=Cursor)
    except (ValueError, DecodeError, ValidationError) as error:
        raise BadPage from error


def write_cursor(cursor: Cursor) -> str:
    return urlsafe_b64encode(json.encode(cursor)).decode().rstrip("=")
