"""`ams doctor`: everything the journal stands on, each problem in one line with its cure."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import fields
from typing import Any

import click

from cli.database_checks import examine_database, list_channels
from cli.findings import Finding, bad, good
from cli.house import bring_up_to_date, find_own_database
from cli.logs import configure_logs
from cli.main import scrub
from cli.pictures_checks import examine_pictures
from cli.redis_checks import examine_redis
from core.messaging.addresses import Platform
from core.settings import Settings, TelegramMode, WrongSettings, read_settings
from core.storage.data_directory import UnusableDirectory, default_data_directory, prepare_data_directory
from core.storage.database import DatabaseUrls
from core.storage.embedded import Servers, join_servers
from core.storage.embedded_postgres import ServerFailed
from core.storage.holders import Busy

_DISCORD_API = "https://discord.com/api/v10"


@click.command("doctor")
def command() -> int:
    """Examine settings, database, roles, policies, Valkey, tokens; exit 0 only if all holds."""
    return asyncio.run(_examine())


async def _examine() -> int:
    sick = 0
    async for finding in _examine_all():
        mark = "✓" if finding.holds else "✗"
        cure = f" → {finding.cure}" if finding.cure else ""
        click.echo(scrub(f"{mark} {finding.says}{cure}"))
        sick += not finding.holds
    click.echo("all holds" if not sick else f"{sick} to cure")
    return 1 if sick else 0


async def _examine_all() -> AsyncIterator[Finding]:
    try:
        settings = read_settings()
    except WrongSettings as error:
        for problem in error.problems:
            yield bad(f"settings: {problem}", "correct it and ask again")
        return
    configure_logs(settings.log_format, settings.secrets, quiet=True)
    for line in describe_settings(settings):
        yield good(line)
    async with AsyncExitStack() as stack:
        try:
            urls, redis_url = await _reach(settings, stack)
        except (UnusableDirectory, ServerFailed, Busy, OSError) as error:
            yield bad(f"embedded servers: {error}", "see the message; free the directory or set AMS_DATA_DIR")
            return
        findings = await examine_database(urls)
        for finding in findings:
            yield finding
        yield await examine_redis(redis_url)
        directory = prepare_data_directory(settings.database.data_dir or default_data_directory())
        yield await examine_pictures(settings, directory)
        is_open = all(finding.holds for finding in findings)
        for finding in await examine_platforms(settings, urls if is_open else None):
            yield finding


async def _reach(settings: Settings, stack: AsyncExitStack) -> tuple[DatabaseUrls, str]:
    """The embedded servers are started and migrated, as `ams serve` would."""
    given, urls = settings.database, find_own_database(settings)
    if urls is not None and given.redis_url is not None:
        return urls, given.redis_url
    servers: Servers = await join_servers(prepare_data_directory(given.data_dir or default_data_directory()))
    stack.push_async_callback(servers.leave)
    await bring_up_to_date(servers.urls)
    return servers.urls, servers.redis_url


async def examine_platforms(settings: Settings, urls: DatabaseUrls | None) -> Sequence[Finding]:
    """Tokens and permissions; a platform without a token is fine, the web chat stands in."""
    findings: list[Finding] = []
    if settings.telegram.token:
        from bots.telegram.checks import examine as examine_telegram  # loaded only where there is a bot

        is_webhook = settings.telegram.mode is TelegramMode.WEBHOOK
        findings += await examine_telegram(
            token=settings.telegram.token,
            api_url=settings.telegram.api_url,
            public_url=settings.http.public_url if is_webhook else None,
            channels=await list_channels(urls, Platform.TELEGRAM) if urls else (),
        )
    if settings.discord.token:
        from bots.discord.checks import examine as examine_discord

        findings += await examine_discord(
            token=settings.discord.token,
            api_url=settings.discord.api_url or _DISCORD_API,
            channels=await list_channels(urls, Platform.DISCORD) if urls else (),
        )
    if not findings:
        findings.append(good("platforms: no token is set, the local web chat stands in"))
    return findings


def describe_settings(settings: Settings) -> list[str]:
    """Every setting in a line, secrets as `set` or `not set`."""
    groups = {
        "database": settings.database,
        "telegram": settings.telegram,
        "discord": settings.discord,
        "http": settings.http,
    }
    lines = [f"settings: {name} {_describe_group(group)}" for name, group in groups.items()]
    keys = len(settings.secret_keys)
    pictures = "set" if settings.pictures_url else "in the data directory"
    return [
        *lines,
        f"settings: secret_keys={keys or 'its own'} log_format={settings.log_format} pictures={pictures}",
    ]


def _describe_group(group: Any) -> str:
    shown = {each.name: (getattr(group, each.name), each.repr) for each in fields(group)}
    return " ".join(
        f"{name}={value if is_open or value is None else 'set'}" for name, (value, is_open) in shown.items()
    ).replace("=None", "=not set")
