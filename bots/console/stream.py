"""Server-sent events: what happens in the chats, as it happens; a page that was away goes on where it was."""

import asyncio

import msgspec
from aiohttp import web

from bots.console.desk import DEPS, ConsoleDeps
from bots.console.listeners import News
from bots.console.payload import render_entry

_HEARTBEAT_SECONDS = 15.0
_MOST_MISSED = 500


async def stream(request: web.Request) -> web.StreamResponse:
    """`?since=CHANGE`; a page that missed too much is told to begin anew (`stale`)."""
    deps = request.app[DEPS]
    since = request.query.get("since", "")
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    with deps.listeners.listen() as queue:
        try:
            seen = await _send_missed(response, deps, int(since) if since.isdecimal() else 0)
            await _send_news(response, queue, seen)
        except ConnectionError:
            pass  # the page was closed
    return response


async def _send_missed(response: web.StreamResponse, deps: ConsoleDeps, since: int) -> int:
    missed = await deps.store.list_changed(since, _MOST_MISSED + 1)
    if len(missed) > _MOST_MISSED:
        await _send(response, News(name="stale", body={}))
        return await deps.store.last_change()
    for entry in missed:
        await _send(response, News(name="entry", body=render_entry(entry), change=entry.change))
        since = entry.change
    await _send(response, News(name="ready", body={}))
    return since


async def _send_news(response: web.StreamResponse, queue: asyncio.Queue[News | None], seen: int) -> None:
    while True:
        try:
            async with asyncio.timeout(_HEARTBEAT_SECONDS):
                news = await queue.get()
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if news is None:
            return
        if not news.change or news.change > seen:
            await _send(response, news)


async def _send(response: web.StreamResponse, news: News) -> None:
    body = msgspec.json.encode(news.body)  # JSON holds no raw line break, so one data line is enough
    await response.write(b"event: %s\nid: %d\ndata: %s\n\n" % (news.name.encode(), news.change, body))
