"""A JSON answer of the page's own door."""

import msgspec
from aiohttp import web


def answer_json(body: object, *, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(body),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
