"""What `ams doctor` asks of Discord: is the token right, can events arrive, may the bot speak in a channel."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord

from bots.discord.endpoints import use_api
from bots.discord.failures import REST_ERRORS, failure_of

SECONDS = 15.0
FEW_STARTS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One line of the doctor's report; `cure` is empty where all is well."""

    holds: bool
    says: str
    cure: str = ""


async def examine(*, token: str, api_url: str, channels: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Ask Discord about this bot, and about the channels in which it speaks to mentors."""
    try:
        async with asyncio.timeout(SECONDS), _visit(token, api_url) as client:
            return (
                Finding(holds=True, says=f"Discord knows the bot as {client.user}"),
                _of_endpoint(client.application),
                await _of_starts(client),
                *[await _of_channel(client, channel) for channel in channels],
            )
    except discord.LoginFailure:
        cure = "copy the token again from the bot's page of the developer portal"
        return (Finding(holds=False, says="Discord refuses AMS_DISCORD_TOKEN", cure=cure),)
    except REST_ERRORS as error:
        cure = "is AMS_DISCORD_API_URL right, and the network up?"
        return (Finding(holds=False, says=f"Discord does not answer: {failure_of(error).reason}", cure=cure),)


def _of_endpoint(application: discord.AppInfo | None) -> Finding:
    if application is not None and application.interactions_endpoint_url:
        return Finding(
            holds=False,
            says="Discord sends interactions to a web address, not to the gateway",
            cure="clear the interactions endpoint URL in the developer portal",
        )
    return Finding(holds=True, says="Discord sends interactions to the gateway")


async def _of_starts(client: discord.Client) -> Finding:
    _, _, limit = await client.http.get_bot_gateway()
    if limit["remaining"] < FEW_STARTS:
        return Finding(
            holds=False,
            says=f"only {limit['remaining']} log-ins are left today",
            cure="find out what restarts the bot: beyond the last one Discord resets the token",
        )
    return Finding(holds=True, says=f"{limit['remaining']} log-ins are left today")


async def _of_channel(client: discord.Client, channel: str) -> Finding:
    try:
        found = await client.http.get_channel(int(channel))
    except REST_ERRORS as error:
        return Finding(
            holds=False,
            says=f"channel {channel}: {failure_of(error).reason}",
            cure="let the bot view the channel, send messages, embed links and attach files",
        )
    return Finding(holds=True, says=f"the bot sees #{found.get('name', channel)}")


@asynccontextmanager
async def _visit(token: str, api_url: str) -> AsyncGenerator[discord.Client]:
    use_api(api_url)
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        await client.login(token)
        yield client
    finally:
        await client.close()
