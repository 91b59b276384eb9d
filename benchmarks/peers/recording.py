"""Records the statements of one logged trade, so that the floor can repeat exactly these without the product.

Whatever ids the product made up in it are made up anew for each repetition, inside texts and JSON as well.
"""

import re
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from models.fields import new_id

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One round trip; `arguments` empty and `sql` several statements where it opens the transaction."""

    method: str
    sql: str
    arguments: tuple[Any, ...]


@contextmanager
def record() -> Generator[list[Call]]:
    """Note what every connection of this process is asked meanwhile."""
    calls: list[Call] = []
    originals = {
        name: getattr(asyncpg.Connection, name) for name in ("fetch", "fetchrow", "fetchval", "execute")
    }

    def noting(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        async def note(self: asyncpg.Connection, query: str, *arguments: Any, **options: Any) -> Any:
            calls.append(Call(method=name, sql=query, arguments=arguments))
            return await original(self, query, *arguments, **options)

        return note

    for name, original in originals.items():
        setattr(asyncpg.Connection, name, noting(name, original))
    try:
        yield calls
    finally:
        for name, original in originals.items():
            setattr(asyncpg.Connection, name, original)


class Script:
    """A recorded trade of one person, ready to be repeated; person and account stay who they are."""

    def __init__(self, calls: Iterable[Call], *, person: UUID, account: UUID, event: str) -> None:
        self.person = person
        self.account = account
        self._calls = tuple(calls)
        self._event = event

    def prepare(self, event: str) -> tuple[Call, ...]:
        """One repetition with ids of its own."""
        known = {each: each for each in (str(self.person), str(self.account))}

        def fresh(match: re.Match[str]) -> str:
            return known.setdefault(match[0], str(new_id()))

        def renew(value: Any) -> Any:
            match value:
                case UUID():
                    return UUID(_ID.sub(fresh, str(value)))
                case str():
                    return event if value == self._event else _ID.sub(fresh, value)
                case list():
                    return [renew(each) for each in value]
                case _:
                    return value

        return tuple(
            Call(method=call.method, sql=call.sql, arguments=tuple(renew(each) for each in call.arguments))
            for call in self._calls
        )


async def play(connection: asyncpg.Connection, calls: Iterable[Call]) -> None:
    """Ask it all, one round trip after another."""
    for call in calls:
        await getattr(connection, call.method)(call.sql, *call.arguments)
