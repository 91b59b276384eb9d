"""How fast a bot may speak: token buckets per bot and per chat, shared by all processes through Valkey."""

import asyncio
import time
from dataclasses import dataclass
from typing import cast

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from core.messaging.addresses import Address, Platform

_TIMEOUT_SECONDS = 0.5
_CAUTION = 2
"""How much slower a process goes that cannot ask the others."""
_BLIND_SECONDS = 5.0
_log = structlog.get_logger()

_RESERVE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local wait = 0
for i, key in ipairs(KEYS) do
    local free_at = tonumber(redis.call('GET', key) or 0)
    local slack = tonumber(ARGV[2 * i])
    wait = math.max(wait, free_at - slack - now)
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
    local step = tonumber(ARGV[2 * i - 1])
    local free_at = math.max(tonumber(redis.call('GET', key) or 0), now) + step
    redis.call('SET', key, free_at, 'PX', math.max(free_at - now, 1))
end
return 0
"""
"""The generic cell rate algorithm: a key holds the time until which its bucket is spent. Per key, ARGV has
the milliseconds that one message costs and those that a burst may run ahead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """`burst` messages at once, then one every `every` seconds."""

    every: float
    burst: int

    @property
    def slack(self) -> float:
        return self.every * (self.burst - 1)


_TELEGRAM_BOT = Pace(every=1 / 28, burst=28)
_TELEGRAM_CHAT = Pace(every=1, burst=3)
_TELEGRAM_GROUP = Pace(every=3, burst=4)
"""Source: Telegram Bot FAQ, "My bot is hitting limits": 30 a second, one a second per chat with short
bursts, 20 a minute per group."""
_DISCORD_BOT = Pace(every=1 / 45, burst=45)
_DISCORD_CHAT = Pace(every=1, burst=5)
"""Source: Discord developer documentation, "Rate Limits": 50 a second; five per five seconds and channel."""


def list_buckets(address: Address, *, is_reply: bool = False) -> tuple[tuple[str, Pace], ...]:
    """The buckets that a message there draws from; none for the console, nor for answers to interactions.

    Source of the latter: Discord developer documentation, "Receiving and Responding to Interactions".
    """
    bot = f"pace:{address.platform}:{address.bot}"
    chat = f"{bot}:{address.chat}"
    match address.platform:
        case Platform.TELEGRAM:
            is_group = address.chat.startswith("-")
            return (bot, _TELEGRAM_BOT), (chat, _TELEGRAM_GROUP if is_group else _TELEGRAM_CHAT)
        case Platform.DISCORD if is_reply:
            return ()
        case Platform.DISCORD:
            return (bot, _DISCORD_BOT), (chat, _DISCORD_CHAT)
        case Platform.CONSOLE:
            return ()


class Pacing:
    """Asks Valkey; while that is away each process goes by its own count, at half the speed."""

    def __init__(self, redis: Redis | None) -> None:
        self._reserve = redis.register_script(_RESERVE) if redis else None
        self._spent: dict[str, float] = {}
        self._blind_until = 0.0
        self._paused: dict[tuple[Platform, str], float] = {}

    async def reserve(self, address: Address, *, is_reply: bool = False) -> float:
        """Seconds to wait before asking again; 0 means go, and counts. `is_reply`: it goes back by a handle."""
        pause = self._paused.get((address.platform, address.bot), 0.0) - time.monotonic()
        if pause > 0:
            return pause
        buckets = list_buckets(address, is_reply=is_reply)
        if not buckets:
            return 0.0
        if self._reserve is None or time.monotonic() < self._blind_until:
            return self._reserve_alone(buckets)
        arguments = [number for _, pace in buckets for number in (_ms(pace.every), _ms(pace.slack))]
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                waited = await self._reserve(keys=[key for key, _ in buckets], args=arguments)
        except (RedisError, OSError) as error:
            self._blind_until = time.monotonic() + _BLIND_SECONDS
            _log.warning("pacing.alone", error=type(error).__name__)
            return self._reserve_alone(buckets)
        return cast("int", waited) / 1000

    def pause(self, address: Address, seconds: float) -> None:
        """The platform told this bot to be quiet everywhere."""
        self._paused[(address.platform, address.bot)] = time.monotonic() + seconds

    def _reserve_alone(self, buckets: tuple[tuple[str, Pace], ...]) -> float:
        now = time.monotonic()
        wait = max(self._spent.get(key, 0.0) - pace.slack - now for key, pace in buckets)
        if wait > 0:
            return wait
        if len(self._spent) > 10_000:
            self._spent = {key: until for key, until in self._spent.items() if until > now}
        for key, pace in buckets:
            self._spent[key] = max(self._spent.get(key, 0.0), now) + pace.every * _CAUTION
        return 0.0


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
