"""Reads a request's body: JSON, or a form whose `payload_json` speaks of the files beside it."""

import json
from typing import Any

from aiohttp import web

Files = dict[str, tuple[str, bytes]]
"""By the attachment's id within the request: name and content."""


async def read_body(request: web.Request) -> tuple[dict[str, Any], Files]:
    """The body as an object; empty for requests without one."""
    if request.content_type != "multipart/form-data":
        raw = await request.read()
        return (json.loads(raw) if raw else {}), {}
    form = await request.post()
    files: Files = {}
    for name, part in form.items():
        if name.startswith("files[") and isinstance(part, web.FileField):
            files[name.removeprefix("files[").removesuffix("]")] = (part.filename, part.file.read())
    return json.loads(str(form["payload_json"])), files
