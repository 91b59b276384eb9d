"""The doctor's questions to Discord; tokens stay out of the log."""

import logging

import pytest

from bots.discord.checks import examine
from bots.discord.door import DiscordSettings
from bots.discord.scrubbing import guard_logs
from tests.platforms.discord.server import DiscordServer


async def test_all_is_well(server: DiscordServer) -> None:
    channel = server.channel("mentors")
    findings = await examine(token=server.token, api_url=server.url, channels=[channel.id])
    assert all(finding.holds for finding in findings)
    assert "the bot sees #mentors" == findings[-1].says


async def test_a_wrong_token_is_named_without_being_shown(server: DiscordServer) -> None:
    (finding,) = await examine(token="wrong", api_url=server.url)
    assert (False, True) == (finding.holds, "AMS_DISCORD_TOKEN" in finding.says)
    assert "wrong" not in finding.says + finding.cure


async def test_a_channel_that_the_bot_cannot_see_is_named(server: DiscordServer) -> None:
    channel = server.channel("mentors")
    channel.rights.clear()
    findings = await examine(token=server.token, api_url=server.url, channels=[channel.id])
    assert [False] == [finding.holds for finding in findings if channel.id in finding.says]


async def test_few_log_ins_left_are_a_warning(server: DiscordServer) -> None:
    server.routes.sessions_left = 3
    findings = await examine(token=server.token, api_url=server.url)
    assert ["only 3 log-ins are left today"] == [finding.says for finding in findings if not finding.holds]


def test_the_bot_is_named_by_the_open_part_of_its_token(server: DiscordServer) -> None:
    assert server.world.bot.id == DiscordSettings(token=server.token).bot_id
    odd = DiscordSettings(token="an odd token")
    assert (16, False) == (len(odd.bot_id), odd.bot_id in odd.token)


def test_no_token_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    guard_logs("SECRET-TOKEN")
    logger = logging.getLogger("discord.http")
    error = RuntimeError("https://x/webhooks/1/INTERACTION-TOKEN/messages")
    logger.error("%s /interactions/22/INTERACTION-TOKEN/callback SECRET-TOKEN", "POST", exc_info=error)
    assert "INTERACTION-TOKEN" not in caplog.text
    assert "SECRET-TOKEN" not in caplog.text
    assert "/interactions/22/[token]/callback" in caplog.text
