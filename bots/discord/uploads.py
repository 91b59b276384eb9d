"""Fetches the pictures that people send."""

import asyncio

import discord
from yarl import URL

from bots.discord.failures import REST_ERRORS
from core.errors import NotFound, Unavailable

DOWNLOAD_SECONDS = 30.0


async def fetch_upload(client: discord.Client, ref: str) -> bytes:
    """The bytes behind an Upload's `ref`, an address that Discord has signed for about a day.

    Raises:
        NotFound: Discord does not keep it any more.
        Unavailable: Discord does not answer.
    """
    if URL(ref).scheme not in {"https", "http"} or client.application_id is None:
        raise NotFound
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            return await client.http.get_from_cdn(ref)
    except (discord.NotFound, discord.Forbidden):
        raise NotFound from None
    except REST_ERRORS:
        raise Unavailable from None
