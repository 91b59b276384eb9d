"""The desk over HTTP: who sits there, what time it is, and the demo's clock."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from bots.console.clock import DemoControls, Standing
from bots.console.desk import DEPS, ConsoleDeps, require_member, show
from bots.console.entry import Entry, Side
from bots.console.json_answer import answer_json
from bots.console.listeners import News
from bots.console.people import Member, choose_slug, tidy_name
from bots.console.words import translate_page
from core.errors import Unavailable
from core.messaging.phrases import say
from core.messaging.tongue import spoken

_MOST_MEMBERS = 40


class Newcomer(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(max_length=200)]


class Move(Struct, frozen=True, forbid_unknown_fields=True):
    to: datetime


async def show_desk(request: web.Request) -> web.Response:
    """Everything a page needs to begin; `change` is where its stream goes on."""
    deps = request.app[DEPS]
    change = await deps.store.last_change()
    return answer_json(
        {
            "title": deps.title,
            "change": change,
            "now": deps.clock.now().isoformat(),
            "members": [await _describe(deps, member) for member in await deps.store.list_members()],
            "commands": [
                {"name": name, "description": say(source)} for name, source in deps.commands.items()
            ],
            "language": spoken().language,
            "words": translate_page(),
            "demo": _describe_demo(deps),
        }
    )


async def show_standing(request: web.Request) -> web.Response:
    """One member's zone, stations and the time, for the clock."""
    deps = request.app[DEPS]
    member = await require_member(deps, request.match_info["slug"])
    return answer_json(
        {
            "now": deps.clock.now().isoformat(),
            "member": await _describe(deps, member),
            "demo": _describe_demo(deps),
        }
    )


async def add_person(request: web.Request) -> web.Response:
    deps = request.app[DEPS]
    try:
        name = tidy_name(msgspec.json.decode(await request.read(), type=Newcomer).name)
    except msgspec.MsgspecError as error:
        raise web.HTTPBadRequest(text="A name is expected.") from error
    members = await deps.store.list_members()
    if not name or len(members) >= _MOST_MEMBERS:
        return answer_json({"error": say("The desk is full." if name else "What is the name?")}, status=422)
    member = Member(slug=choose_slug(name, {other.slug for other in members}), name=name)
    await deps.store.add_member(member)
    described = await _describe(deps, member)
    deps.listeners.tell(News(name="member", body=described))
    return answer_json({"member": described}, status=201)


async def move_clock(request: web.Request) -> web.Response:
    """Go forward; what is due arrives by itself."""
    deps = request.app[DEPS]
    demo = _require_demo(deps)
    try:
        to = msgspec.json.decode(await request.read(), type=Move).to
    except msgspec.MsgspecError as error:
        raise web.HTTPBadRequest(text="A moment is expected.") from error
    if to.tzinfo is None or to < deps.clock.now():
        return answer_json({"error": say("The clock moves forward only.")}, status=409)
    await _note_move(deps, to.astimezone(UTC))
    await demo.move_clock(to.astimezone(UTC))
    now = {"now": deps.clock.now().isoformat(), "demo": _describe_demo(deps)}
    deps.listeners.tell(News(name="clock", body=now))
    return answer_json(now)


async def start_over(request: web.Request) -> web.Response:
    """Empty the demo and seat everybody anew."""
    deps = request.app[DEPS]
    demo = _require_demo(deps)
    if demo.start_over is None:
        raise web.HTTPNotFound(text="This demo cannot start over.")
    await demo.start_over()
    deps.listeners.tell(News(name="over", body={}))
    return web.Response(status=204)


async def _note_move(deps: ConsoleDeps, to: datetime) -> None:
    """Write the move into every chat before what it brings arrives there."""
    for member in await deps.store.list_members():
        entry = Entry(
            number=0, change=0, chat=member.chat, id="", side=Side.CLOCK, at=deps.clock.now(), moment=to
        )
        show(deps, await deps.store.append(entry))


async def _describe(deps: ConsoleDeps, member: Member) -> dict[str, object]:
    standing = await _find_standing(deps, member)
    mark = await deps.store.read_mark(member)
    return {
        "slug": member.slug,
        "name": member.name,
        "role": member.role.value,
        "chat": member.chat,
        "zone": standing.zone,
        "follows": standing.follows,
        "stations": [
            {"kind": station.kind, "label": say(station.label), "at": station.at.isoformat()}
            for station in standing.stations
        ],
        "readTo": mark.read_to,
        "unread": mark.unread,
        "last": mark.last,
    }


async def _find_standing(deps: ConsoleDeps, member: Member) -> Standing:
    """As it is, or while the database is away as it was."""
    try:
        standing = await deps.find_standing(member)
    except Unavailable:
        return deps.last_standings.get(member.slug, Standing(zone="UTC"))
    deps.last_standings[member.slug] = standing
    return standing


def _describe_demo(deps: ConsoleDeps) -> dict[str, object] | None:
    if deps.demo is None:
        return None
    return {"moved": deps.demo.is_moved(), "canStartOver": deps.demo.start_over is not None}


def _require_demo(deps: ConsoleDeps) -> DemoControls:
    if deps.demo is None:
        raise web.HTTPNotFound(text="Only the demo's clock can be moved.")
    return deps.demo
