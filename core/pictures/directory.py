"""Pictures as files below the data directory."""

import asyncio
import os
from collections.abc import AsyncGenerator, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from core.errors import NotFound
from core.pictures.store import StoreAway, Stored

_BATCH = 1000
_UNFINISHED = ".part"


class Directory:
    """Readable by the journal's own account only. A file appears under its name when all of it is written."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, key: str, content: bytes) -> None:
        try:
            await asyncio.to_thread(self._put, key, content)
        except OSError as error:
            raise StoreAway from error

    async def get(self, key: str) -> bytes:
        try:
            return await asyncio.to_thread(self._find(key).read_bytes)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise NotFound from None
        except OSError as error:
            raise StoreAway from error

    async def delete(self, keys: Sequence[str]) -> None:
        try:
            await asyncio.to_thread(self._delete, keys)
        except OSError as error:
            raise StoreAway from error

    async def list_all(self, *, before: datetime) -> AsyncGenerator[list[Stored]]:
        found = await asyncio.to_thread(lambda: list(self._walk(before)))
        for start in range(0, len(found), _BATCH):
            yield found[start : start + _BATCH]

    def _put(self, key: str, content: bytes) -> None:
        file = self._find(key)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = file.with_name(f"{uuid4().hex}{_UNFINISHED}")
        try:
            with unfinished.open("xb") as out:
                unfinished.chmod(0o600)
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)

    def _delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            self._find(key).unlink(missing_ok=True)

    def _walk(self, before: datetime) -> Iterator[Stored]:
        """Unfinished files of killed processes among them: nobody names them, so they are swept away."""
        for file in self._root.rglob("*"):
            try:
                at = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC)
            except FileNotFoundError:
                continue
            if file.is_file() and at < before:
                yield Stored(key=file.relative_to(self._root).as_posix(), at=at)

    def _find(self, key: str) -> Path:
        file = (self._root / key).resolve()
        if not file.is_relative_to(self._root.resolve()):
            raise NotFound
        return file
