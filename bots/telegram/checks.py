"""What `ams doctor` asks of Telegram: is the token right, do updates arrive, in the way that is set."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from telegram import WebhookInfo
from telegram.error import TelegramError

from bots.telegram.bot import JournalBot
from bots.telegram.polling import explain
from bots.telegram.webhook import webhook_path

MANY_PENDING = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One line of the doctor's report; `cure` is empty where all is well."""

    holds: bool
    says: str
    cure: str = ""


async def examine(*, token: str, api_url: str, public_url: str | None) -> tuple[Finding, ...]:
    """Ask the platform about this bot. `public_url` None: the bot is to poll."""
    async with _visit(token, api_url) as bot:
        try:
            me = await bot.get_me()
            info = await bot.get_webhook_info()
        except TelegramError as error:
            return (Finding(holds=False, says="Telegram does not accept the bot", cure=explain(error)),)
    known = Finding(holds=True, says=f"Telegram knows the bot as @{me.username}")
    return (known, *_of_delivery(info, token, public_url))


def _of_delivery(info: WebhookInfo, token: str, public_url: str | None) -> tuple[Finding, ...]:
    wanted = f"{public_url.rstrip('/')}{webhook_path(token)}" if public_url else ""
    if info.url != wanted:
        return (_of_wrong_address(info, wanted),)
    findings = [
        Finding(
            holds=True, says="Telegram delivers to the webhook" if wanted else "Telegram waits to be polled"
        )
    ]
    if info.last_error_message:
        findings.append(
            Finding(
                holds=False,
                says=f"the last delivery failed: {info.last_error_message}",
                cure="AMS_PUBLIC_URL must reach this server over HTTPS",
            )
        )
    if info.pending_update_count > MANY_PENDING:
        findings.append(
            Finding(
                holds=False,
                says=f"{info.pending_update_count} updates wait at Telegram",
                cure="is `ams serve` running with the role bots?",
            )
        )
    return tuple(findings)


def _of_wrong_address(info: WebhookInfo, wanted: str) -> Finding:
    """`ams serve` sets or removes the webhook when it starts, so this is a warning about somebody else."""
    if not wanted:
        return Finding(
            holds=False,
            says="a webhook is set although AMS_TELEGRAM_MODE is polling",
            cure="start `ams serve`, which removes it, or set AMS_TELEGRAM_MODE=webhook",
        )
    return Finding(
        holds=False,
        says="no webhook is set" if not info.url else "the webhook leads elsewhere",
        cure="start `ams serve`, which sets it; is another server using this token?",
    )


@asynccontextmanager
async def _visit(token: str, api_url: str) -> AsyncGenerator[JournalBot]:
    async with aiohttp.ClientSession() as session:
        yield JournalBot(token, api_url=api_url, find_session=lambda: session)
