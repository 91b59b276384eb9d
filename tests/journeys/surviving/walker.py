"""Somebody who goes through a dialog act by act, at one device or two, with bots that may be started anew."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count
from urllib.parse import parse_qsl

import msgspec

from bots.inbound import Inbound, Kind, Upload
from bots.messenger import Outgoing
from core.clock import Clock
from core.messaging.addresses import Platform
from core.storage.unit_of_work import begin_service
from tests.builders.chat import read_screen
from tests.builders.desk import TestDesk, running
from tests.builders.platforms import ThreePlatforms
from tests.builders.talk import RecordingMessenger, an_address, an_event

PICTURE, FORM, FORWARDED = "<picture>", "<form>", "<forwarded>"
PHONE, TELEGRAM = "-phone", "-telegram"
"""Devices: another chat of the same person, and another platform."""
FRIEND, INVITATION = "<friend>", "<invitation>"

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_numbers = count(1)


class Bots:
    """One life of the bots after another, on one database and one platform, which forgets nothing."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.messenger = RecordingMessenger()
        self.desk: TestDesk | None = None
        self._asked = asyncio.Event()
        self._done = asyncio.Event()

    @asynccontextmanager
    async def living(self) -> AsyncGenerator["Bots"]:
        task = asyncio.create_task(self._live())
        await self._next_life()
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def restart(self) -> None:
        """A new process: whatever the old one knew only by heart is gone."""
        self._asked.set()
        await self._next_life()

    async def _next_life(self) -> None:
        self._done.clear()
        await self._done.wait()

    async def _live(self) -> None:
        while True:
            desk = ThreePlatforms(self.clock, messenger=self.messenger)
            async with running(desk):
                self.desk = desk
                self._asked.clear()
                self._done.set()
                await self._asked.wait()


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """The open dialog; `dialog` "": none."""

    dialog: str
    step: str
    answers: dict[str, str | None]


class Walker:
    """One person. An act is a line to type, a button in brackets (`[Close]`, `[Let *]`), a PICTURE, a trade FORM
    with its fields (`<form>trade=hello&note=x`), somebody's words FORWARDED (`<forwarded>long …`), the INVITATION
    that the other one was given last; after FRIEND it is the other one's act.
    """

    def __init__(self, bots: Bots, name: str) -> None:
        self._bots = bots
        self.name = name
        self.last: Inbound | None = None

    @property
    def friend(self) -> "Walker":
        return Walker(self._bots, f"f-{self.name.removeprefix('f-')}")

    async def do(self, act: str, *, device: str | None = None) -> None:
        """`device` names one of several: a button that was drawn at another one is typed instead."""
        if act.startswith(FRIEND):
            friend, act = self.friend, act.removeprefix(FRIEND)
            await friend.do(self._find_invitation() if act == INVITATION else act)
            return
        if act == INVITATION:
            act = self.friend._find_invitation()
        self.last = self._make_event(act, device or "", may_type=device is not None)
        await self._tell(self.last)

    async def repeat(self) -> None:
        """The last act arrives twice: a tap as a second tap, what was typed as the platform's repeat."""
        assert self.last is not None
        await self._tell(_again(self.last) if self.last.token else self.last)

    async def tap_again(self, tap: Inbound) -> None:
        """Press a button once more, on a message that may show something else by now."""
        await self._tell(_again(tap))

    @property
    def heard(self) -> list[str]:
        """Every screen that was ever shown to this person."""
        return [
            read_screen(message.screen) for message in self._bots.messenger.attempts if self._sees(message)
        ]

    async def find_standing(self) -> Standing:
        async with begin_service(now=self._bots.clock.now()) as uow:
            row = await uow.fetch_one(
                """select dialog, step, answers from conversations join chat_accounts using (user_id)
                where platform_user_id = $1""",
                self.name,
            )
        if row is None or not row["dialog"]:
            return Standing(dialog="", step="", answers={})
        return Standing(dialog=row["dialog"], step=row["step"], answers=json.loads(row["answers"]))

    async def restart_bots(self) -> None:
        await self._bots.restart()

    async def _tell(self, event: Inbound) -> None:
        assert self._bots.desk is not None
        await self._bots.desk.tell(event)

    def _make_event(self, act: str, device: str, *, may_type: bool) -> Inbound:
        found = self._find_button(act[1:-1], device) if act.startswith("[") else None
        if found and (not may_type or found[0] == self._newest):
            return self._at(device, an_event(person=self.name, message=found[0], token=found[1]))
        assert may_type or not act.startswith("["), f"no button {act} in: {self.heard[-1:]}"
        text, command = act.strip("[]"), None
        if act.startswith("/"):
            command, _, text = act[1:].partition(" ")
        sent = f"walked-{next(_numbers)}"
        typed = self._at(device, an_event(text, person=self.name, command=command, message=sent))
        return _dress(typed, act)

    def _at(self, device: str, event: Inbound) -> Inbound:
        platform = Platform.TELEGRAM if device == TELEGRAM else Platform.CONSOLE
        address = an_address(chat=self.name + device, platform=platform)
        user = self.name + device if device == TELEGRAM else self.name
        sender = msgspec.structs.replace(event.sender, platform_user=user)
        return msgspec.structs.replace(event, address=address, sender=sender)

    def _find_button(self, label: str, device: str) -> tuple[str, str] | None:
        """The newest button of that label among the messages as they read now."""
        shown = self._bots.messenger.shown
        written = {id(message): place for place, message in enumerate(self._bots.messenger.attempts)}
        newest_first = sorted(shown.items(), key=lambda item: -written[id(item[1])])
        for number, message in newest_first:
            if message.address.chat != self.name + device or message.screen is None:
                continue
            for action in message.screen.actions:
                if fnmatchcase(action.label, label):
                    return number, action.token
        return None

    @property
    def _newest(self) -> str:
        """The message that was written last, at whatever device."""
        last = next(each for each in reversed(self._bots.messenger.attempts) if self._sees(each))
        return next(number for number, message in self._bots.messenger.shown.items() if message is last)

    def _find_invitation(self) -> str:
        return next(
            line for said in reversed(self.heard) for line in said.splitlines() if line.startswith("/start")
        )

    def _sees(self, message: Outgoing) -> bool:
        return message.screen is not None and message.address.chat.startswith(self.name)


def _dress(typed: Inbound, act: str) -> Inbound:
    if act == PICTURE:
        upload = Upload(ref="file-1", content_type="image/png", size=3)
        return msgspec.structs.replace(typed, text="", uploads=(upload,))
    if act.startswith(FORM):
        fields = dict(parse_qsl(act.removeprefix(FORM)))
        return msgspec.structs.replace(typed, kind=Kind.FORM, form="trade", fields=fields, text="")
    if act.startswith(FORWARDED):
        return msgspec.structs.replace(typed, text=act.removeprefix(FORWARDED), forwarded="Signals")
    return typed


def _again(event: Inbound) -> Inbound:
    return msgspec.structs.replace(event, event=f"again-{next(_numbers)}")


_TABLES = """
select c.table_name, array_agg(c.column_name::text) filter (
    where c.data_type not in ('uuid', 'timestamp with time zone', 'bytea')
      and c.column_name not in ('revision', 'seq', 'raw_text', 'source', 'storage_key'))
from information_schema.columns c join pg_class t on t.relname = c.table_name and t.relkind in ('r', 'p')
where c.table_schema = 'public' and c.table_name in (
    select table_name from information_schema.columns where column_name = 'user_id' and table_schema = 'public')
  and c.table_name not in ('inbox', 'outbox', 'cards', 'conversations', 'used_tokens', 'audit_logs', 'chat_accounts',
    'stats_dirty', 'link_codes')
group by 1 order by 1
"""


async def list_facts(walker_name: str, clock: Clock) -> dict[str, list[str]]:
    """All that the journal keeps of a person, without ids, moments of writing, counters of changes, where it was said and the words
    (typed or none, where a button was tapped) in which it was said.
    """
    found: dict[str, list[str]] = {}
    async with begin_service(now=clock.now()) as uow:
        user = await uow.fetch_value(
            "select user_id from chat_accounts where platform_user_id = $1", walker_name
        )
        tables = [(row[0], row[1]) for row in await uow.fetch(_TABLES)]
        for table, columns in [*tables, ("users", ["timezone", "locale", "preferences"])]:
            if not columns or table.startswith("audit_logs"):
                continue
            key = "id" if table == "users" else "user_id"
            rows = await uow.fetch(
                f"select row_to_json(f)::text from (select {', '.join(columns)} from {table} where {key} = $1) f",
                user,
            )
            found[table] = sorted(_UUID.sub("*", row[0]).replace(walker_name, "who") for row in rows)
    return {table: rows for table, rows in found.items() if rows}
