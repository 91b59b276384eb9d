"""Everything that has to do with the bytes of uploads: fetched from a platform, cleaned, kept, read again."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from datetime import datetime
from hashlib import sha256

from core.errors import Unavailable
from core.identifiers import UserId
from core.pictures.cleaning import Cleaner, CleanPicture, NotAPicture
from core.pictures.store import Store, Stored

LARGEST_UPLOAD = 20 * 1024 * 1024
"""Bytes. Source: Telegram Bot API, getFile (the smallest limit of the platforms)."""

FETCH_SECONDS = 30.0
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}

Fetch = Callable[[str], Awaitable[bytes]]


class Shelf:
    """Where uploads lie, and how each bot's uploads are fetched."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cleaner = Cleaner()
        self._fetchers: dict[tuple[str, str], Fetch] = {}

    def learn(self, platform: str, bot: str, fetch: Fetch) -> None:
        """Fetch what people send to this bot with `fetch`."""
        self._fetchers[platform, bot] = fetch

    async def fetch(self, platform: str, bot: str, ref: str) -> bytes:
        """The upload behind `ref`.

        Raises:
            NotFound: the platform does not keep it any more.
            NotAPicture: it is too large, or empty.
            Unavailable: the platform does not give it now, or this process does not speak with it.
        """
        fetch = self._fetchers.get((platform, bot))
        if fetch is None:
            raise Unavailable
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                content = await fetch(ref)
        except (OSError, TimeoutError) as error:
            raise Unavailable from error
        if not 0 < len(content) <= LARGEST_UPLOAD:
            raise NotAPicture
        return content

    async def clean(self, content: bytes) -> CleanPicture:
        """See `Cleaner.clean`."""
        return await self._cleaner.clean(content)

    async def keep(self, owner: UserId, picture: CleanPicture) -> str:
        """Put the picture on the shelf; returns its storage key. The same bytes of one person lie there once.

        Raises:
            StoreAway: it could not be kept now.
        """
        key = name_key(owner, picture)
        await self._store.put(key, picture.content)
        return key

    async def read(self, key: str) -> bytes:
        """The bytes kept under `key`.

        Raises:
            NotFound: there are none.
            StoreAway: they cannot be had now.
        """
        return await self._store.get(key)

    def list_all(self, *, before: datetime) -> AsyncGenerator[list[Stored]]:
        return self._store.list_all(before=before)

    async def drop(self, keys: Sequence[str]) -> None:
        await self._store.delete(keys)


def name_key(owner: UserId, picture: CleanPicture) -> str:
    """`<owner>/<hash>.<type>`: nobody's picture can be named by another's key."""
    return f"{owner}/{sha256(picture.content).hexdigest()}.{_SUFFIXES[picture.content_type]}"
