"""One person's chat in tests: types, taps, replies, edits; reads what the journal said."""

from itertools import count
from typing import Any

import msgspec

from bots.inbound import Inbound, Kind, Upload
from bots.messenger import Outgoing
from core.messaging.addresses import Address
from core.messaging.screen import (
    Choices,
    Facts,
    InputHint,
    Items,
    Picture,
    Screen,
    Table,
    Text,
    Title,
    plain,
)
from tests.builders.desk import TestDesk
from tests.builders.talk import an_event

_messages = count(1)


class Chat:
    """`says` is the newest message of the journal in this chat, buttons in brackets."""

    def __init__(
        self, desk: TestDesk, person: str = "ana", *, direct: bool = True, locale: str | None = "en"
    ) -> None:
        self._desk = desk
        self.person = person
        self._direct = direct
        self._locale = locale

    async def type(self, text: str, *, reply_to: str | None = None, message: str | None = None) -> str:
        """Type a line (a command if it begins with a slash); what the journal says then."""
        sent = message or f"typed-{next(_messages)}"
        if text.startswith("/"):
            command, _, rest = text[1:].partition(" ")
            event = self._event(rest, person=self.person, command=command, message=sent, direct=self._direct)
        else:
            event = self._event(
                text, person=self.person, message=sent, reply_to=reply_to, direct=self._direct
            )
        await self._desk.tell(event)
        return self.says

    async def edit(self, message: str, text: str) -> str:
        await self._desk.tell(self._event(text, person=self.person, kind=Kind.EDIT, message=message))
        return self.says

    async def send_picture(
        self, caption: str = "", *, reply_to: str | None = None, count: int = 1, ref: str = "file-1"
    ) -> str:
        event = self._event(caption, person=self.person, reply_to=reply_to, kind=Kind.TEXT)
        upload = Upload(ref=ref, content_type="image/png", size=3)
        await self._desk.tell(msgspec.structs.replace(event, uploads=(upload,) * count))
        return self.says

    async def tap(self, label: str, *, on: str | None = None) -> str:
        """Press the button that begins with `label`, on the newest message that has one (or begins with `on`)."""
        number, token = self._find_button(label, on)
        event = self._event(person=self.person, token=token, message=number, direct=self._direct)
        await self._desk.tell(event)
        return self.says

    async def taps(self, *labels: str) -> str:
        for label in labels:
            await self.tap(label)
        return self.says

    @property
    def says(self) -> str:
        return read_screen(self._shown[-1][1])

    @property
    def heard(self) -> list[str]:
        """Every message of this chat as it reads now, oldest first."""
        return [read_screen(screen) for _, screen in self._shown]

    def number_of(self, beginning: str) -> str:
        """The newest message that begins so."""
        return next(
            number for number, screen in reversed(self._shown) if read_screen(screen).startswith(beginning)
        )

    @property
    def _shown(self) -> list[tuple[str, Screen]]:
        """Messages in the order in which they were last written."""
        found: dict[str, Screen] = {}
        numbers = {id(message): number for number, message in self._desk.messenger.shown.items()}
        for message in self._desk.messenger.attempts:
            number = message.edit_message or numbers.get(id(message))
            if message.screen is None or number is None or not self._is_here(message):
                continue
            found.pop(number, None)
            found[number] = message.screen
        return list(found.items())

    def _event(self, text: str = "", **particulars: Any) -> Inbound:
        return an_event(text, locale=self._locale, **particulars)

    def _is_here(self, message: Outgoing) -> bool:
        address: Address = message.address
        return address.chat == self.person

    def _find_button(self, label: str, on: str | None) -> tuple[str, str]:
        for number, screen in reversed(self._shown):
            if on is not None and not read_screen(screen).startswith(on):
                continue
            for action in screen.actions:
                if action.label == label:
                    return number, action.token
        raise AssertionError(f"no button {label!r} in:\n{self.says}")


def read_screen(screen: Screen) -> str:
    """A screen as a person reads it, one line a block or row."""
    lines: list[str] = []
    for block in screen.blocks:
        match block:
            case Title(line=line) | Text(line=line):
                lines.append(plain(line))
            case Facts(rows=rows):
                lines.extend(
                    " ".join(part for part in (row.label, plain(row.value), plain(row.note)) if part)
                    for row in rows
                )
            case Items(heading=heading, items=items):
                lines.extend([heading] if heading else [])
                lines.extend(
                    f"{item.name} {plain(item.line)}" + (f" [{item.action.label}]" if item.action else "")
                    for item in items
                )
            case Choices(rows=rows):
                lines.extend(
                    " ".join(f"[{'✓ ' if action.chosen else ''}{action.label}]" for action in row)
                    for row in rows
                )
            case Picture(alt=alt):
                lines.append(f"<{alt}>")
            case Table(rows=rows):
                lines.extend(" ".join(plain(cell) for cell in row) for row in rows)
            case InputHint():
                pass
    return "\n".join(lines)
