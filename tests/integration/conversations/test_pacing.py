"""How fast a bot may speak, counted by all processes together, and alone when Valkey is away."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from bots.pacing import Pacing
from core.messaging.addresses import Platform
from tests.builders.talk import an_address

PRIVATE = an_address(platform=Platform.TELEGRAM, chat="77")
GROUP = an_address(platform=Platform.TELEGRAM, chat="-100123")


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with Redis.from_url(redis_url) as redis:
        yield redis


async def count_burst(pacing: Pacing, *, chat: str | None = None, limit: int = 60) -> int:
    """How many messages may go before the first one has to wait."""
    for sent in range(limit):
        address = an_address(platform=Platform.TELEGRAM, chat=chat or str(sent + 1))
        if await pacing.reserve(address) > 0:
            return sent
    return limit


async def test_a_private_chat_takes_three_at_once_and_then_one_a_second(redis: Redis) -> None:
    pacing = Pacing(redis)

    assert 3 == await count_burst(pacing, chat="77")
    assert 0 < await pacing.reserve(PRIVATE) <= 1


async def test_a_group_takes_four_at_once_and_then_twenty_a_minute(redis: Redis) -> None:
    pacing = Pacing(redis)

    assert 4 == await count_burst(pacing, chat="-100123")
    assert 1 < await pacing.reserve(GROUP) <= 3


async def test_two_processes_share_one_bots_allowance(redis: Redis) -> None:
    first, second = Pacing(redis), Pacing(redis)
    for number in range(14):
        await first.reserve(an_address(platform=Platform.TELEGRAM, chat=f"9{number}"))

    assert await count_burst(second) < 28


async def test_a_message_that_must_wait_costs_nothing(redis: Redis) -> None:
    pacing = Pacing(redis)
    await count_burst(pacing, chat="77")
    first = await pacing.reserve(PRIVATE)
    for _ in range(20):
        await pacing.reserve(PRIVATE)

    assert await pacing.reserve(PRIVATE) <= first


async def test_while_valkey_is_away_the_process_goes_on_more_cautiously() -> None:
    away = Redis.from_url("redis://127.0.0.1:1", socket_connect_timeout=0.2)
    pacing = Pacing(away)

    assert 0 < await count_burst(pacing) < 28
    await away.aclose()


async def test_the_console_is_never_held_up() -> None:
    pacing = Pacing(None)

    assert {0.0} == {await pacing.reserve(an_address()) for _ in range(200)}


async def test_a_bot_that_was_told_to_be_quiet_is_quiet_everywhere() -> None:
    pacing = Pacing(None)
    pacing.pause(PRIVATE, 30)

    assert await pacing.reserve(GROUP) > 29


async def test_answers_to_interactions_draw_from_no_bucket() -> None:
    pacing = Pacing(None)
    there = an_address(platform=Platform.DISCORD, chat="7")
    assert {0.0} == {await pacing.reserve(there, is_reply=True) for _ in range(50)}
    assert 0 < max([await pacing.reserve(there) for _ in range(10)])
