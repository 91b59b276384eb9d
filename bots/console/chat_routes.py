"""The chats over HTTP: what stands in them, and what a person does in one."""

import asyncio

import msgspec
import structlog
from aiohttp import web

from bots.console.adapter import Sent, make_inbound, read_sent
from bots.console.desk import DEPS, ConsoleDeps, require_member, show
from bots.console.entry import Attached, Entry, Side
from bots.console.json_answer import answer_json
from bots.console.payload import name_entry, render_entry
from bots.console.people import Member
from bots.console.uploads import LARGEST_UPLOAD, Kept, NotAPicture, find_content_type
from bots.intake import JournalAway
from core.errors import NotFound
from core.messaging.phrases import say

_PAGE = 60
_RECEIVE_SECONDS = 10.0
_FOREVER = "private, max-age=31536000, immutable"
_log = structlog.get_logger(__name__)


async def list_entries(request: web.Request) -> web.Response:
    """`?before=NUMBER` asks for what is older."""
    deps = request.app[DEPS]
    member = await require_member(deps, request.match_info["slug"])
    before = request.query.get("before", "")
    entries = await deps.store.list_before(
        member.chat, int(before) if before.isdecimal() else None, _PAGE + 1
    )
    return answer_json(
        {"entries": [render_entry(entry) for entry in entries[-_PAGE:]], "more": len(entries) > _PAGE}
    )


async def mark_read(request: web.Request) -> web.Response:
    deps = request.app[DEPS]
    member = await require_member(deps, request.match_info["slug"])
    number = (await request.read()).decode("ascii", "replace")
    if not number.isdecimal() or len(number) > 15:
        raise web.HTTPBadRequest(text="A number is expected.")
    await deps.store.mark_read(member.slug, int(number))
    return web.Response(status=204)


async def take(request: web.Request) -> web.Response:
    """One doing: stored by the house first, shown and acknowledged afterwards.

    202 it is stored; 503 it is not, the page keeps it and comes again with the same id.
    """
    deps = request.app[DEPS]
    member = await require_member(deps, request.match_info["slug"])
    try:
        sent = read_sent(await request.read())
    except msgspec.MsgspecError as error:
        raise web.HTTPBadRequest(text=f"That cannot be read: {error}") from error
    uploads = await _find_uploads(deps, sent)
    line = await _keep_line(deps, member, sent, uploads) if sent.kind == "text" else None
    try:
        async with asyncio.timeout(_RECEIVE_SECONDS):
            await deps.intake.receive(make_inbound(sent, member, uploads, deps.clock.now()))
    except (JournalAway, TimeoutError) as error:
        _log.warning("console.away", event_id=sent.event, error=type(error).__name__)
        return answer_json({"away": True}, status=503)
    entry = await _settle(deps, member, sent, line)
    return answer_json({"entry": entry and render_entry(entry)}, status=202)


async def upload(request: web.Request) -> web.Response:
    """The body is the picture itself."""
    if (request.content_length or 0) > LARGEST_UPLOAD:
        return answer_json({"error": say(NotAPicture.phrase)}, status=413)
    try:
        kept = await request.app[DEPS].shelf.keep(await request.read())
    except NotAPicture as error:
        return answer_json({"error": say(error.phrase)}, status=415)
    return answer_json({"ref": kept.ref, "width": kept.width, "height": kept.height}, status=201)


async def show_picture(request: web.Request) -> web.FileResponse:
    """A kept picture; its name is its content's, so it never changes."""
    ref = request.match_info["ref"]
    try:
        file = request.app[DEPS].shelf.require_file(ref)
    except NotFound as error:
        raise web.HTTPNotFound(text="There is no such picture.") from error
    return web.FileResponse(file, headers={"Cache-Control": _FOREVER, "Content-Type": find_content_type(ref)})


async def _find_uploads(deps: ConsoleDeps, sent: Sent) -> tuple[Kept, ...]:
    try:
        return tuple([await deps.shelf.describe(one.ref) for one in sent.uploads])
    except NotFound as error:
        raise web.HTTPBadRequest(text="That picture did not arrive.") from error


async def _keep_line(deps: ConsoleDeps, member: Member, sent: Sent, uploads: tuple[Kept, ...]) -> Entry:
    answered = await deps.store.find(member.chat, sent.reply_to) if sent.reply_to else None
    line = Entry(
        number=0,
        change=0,
        chat=member.chat,
        id=sent.event,
        side=Side.OWN,
        at=deps.clock.now(),
        text=sent.text,
        reply_to=sent.reply_to,
        quote=name_entry(answered) if answered else "",
        attached=tuple(
            Attached(ref=kept.ref, name=named.name, width=kept.width, height=kept.height)
            for kept, named in zip(uploads, sent.uploads, strict=True)
        ),
    )
    return await deps.store.keep_line(line)


async def _settle(deps: ConsoleDeps, member: Member, sent: Sent, line: Entry | None) -> Entry | None:
    """Show what the doing changed in the chat: a new line, or an edited one. A press changes nothing by itself."""
    entry = None
    if line is not None:
        entry = await deps.store.acknowledge(member.chat, line.id)
    elif sent.kind == "edit" and sent.message:
        entry = await deps.store.edit_text(member.chat, sent.message, sent.text)
    if entry is not None:
        show(deps, entry)
    return entry
