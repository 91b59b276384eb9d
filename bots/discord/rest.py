"""The few calls of Discord's REST that the journal makes, through discord.py's own client and rate limiter."""

import asyncio
import io
import json
import mimetypes
from collections.abc import Sequence
from typing import Any, cast

import discord
from discord.http import Route

from bots.discord.renderer import Attached, Message
from bots.discord.reply_handle import ReplyHandle

EPHEMERAL = 64
SECONDS = 10.0
"""How long a call may take, waiting for a short rate limit included."""

PATIENCE = 1.0
"""Seconds that discord.py may wait for a rate limit by itself; what is longer goes back to the outbox."""


class Answering:
    """Types of an interaction's first answer. Source: Discord, Interaction callback type."""

    MESSAGE, THINKING, DEFERRED_UPDATE, PROPOSALS, MODAL = 4, 5, 6, 8, 9


def limit_patience(client: discord.Client) -> None:
    """Let the client fail with RateLimited rather than wait long; its constructor takes no less than 30 s."""
    client.http.max_ratelimit_timeout = PATIENCE


class NotOpen(Exception):
    """The bot has not logged in yet: nothing was asked of Discord."""


class Rest:
    """Raises NotOpen and what discord.py raises: see failures.py for what it means."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    @property
    def _application(self) -> int:
        """Known from the login on, like the connection."""
        number = self._client.application_id
        if number is None:
            raise NotOpen
        return number

    async def answer(self, handle: ReplyHandle, kind: int, data: dict[str, Any] | None = None) -> None:
        """The first answer to an interaction, due within three seconds of it."""
        route = Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=handle.interaction,
            webhook_token=handle.token,
        )
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        await self._ask(route, body)

    async def edit_original(self, handle: ReplyHandle, message: Message) -> str:
        """Write the deferred answer, or the message whose button was pressed; its id."""
        return await self._send(self._original("PATCH", handle), message.body, message.files)

    async def delete_original(self, handle: ReplyHandle) -> None:
        await self._ask(self._original("DELETE", handle))

    async def follow_up(self, handle: ReplyHandle, message: Message, *, private: bool) -> str:
        """Say something more to an interaction; the new message's id."""
        route = Route(
            "POST",
            "/webhooks/{webhook_id}/{webhook_token}",
            webhook_id=self._application,
            webhook_token=handle.token,
        )
        flags = {"flags": EPHEMERAL} if private else {}
        return await self._send(route, message.body | flags, message.files)

    async def send(self, channel: str, message: Message, nonce: str, reply_to: str | None = None) -> str:
        """Say something in a channel, once per nonce for some minutes; the message's id."""
        body = message.body | {"nonce": nonce, "enforce_nonce": True}
        if reply_to:
            body["message_reference"] = {"message_id": reply_to, "fail_if_not_exists": False}
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        return await self._send(route, body, message.files)

    async def edit(self, channel: str, number: str, message: Message) -> str:
        route = Route(
            "PATCH", "/channels/{channel_id}/messages/{message_id}", channel_id=channel, message_id=number
        )
        return await self._send(route, message.body, message.files)

    async def is_direct(self, channel: str) -> bool:
        """Whether the channel is somebody's private chat with the bot."""
        found = await self._ask(Route("GET", "/channels/{channel_id}", channel_id=channel))
        return found["type"] == discord.ChannelType.private.value

    def _original(self, method: str, handle: ReplyHandle) -> Route:
        return Route(
            method,
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
            webhook_id=self._application,
            webhook_token=handle.token,
        )

    async def _send(self, route: Route, body: dict[str, Any], files: Sequence[Attached]) -> str:
        if not files:
            return str((await self._ask(route, body))["id"])
        enclosed = [discord.File(io.BytesIO(file.content), filename=file.name) for file in files]
        form: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(body)}]
        form += [
            {
                "name": f"files[{number}]",
                "value": file.fp,
                "filename": file.filename,
                "content_type": mimetypes.guess_type(file.filename)[0] or "image/png",
            }
            for number, file in enumerate(enclosed)
        ]
        async with asyncio.timeout(SECONDS):
            return str((await self._client.http.request(route, form=form, files=enclosed))["id"])

    async def _ask(self, route: Route, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if self._client.application_id is None:
            raise NotOpen
        json_body: dict[str, Any] = {} if body is None else {"json": body}
        async with asyncio.timeout(SECONDS):
            return cast("dict[str, Any]", await self._client.http.request(route, **json_body))  # pyright: ignore[reportArgumentType]
