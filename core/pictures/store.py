"""Where pictures lie: one door for a directory and for an S3-compatible store."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.errors import Unavailable


class StoreAway(Unavailable):
    """The place where pictures lie does not answer, or is full."""

    code = "store_away"
    phrase = "The place where pictures lie is away for a moment."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """`at` is when the bytes were put there last."""

    key: str
    at: datetime


class Store(Protocol):
    """Keys are relative paths of letters, digits, dots, dashes and slashes. Every call ends in time.

    All of them raise StoreAway where the place does not answer.
    """

    async def put(self, key: str, content: bytes) -> None:
        """Keep the bytes, wholly or not at all; the same key again replaces them."""
        ...

    async def get(self, key: str) -> bytes:
        """The bytes.

        Raises:
            NotFound: there are none.
        """
        ...

    async def delete(self, keys: Sequence[str]) -> None:
        """Drop them; one that is not there is no error."""
        ...

    def list_all(self, *, before: datetime) -> AsyncGenerator[list[Stored]]:
        """Everything put there before `before`, in batches."""
        ...
