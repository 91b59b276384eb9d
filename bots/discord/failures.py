"""What Discord's refusals mean for a message that was to be said."""

import asyncio

import aiohttp
import discord

from bots.discord.rest import NotOpen
from bots.messenger import (
    AddressGone,
    DeliveryFailure,
    FateUnknown,
    NotEditable,
    NotSent,
    RetryLater,
    Undeliverable,
)

EXPIRED_HANDLE = {10015, 10062, 40094, 50027}
"""Unknown webhook, unknown interaction, too many follow-ups, invalid webhook token: the way back is closed."""

UNKNOWN_MESSAGE = 10008

_GONE = {
    10003: "the channel is gone",
    50001: "the bot may not see the channel",
    50007: "the person takes no messages from the bot",
    50013: "the bot may not write in the channel",
    50083: "the thread is archived",
    50278: "the person shares no server with the bot",
}
_NOT_EDITABLE = {
    UNKNOWN_MESSAGE: "the message is gone",
    30046: "edited too often",
    50005: "somebody else's message",
}
_DM_OPENED_TOO_FAST = 40003

CLOUDFLARE_PAUSE, TOKEN_PAUSE, DM_PAUSE = 600.0, 300.0, 120.0
"""Seconds. 10,000 refused requests in ten minutes ban the address: a bot that is not wanted must be silent.
Source: Discord, Rate limits (invalid request limit)."""


def failure_of(error: Exception) -> DeliveryFailure:
    """Name the failure; codes are from Discord's Opcodes and Status Codes."""
    match error:
        case discord.RateLimited():
            return RetryLater(error.retry_after, "rate limit")
        case discord.HTTPException():
            return _failure_by_code(error) or _failure_by_status(error)
        case NotOpen():
            return NotSent("not logged in yet")
        case _:
            return _connection_failure(error)


def _failure_by_code(error: discord.HTTPException) -> DeliveryFailure | None:
    code = error.code
    if code in _GONE:
        return AddressGone(f"{code}: {_GONE[code]}")
    if code in _NOT_EDITABLE:
        return NotEditable(f"{code}: {_NOT_EDITABLE[code]}")
    if code == _DM_OPENED_TOO_FAST:
        return RetryLater(DM_PAUSE, "opening private chats too fast", whole_bot=True)
    return None


def _failure_by_status(error: discord.HTTPException) -> DeliveryFailure:
    match error.status:
        case 401:
            return RetryLater(TOKEN_PAUSE, "the token is refused", whole_bot=True)
        case 403 if error.code:
            return AddressGone(f"{error.code}: forbidden")
        case 403 | 429:  # a page instead of Discord's own JSON: what stands before it shuts us out
            return RetryLater(CLOUDFLARE_PAUSE, f"shut out ({error.status})", whole_bot=True)
        case 503:
            return NotSent("503: Discord is away")
        case status if status >= 500:
            return FateUnknown(f"{status}: Discord stumbled")
        case status:
            return Undeliverable(f"{status}/{error.code}: {error.text[:200]}")


def _connection_failure(error: Exception) -> DeliveryFailure:
    """Reasons name the kind only: an error's text may carry an address with a token in it."""
    kind = type(error).__name__
    match error:
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return NotSent(f"no connection ({kind})")
        case asyncio.TimeoutError() | aiohttp.ClientError() | OSError():
            return FateUnknown(f"the answer was lost ({kind})")
        case _:
            raise error


REST_ERRORS = (NotOpen, discord.DiscordException, aiohttp.ClientError, asyncio.TimeoutError, OSError)
"""What a call can end in."""
