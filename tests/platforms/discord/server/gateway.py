"""The gateway: hello, identify, heartbeats, resume; and what the intents let through."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from .world import DM, THREAD, Channel, World

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT
"""Guild members, presences, message content."""


@dataclass(kw_only=True, slots=True)
class Session:
    """One identified client; it outlives its socket, so that it can be resumed."""

    id: str
    intents: int
    shard: list[int]
    socket: web.WebSocketResponse | None = None
    sent: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


class Gateway:
    """`identified` and `resumed` count what happened, `heartbeats` the beats that were answered."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0
        self.heartbeats = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None})
        session: Session | None = None
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            message = json.loads(frame.data)
            match message["op"]:
                case 1:
                    self.heartbeats += 1
                    await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
                case 2:
                    session = await self._identify(socket, message["d"])
                case 6:
                    session = await self._resume(socket, message["d"])
                case _:
                    pass
        if session is not None and session.socket is socket:
            session.socket = None
            await self._world.announce()
        return socket

    async def dispatch(self, event: str, data: dict[str, Any], *, intent: int = 0) -> None:
        """Tell every session that asked for it; one that is away hears it when it resumes."""
        for session in self.sessions.values():
            if intent and not session.intents & intent:
                continue
            await self._send(session, event, data)

    async def dispatch_message(self, event: str, message: dict[str, Any], channel_type: int) -> None:
        """A message's content is blank unless it is direct, names the bot, or the intent was granted."""
        intent = DIRECT_MESSAGES if channel_type == DM else GUILD_MESSAGES
        named = any(user["id"] == self._world.bot.id for user in message["mentions"])
        blank = {"content": "", "embeds": [], "attachments": [], "components": []}
        for session in self.sessions.values():
            if session.intents & intent:
                open_book = channel_type == DM or named or session.intents & MESSAGE_CONTENT
                await self._send(session, event, dict(message) if open_book else message | blank)

    async def add_to_guild(self, guild: str) -> None:
        """Somebody lets the bot in."""
        known = self._guild(guild)
        del known["unavailable"]  # that it is there tells a guild that is back from a new one
        await self.dispatch("GUILD_CREATE", known, intent=GUILDS)

    async def remove_from_guild(self, guild: str) -> None:
        for channel in self._world.channels.values():
            if channel.guild == guild:
                channel.rights.clear()
        await self.dispatch("GUILD_DELETE", {"id": guild}, intent=GUILDS)

    async def delete_channel(self, channel: Channel) -> None:
        del self._world.channels[channel.id]
        event = "THREAD_DELETE" if channel.type == THREAD else "CHANNEL_DELETE"
        await self.dispatch(event, channel.payload(), intent=GUILDS)

    async def tell_channel(self, channel: Channel) -> None:
        """A channel or thread that was made after the bot had connected."""
        event = "THREAD_CREATE" if channel.type == THREAD else "CHANNEL_CREATE"
        await self.dispatch(event, channel.payload(), intent=GUILDS)

    async def drop(self, code: int = 4000) -> None:
        """Break every connection, as a network does."""
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.send_json({"op": 7, "d": None, "s": None, "t": None})

    @property
    def is_connected(self) -> bool:
        return any(session.socket is not None for session in self.sessions.values())

    async def _identify(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> Session | None:
        world = self._world
        if data["token"] != world.token:
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        if data["intents"] & PRIVILEGED:
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        session = Session(
            id=f"session-{world.ids.next()}",
            intents=data["intents"],
            shard=data.get("shard", [0, 1]),
            socket=socket,
        )
        others = {key: one for key, one in self.sessions.items() if one.shard != session.shard}
        self.sessions = others | {session.id: session}
        self.identified += 1
        await self._send(session, "READY", self._ready(session, socket))
        for guild in world.guilds:
            await self._send(session, "GUILD_CREATE", self._guild(guild))
        await world.announce()
        return session

    async def _resume(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None or data["token"] != self._world.token:
            await socket.send_json({"op": 9, "d": False, "s": None, "t": None})
            return None
        session.socket = socket
        self.resumed += 1
        for packet in [packet for packet in session.sent if packet["s"] > data["seq"]]:
            await socket.send_json(packet)
        await self._send(session, "RESUMED", {})
        await self._world.announce()
        return session

    async def _send(self, session: Session, event: str, data: dict[str, Any]) -> None:
        packet = {"op": 0, "t": event, "s": len(session.sent) + 1, "d": data}
        session.sent.append(packet)
        if session.socket is not None and not session.socket.closed:
            await session.socket.send_json(packet)

    def _ready(self, session: Session, socket: web.WebSocketResponse) -> dict[str, Any]:
        world = self._world
        return {
            "v": 10,
            "user": world.bot.payload(),
            "guilds": [{"id": guild, "unavailable": True} for guild in world.guilds],
            "session_id": session.id,
            "resume_gateway_url": "wss://elsewhere.invalid",
            "shard": session.shard,
            "application": {"id": world.application, "flags": 0},
        }

    def _guild(self, guild: str) -> dict[str, Any]:
        there = [channel for channel in self._world.channels.values() if channel.guild == guild]
        channels = [channel.payload() for channel in there if channel.type != THREAD]
        threads = [channel.payload() for channel in there if channel.type == THREAD]
        return {
            "id": guild,
            "name": self._world.guilds[guild],
            "owner_id": self._world.bot.id,
            "unavailable": False,
            "member_count": 2,
            "channels": channels,
            "threads": threads,
            "system_channel_id": self._world.system_channels.get(guild),
            "roles": [],
            "emojis": [],
            "stickers": [],
            "members": [],
            "presences": [],
            "voice_states": [],
            "features": [],
            "premium_tier": 0,
            "verification_level": 0,
            "nsfw_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "system_channel_flags": 0,
            "preferred_locale": "en-US",
            "afk_timeout": 300,
        }
