"""What `ams doctor` asks of Telegram: is the token right, do updates arrive, may the bot post in a channel."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from telegram import ChatMember, ChatMemberAdministrator, WebhookInfo
from telegram.error import InvalidToken, TelegramError

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


async def examine(
    *, token: str, api_url: str, public_url: str | None, channels: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Ask the platform about this bot, and about the chats in which it speaks to mentors.

    `public_url` None: the bot is to poll.
    """
    async with _visit(token, api_url) as bot:
        try:
            await bot.initialize()
            info = await bot.get_webhook_info()
        except TelegramError as error:
            return (_of_silence(error),)
        known = Finding(holds=True, says=f"Telegram knows the bot as @{bot.username}")
        return (
            known,
            *_of_delivery(info, token, public_url),
            *[await _of_channel(bot, channel) for channel in channels],
        )


def _of_silence(error: TelegramError) -> Finding:
    if isinstance(error, InvalidToken):
        cure = "ask @BotFather for the present token"
        return Finding(holds=False, says="Telegram refuses AMS_TELEGRAM_TOKEN", cure=cure)
    cure = "is AMS_TELEGRAM_API_URL right, and the network up?"
    return Finding(holds=False, says=f"Telegram does not answer: {explain(error)}", cure=cure)


async def _of_channel(bot: JournalBot, channel: str) -> Finding:
    try:
        chat = await bot.get_chat(channel)
        standing = await bot.get_chat_member(channel, bot.id)
    except TelegramError as error:
        cure = "add the bot to the chat again, or let the mentor name another one: /digest here"
        return Finding(holds=False, says=f"chat {channel}: {error.message}", cure=cure)
    name = chat.title or channel
    if not _may_post(standing, is_channel=chat.type == chat.CHANNEL):
        cure = "make the bot an administrator that may post messages"
        return Finding(holds=False, says=f"the bot may not post in {name}", cure=cure)
    return Finding(holds=True, says=f"the bot may post in {name}")


def _may_post(standing: ChatMember, *, is_channel: bool) -> bool:
    if is_channel:
        return isinstance(standing, ChatMemberAdministrator) and bool(standing.can_post_messages)
    return standing.status in (ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


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
