"""Everything the web chat leans on, given by whoever starts it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web

from bots.console.clock import DemoControls, FindStanding, Standing
from bots.console.entry import Entry
from bots.console.listeners import Listeners, News
from bots.console.payload import render_entry
from bots.console.people import Member
from bots.console.store import ConsoleStore
from bots.console.uploads import PictureShelf
from bots.inbound import Inbound
from core.clock import Clock


class Receives(Protocol):
    """The part of the intake that the page needs (bots.intake.Intake)."""

    async def receive(self, inbound: Inbound) -> object: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsoleDeps:
    """`commands` maps a command's name to its description, in menu order. `demo` None: no clock control."""

    store: ConsoleStore
    shelf: PictureShelf
    listeners: Listeners
    intake: Receives
    clock: Clock
    commands: Mapping[str, str]
    find_standing: FindStanding
    demo: DemoControls | None = None
    title: str = "Demo desk"
    last_standings: dict[str, Standing] = field(default_factory=dict[str, Standing])


DEPS: web.AppKey[ConsoleDeps] = web.AppKey("console", ConsoleDeps)


async def require_member(deps: ConsoleDeps, slug: str) -> Member:
    """The member of that slug.

    Raises:
        HTTPNotFound: nobody of that name sits here.
    """
    for member in await deps.store.list_members():
        if member.slug == slug:
            return member
    raise web.HTTPNotFound(text="Nobody of that name sits at this desk.")


def show(deps: ConsoleDeps, entry: Entry) -> None:
    """Push an entry to every open page."""
    deps.listeners.tell(News(name="entry", body=render_entry(entry), change=entry.change))
