"""The library's Bot, pointed at the Bot API that the settings name and silent about its token."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import aiohttp
from telegram import Bot
from telegram.error import InvalidToken

from bots.telegram.request import AiohttpRequest
from bots.telegram.scrubbing import guard_logs

PUBLIC_API = "https://api.telegram.org"


class JournalBot(Bot):
    """Reads updates as plain data: building the library's objects costs a hundred times the parsing."""

    def __init__(
        self, token: str, *, api_url: str, find_session: Callable[[], aiohttp.ClientSession]
    ) -> None:
        guard_logs(token)
        root = api_url.rstrip("/")
        request = AiohttpRequest(find_session)
        super().__init__(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=request,
            get_updates_request=request,
        )

    def __repr__(self) -> str:
        return "JournalBot"

    async def initialize(self) -> None:
        """Learn who we are.

        Raises:
            InvalidToken: with the library's own text replaced, since that spells the token out.
        """
        try:
            await super().initialize()
        except InvalidToken:
            raise InvalidToken("The platform does not know this token") from None

    async def read_updates(
        self, *, offset: int | None, seconds: int, kinds: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Wait up to `seconds` for updates from `offset` on; all earlier ones count as confirmed."""
        wanted: dict[str, Any] = {"timeout": seconds, "allowed_updates": list(kinds), "limit": 100}
        if offset is not None:
            wanted["offset"] = offset
        updates = await self._post("getUpdates", wanted, read_timeout=seconds + 10.0)
        return updates if isinstance(updates, list) else []

    async def say(self, call: Mapping[str, Any]) -> str:
        """Send a text that is plain data already (`calls.sending`); the number of the message."""
        sent = await self._post("sendMessage", dict(call))
        return str(sent["message_id"])
