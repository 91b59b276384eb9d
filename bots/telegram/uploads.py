"""Fetches the pictures that people send."""

from telegram.error import BadRequest, TelegramError

from bots.telegram.bot import JournalBot
from core.errors import NotFound, Unavailable

DOWNLOAD_SECONDS = 30.0


async def fetch_upload(bot: JournalBot, ref: str) -> bytes:
    """The bytes behind an Upload's `ref`.

    Raises:
        NotFound: the platform does not keep it any more, or it is above 20 MB.
        Unavailable: the platform does not answer.
    """
    try:
        file = await bot.get_file(ref)
        return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
    except BadRequest:
        raise NotFound from None
    except (TelegramError, RuntimeError):
        raise Unavailable from None
