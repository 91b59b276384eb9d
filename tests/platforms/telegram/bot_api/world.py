"""What the server remembers: chats, messages, files, presses, and everything a bot called."""

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api.refusal import bad_request, forbidden

LONGEST_UNASKED = 0.05


@dataclass(kw_only=True)
class Room:
    """One chat. `closed` is the platform's reason why the bot may not write here, if there is one."""

    id: int
    type: str
    title: str = ""
    person: dict[str, Any] | None = None
    closed: str | None = None
    migrated_to: int | None = None
    topics: set[int] = field(default_factory=set[int])
    messages: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    reactions: dict[int, list[str]] = field(default_factory=dict[int, list[str]])

    def as_json(self) -> dict[str, Any]:
        if self.person is not None:
            return {"id": self.id, "type": "private", "first_name": self.person["first_name"]}
        return {"id": self.id, "type": self.type, "title": self.title}


@dataclass(frozen=True, kw_only=True)
class Call:
    """A method as the bot called it; `answer` is what came back, a Refusal's JSON included."""

    method: str
    parameters: dict[str, Any]
    files: dict[str, bytes]
    answer: dict[str, Any]
    in_body: bool = False


@dataclass(kw_only=True)
class Press:
    message_id: int
    chat: int
    data: str
    answered: str | None = None
    expired: bool = False


class World:
    """Wakes whoever waits at every change."""

    def __init__(self, token: str, username: str) -> None:
        self.token = token
        self.bot = {
            "id": int(token.split(":", 1)[0]),
            "is_bot": True,
            "first_name": "AMS Journal",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.rooms: dict[int, Room] = {}
        self.files: dict[str, bytes] = {}
        self.presses: dict[str, Press] = {}
        self.calls: list[Call] = []
        self.commands: dict[tuple[str, str], list[dict[str, Any]]] = {}
        """By scope and language, "" being all languages."""
        self.profile: dict[tuple[str, str], str] = {("name", ""): "AMS Journal"}
        self.menu_button: dict[str, Any] = {"type": "default"}
        self._numbers = iter(range(1000, 10**9))
        self._changed = asyncio.Event()

    def number(self) -> int:
        return next(self._numbers)

    def changed(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, holds: Callable[[], Any], seconds: float = PATIENCE, *, what: str = "") -> Any:
        """Wait for a truthy answer; asked again at every change here, and now and then for changes elsewhere.

        Raises:
            AssertionError: it never came; says what was seen instead.
        """
        try:
            async with asyncio.timeout(seconds):
                while not (found := holds()):
                    change = asyncio.ensure_future(self._changed.wait())
                    await asyncio.wait({change}, timeout=LONGEST_UNASKED)
                    change.cancel()
        except TimeoutError:
            raise AssertionError(f"waited in vain for {what or holds}; last: {self.last_words()}") from None
        return found

    def last_words(self, count: int = 5) -> list[str]:
        said = [m for room in self.rooms.values() for m in room.messages.values() if m["from"]["is_bot"]]
        return [
            str(m.get("text") or m.get("caption"))
            for m in sorted(said, key=lambda m: m["message_id"])[-count:]
        ]

    def require_room(self, chat_id: Any) -> Room:
        room = self.rooms.get(int(chat_id)) if str(chat_id).lstrip("-").isdigit() else None
        if room is None:
            raise bad_request("chat not found")
        return room

    def writable_room(self, chat_id: Any) -> Room:
        """Where the bot wants to write, or the platform's reason against it."""
        room = self.require_room(chat_id)
        if room.migrated_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=room.migrated_to
            )
        if room.closed is not None:
            raise (
                forbidden(room.closed) if not room.closed.startswith("400 ") else bad_request(room.closed[4:])
            )
        return room

    def add_message(self, room: Room, author: dict[str, Any], **content: Any) -> dict[str, Any]:
        number = self.number()
        message: dict[str, Any] = {
            "message_id": number,
            "date": int(time.time()),
            "chat": room.as_json(),
            "from": author,
            **{name: value for name, value in content.items() if value is not None},
        }
        room.messages[number] = message
        self.changed()
        return message

    def keep_file(self, content: bytes) -> str:
        file_id = "file_" + secrets.token_urlsafe(24)
        self.files[file_id] = content
        return file_id
