"""Calls the doors: single statements that need no transaction of their own and see nothing by themselves."""

from typing import Any

import asyncpg

from core.storage.database import require_database
from core.storage.faults import translated


async def call_door(sql: str, *arguments: Any) -> list[asyncpg.Record]:
    """Run one statement with the app role and no tenant: one round trip.

    Raises:
        Unavailable: the database does not answer.
    """
    with translated():
        return await require_database().app.call(sql, *arguments)
