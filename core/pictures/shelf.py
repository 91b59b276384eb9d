"""Uploads as files in the data directory, named by what is in them."""

import asyncio
from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

from core.errors import DomainError, NotFound

LARGEST_UPLOAD = 20 * 1024 * 1024
"""Bytes. Source: Telegram Bot API, getFile (the smallest limit of the platforms)."""

FETCH_SECONDS = 8.0

Fetch = Callable[[str], Awaitable[bytes]]


class Shelf:
    """Where uploads lie, and how each bot's uploads are fetched."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory / "uploads"
        self._fetchers: dict[tuple[str, str], Fetch] = {}

    def learn(self, platform: str, bot: str, fetch: Fetch) -> None:
        """Fetch what people send to this bot with `fetch`."""
        self._fetchers[platform, bot] = fetch

    async def find_bytes(self, platform: str, bot: str, ref: str) -> bytes | None:
        """The upload behind `ref`; None if the platform does not give it in time (or it is too large)."""
        fetch = self._fetchers.get((platform, bot))
        if fetch is None:
            return None
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                content = await fetch(ref)
        except (DomainError, OSError, TimeoutError):
            return None
        return content if 0 < len(content) <= LARGEST_UPLOAD else None

    async def keep(self, content: bytes) -> str:
        """Write the bytes and return their storage key; the same bytes are written once."""
        return await asyncio.to_thread(self._keep, content)

    async def read(self, key: str) -> bytes:
        """The bytes kept under `key`.

        Raises:
            NotFound: there are none.
        """
        return await asyncio.to_thread(self._read, key)

    def _keep(self, content: bytes) -> str:
        name = sha256(content).hexdigest()
        key = f"{name[:2]}/{name}"
        file = self._directory / key
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished = file.with_suffix(".part")
            unfinished.write_bytes(content)
            unfinished.replace(file)
        return key

    def _read(self, key: str) -> bytes:
        file = (self._directory / key).resolve()
        if not file.is_relative_to(self._directory.resolve()) or not file.is_file():
            raise NotFound
        return file.read_bytes()


class _Open:
    shelf: Shelf | None = None


def open_shelf(directory: Path) -> Shelf:
    """Make the shelf of this process."""
    _Open.shelf = Shelf(directory)
    return _Open.shelf


def find_shelf() -> Shelf | None:
    """The shelf of this process; None where uploads are only remembered by their reference."""
    return _Open.shelf
