"""How python-telegram-bot reaches the network: one shared aiohttp session instead of httpx."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, NoReturn

import aiohttp
import msgspec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

LARGEST_ANSWER = 21 * 1024 * 1024
"""Bytes; a little above the 20 MB that the public server lets a bot download."""

Seconds = Any
"""A number, None or the library's "not given"; its own alias is private."""

_read_json = msgspec.json.Decoder().decode
_write_json = msgspec.json.Encoder().encode


class NeverSent(NetworkError):
    """No connection came about, so the platform cannot have seen the request."""


class AiohttpRequest(BaseRequest):
    """Sends JSON, or multipart where files go along.

    The bot's token is part of every URL: no URL reaches a log or an error text, errors drop their
    cause (aiohttp keeps the URL there), and redirects are not followed.
    """

    __slots__ = ("_connect_seconds", "_find_session", "_read_seconds")

    def __init__(
        self,
        find_session: Callable[[], aiohttp.ClientSession],
        *,
        read_seconds: float = 10.0,
        connect_seconds: float = 5.0,
    ) -> None:
        """The session belongs to the caller, who closes it after the bot."""
        self._find_session = find_session
        self._read_seconds = read_seconds
        self._connect_seconds = connect_seconds

    @property
    def read_timeout(self) -> float | None:
        return self._read_seconds

    async def initialize(self) -> None:
        """The session is opened by its owner."""

    async def shutdown(self) -> None:
        """The session is closed by its owner."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Raises TelegramError where the answer is no JSON object (a proxy's page, say)."""
        try:
            answer = _read_json(payload)
        except (msgspec.DecodeError, UnicodeDecodeError):
            answer = _read_leniently(payload)
        if not isinstance(answer, dict):
            raise TelegramError("The answer of the Bot API is not a JSON object")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        del write_timeout, pool_timeout  # aiohttp has one limit for the whole and one for connecting
        timeout = self._limits(read_timeout, connect_timeout)
        body, headers = _body_of(request_data)
        try:
            async with self._find_session().request(
                method,
                URL(url, encoded=True),
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as answer:
                return answer.status, await _read_bounded(answer)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            _raise_as_telegram(error)

    def _limits(self, read_timeout: Seconds, connect_timeout: Seconds) -> aiohttp.ClientTimeout:
        given = BaseRequest.DEFAULT_NONE
        read = self._read_seconds if read_timeout is given else read_timeout or self._read_seconds
        connect = (
            self._connect_seconds if connect_timeout is given else connect_timeout or self._connect_seconds
        )
        return aiohttp.ClientTimeout(
            total=read + connect, connect=connect, sock_connect=connect, sock_read=read
        )


def _read_leniently(payload: bytes) -> object:
    """Half a surrogate pair is refused by the fast reader; one such letter must not stop all updates."""
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return None


def _body_of(request_data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if request_data is None:
        return None, {}
    if not request_data.contains_files:
        return _write_json(request_data.parameters), {"Content-Type": "application/json"}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, content_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form, {}


async def _read_bounded(answer: aiohttp.ClientResponse) -> bytes:
    pieces: list[bytes] = []
    size = 0
    async for piece in answer.content.iter_any():
        size += len(piece)
        if size > LARGEST_ANSWER:
            raise NetworkError("The answer of the Bot API is too large")
        pieces.append(piece)
    return b"".join(pieces)


def _raise_as_telegram(error: Exception) -> NoReturn:
    """`from None` on purpose: the cause would carry the URL, and with it the token."""
    kind = type(error).__name__
    match error:
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.InvalidURL():
            raise NeverSent(f"The Bot API cannot be reached ({kind})") from None
        case asyncio.TimeoutError():
            raise TimedOut("The Bot API did not answer in time") from None
        case _:
            raise NetworkError(f"The connection to the Bot API broke ({kind})") from None
