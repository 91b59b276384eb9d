"""What exists on the server: people, channels, messages, interactions; and how all of it looks as JSON."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.patience import PATIENCE

from .clock import Snowflakes, StillClock
from .refusal import Refusal

GUILD_TEXT, DM, GROUP_DM, THREAD = 0, 1, 3, 11
EPHEMERAL, LOADING = 64, 128
NONCE_LIFE = 180.0
"""Seconds; the documentation says "a few minutes"."""


@dataclass(kw_only=True, slots=True)
class User:
    id: str
    username: str
    global_name: str
    locale: str = "en-US"
    bot: bool = False
    closed_dms: bool = False

    def payload(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "username": self.username,
            "global_name": self.global_name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
        }


@dataclass(kw_only=True, slots=True)
class Channel:
    """`rights`: what the bot may do here (a direct channel ignores it). `is_foreign`: the bot is not there, only
    the person who brought it along. `parent`: the channel that a thread belongs to.
    """

    id: str
    type: int
    guild: str | None = None
    name: str = ""
    recipient: User | None = None
    rights: set[str] = field(default_factory=lambda: {"view", "send", "embed", "attach", "threads"})
    is_foreign: bool = False
    is_archived: bool = False
    parent: str | None = None
    messages: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def payload(self) -> dict[str, Any]:
        if self.type == DM:
            people = [self.recipient.payload()] if self.recipient else []
            return {"id": self.id, "type": DM, "recipients": people, "last_message_id": None}
        if self.type == GROUP_DM:
            return {
                "id": self.id,
                "type": GROUP_DM,
                "recipients": [],
                "name": self.name,
                "last_message_id": None,
            }
        if self.type == THREAD:
            return self._thread()
        return {
            "id": self.id,
            "type": self.type,
            "guild_id": self.guild,
            "name": self.name,
            "position": 0,
            "permission_overwrites": [],
            "nsfw": False,
            "parent_id": None,
        }

    def _thread(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "type": THREAD,
            "guild_id": self.guild,
            "parent_id": self.parent,
            "owner_id": "1",
            "name": self.name,
            "last_message_id": None,
            "message_count": 1,
            "member_count": 1,
            "rate_limit_per_user": 0,
            "thread_metadata": {
                "archived": self.is_archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2026-11-18T00:00:00+00:00",
                "locked": self.is_archived,
            },
        }


@dataclass(kw_only=True, slots=True)
class Interaction:
    """`acknowledged` is the type of the answer; `original` the message that @original means. `is_guest`: only the
    person has the app installed, not the server. `proposals` is what was proposed while somebody typed.
    """

    id: str
    token: str
    type: int
    user: User
    channel: Channel
    opened_at: float
    acknowledged: int | None = None
    original: dict[str, Any] | None = None
    modal: dict[str, Any] | None = None
    proposals: list[dict[str, Any]] | None = None
    followups: int = 0
    is_guest: bool = False


class World:
    """Changes are announced: `await changed(predicate)` waits for what should become true."""

    def __init__(self, clock: StillClock, token: str) -> None:
        self.clock = clock
        self.token = token
        self.origin = ""
        self.ids = Snowflakes(clock)
        self.bot = User(id="123456789012345678", username="journal", global_name="Journal", bot=True)
        self.application = self.bot.id
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.guilds: dict[str, str] = {}
        self.system_channels: dict[str, str] = {}
        self.interactions: dict[str, Interaction] = {}
        self.nonces: dict[tuple[str, str], tuple[float, dict[str, Any]]] = {}
        self.files: dict[str, bytes] = {}
        self.commands: list[dict[str, Any]] = []
        self._news = asyncio.Condition()

    async def announce(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def changed(self, predicate: Any, *, seconds: float = PATIENCE) -> Any:
        """The first true value of `predicate()`; TimeoutError if it stays false for so long."""
        async with asyncio.timeout(seconds), self._news:
            return await self._news.wait_for(predicate)

    def stamp(self, seconds: float | None = None) -> str:
        return datetime.fromtimestamp(self.clock.now() if seconds is None else seconds, UTC).isoformat()

    def add_user(self, name: str, locale: str = "en-US") -> User:
        user = User(id=self.ids.next(), username=name.lower(), global_name=name, locale=locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str) -> str:
        guild = self.ids.next()
        self.guilds[guild] = name
        return guild

    def add_channel(self, guild: str, name: str) -> Channel:
        channel = Channel(id=self.ids.next(), type=GUILD_TEXT, guild=guild, name=name)
        self.channels[channel.id] = channel
        return channel

    def add_thread(self, parent: Channel, name: str) -> Channel:
        thread = Channel(id=self.ids.next(), type=THREAD, guild=parent.guild, name=name, parent=parent.id)
        self.channels[thread.id] = thread
        return thread

    def add_foreign(self, name: str, *, guild: str | None = None) -> Channel:
        """A channel that the bot cannot see: of a server it is not in, or a group of friends."""
        kind = GUILD_TEXT if guild else GROUP_DM
        channel = Channel(
            id=self.ids.next(), type=kind, guild=guild, name=name, is_foreign=True, rights=set()
        )
        self.channels[channel.id] = channel
        return channel

    def open_dm(self, user: User) -> Channel:
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(id=self.ids.next(), type=DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def require_channel(self, channel_id: str) -> Channel:
        channel = self.channels.get(channel_id)
        if channel is None:
            raise Refusal(404, 10003)
        if channel.is_foreign:
            raise Refusal(403, 50001)
        return channel

    def require_message(self, channel: Channel, message_id: str) -> dict[str, Any]:
        """As the bot's own routes see it: an ephemeral message is not there."""
        message = channel.messages.get(message_id)
        if message is None or message["flags"] & EPHEMERAL:
            raise Refusal(404, 10008)
        return message

    def add_message(
        self, channel: Channel, author: User, body: dict[str, Any], files: dict[str, Any], *, flags: int = 0
    ) -> dict[str, Any]:
        """Put a message into its channel. Content for an interaction's answer may still be missing."""
        message: dict[str, Any] = {
            "id": self.ids.next(),
            "channel_id": channel.id,
            "author": author.payload(),
            "timestamp": self.stamp(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "pinned": False,
            "type": 0,
            "flags": flags,
            "content": "",
            "embeds": [],
            "components": [],
            "attachments": [],
        }
        if channel.guild:
            message["guild_id"] = channel.guild
        if "nonce" in body:
            message["nonce"] = body["nonce"]
        self.write(message, body, files)
        channel.messages[message["id"]] = message
        return message

    def write(self, message: dict[str, Any], body: dict[str, Any], files: dict[str, Any]) -> None:
        """Apply a body to a message: what it does not name stays as it was."""
        for part in ("content", "embeds", "components"):
            if part in body:
                message[part] = body[part] or ("" if part == "content" else [])
        if "attachments" in body or files:
            message["attachments"] = [
                self._attach(one, files, message) for one in body.get("attachments") or []
            ]
        if body:
            message["flags"] &= ~LOADING

    def _attach(self, one: dict[str, Any], files: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
        if str(one["id"]) not in files:
            return next(kept for kept in message["attachments"] if kept["id"] == str(one["id"]))
        name, content = files[str(one["id"])]
        number = self.ids.next()
        self.files[number] = content
        return {
            "id": number,
            "filename": name,
            "description": one.get("description"),
            "size": len(content),
            "url": f"{self.origin}/files/{number}/{name}",
            "proxy_url": f"{self.origin}/files/{number}/{name}",
            "content_type": "image/png",
        }
