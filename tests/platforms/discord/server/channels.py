"""REST about the bot itself, its commands, channels and messages."""

from typing import Any

from aiohttp import web

from .commands import check_commands
from .limits import check_message
from .parsing import read_body
from .refusal import Refusal
from .world import DM, NONCE_LIFE, THREAD, Channel, World


class ChannelRoutes:
    """Handlers give the JSON of their answer, or raise a Refusal."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.shards = 1
        self.sessions_left = 1000

    def table(self) -> list[tuple[str, str, Any]]:
        return [
            ("GET", "/users/@me", self.me),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/applications/@me", self.application),
            ("GET", "/gateway/bot", self.gateway),
            ("GET", "/applications/{application}/commands", self.list_commands),
            ("PUT", "/applications/{application}/commands", self.put_commands),
            ("POST", "/users/@me/channels", self.open_dm),
            ("GET", "/channels/{channel}", self.channel),
            ("POST", "/channels/{channel}/messages", self.send),
            ("GET", "/channels/{channel}/messages/{message}", self.message),
            ("PATCH", "/channels/{channel}/messages/{message}", self.edit),
            ("DELETE", "/channels/{channel}/messages/{message}", self.delete),
        ]

    async def me(self, request: web.Request) -> Any:
        return self._world.bot.payload() | {"verified": True, "mfa_enabled": False, "flags": 0}

    async def application(self, request: web.Request) -> Any:
        world = self._world
        return {
            "id": world.application,
            "name": "Journal",
            "description": "",
            "icon": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": world.bot.payload(),
            "verify_key": "",
            "flags": 0,
            "integration_types_config": {"0": {}, "1": {}},
        }

    async def gateway(self, request: web.Request) -> Any:
        return {
            "url": f"ws://{request.host}/gateway",
            "shards": self.shards,
            "session_start_limit": {
                "total": 1000,
                "remaining": self.sessions_left,
                "reset_after": 3_600_000,
                "max_concurrency": 1,
            },
        }

    async def list_commands(self, request: web.Request) -> Any:
        if request.query.get("with_localizations") == "true":
            return self._world.commands
        return [_without_localisations(command) for command in self._world.commands]

    async def put_commands(self, request: web.Request) -> Any:
        commands: Any = await request.json()
        check_commands(commands)
        world = self._world
        world.commands = [
            {
                "type": 1,
                "options": [],
                "description": "",
                "version": world.ids.next(),
                "application_id": world.application,
            }
            | command
            | {"id": world.ids.next()}
            for command in commands
        ]
        return world.commands

    async def open_dm(self, request: web.Request) -> Any:
        body, _ = await read_body(request)
        user = self._world.users.get(str(body.get("recipient_id")))
        if user is None:
            raise Refusal(400, 50033, "Invalid Recipient(s)")
        return self._world.open_dm(user).payload()

    async def channel(self, request: web.Request) -> Any:
        channel = self._world.require_channel(request.match_info["channel"])
        _require_rights(channel, "view")
        return channel.payload()

    async def send(self, request: web.Request) -> Any:
        world = self._world
        body, files = await read_body(request)
        channel = world.require_channel(request.match_info["channel"])
        _require_rights(channel, "view")
        check_message(body, files)
        speak = "threads" if channel.type == THREAD else "send"
        _require_rights(channel, speak, *(["attach"] if files else []))
        if channel.is_archived:
            raise Refusal(400, 50083)
        if channel.recipient and channel.recipient.closed_dms:
            raise Refusal(403, 50007)
        key = (channel.id, str(body.get("nonce")))
        if body.get("enforce_nonce") and key in world.nonces:
            at, message = world.nonces[key]
            if world.clock.now() - at < NONCE_LIFE:
                return message
        message = world.add_message(channel, world.bot, body, files)
        world.nonces[key] = (world.clock.now(), message)
        return message

    async def message(self, request: web.Request) -> Any:
        channel = self._world.require_channel(request.match_info["channel"])
        return self._world.require_message(channel, request.match_info["message"])

    async def edit(self, request: web.Request) -> Any:
        world = self._world
        body, files = await read_body(request)
        channel = world.require_channel(request.match_info["channel"])
        _require_rights(channel, "view")
        message = world.require_message(channel, request.match_info["message"])
        if message["author"]["id"] != world.bot.id:
            raise Refusal(403, 50005)
        check_message(body, files, is_edit=True)
        world.write(message, body, files)
        message["edited_timestamp"] = world.stamp()
        return message

    async def delete(self, request: web.Request) -> Any:
        channel = self._world.require_channel(request.match_info["channel"])
        message = self._world.require_message(channel, request.match_info["message"])
        del channel.messages[message["id"]]
        return None


def _require_rights(channel: Channel, *rights: str) -> None:
    if channel.type == DM:
        return
    for right in rights:
        if right not in channel.rights:
            raise Refusal(403, 50001 if right == "view" else 50013)


def _without_localisations(named: Any) -> Any:
    """As Discord lists commands unless it is asked for all languages."""
    if isinstance(named, list):
        return [_without_localisations(each) for each in named]
    if not isinstance(named, dict):
        return named
    return {
        key: _without_localisations(value)
        for key, value in named.items()
        if not key.endswith("_localizations")
    }
