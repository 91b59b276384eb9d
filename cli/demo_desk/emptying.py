"""Takes everybody off the demo desk."""

import asyncpg

from cli.house import House

_TIMEOUT_SECONDS = 30

# The whole desk goes at once, its audit with it: a demo owes nobody a history.
_EMPTY = """
truncate users, audit_logs cascade;
update demo_clock set offset_seconds = 0;
"""


async def empty(house: House) -> None:
    """Delete all people of the demo with everything that is theirs; only ever called on the demo's own database."""
    assert house.settings.database.is_embedded
    assert house.urls.owner is not None
    connection = await asyncpg.connect(
        house.urls.owner, timeout=_TIMEOUT_SECONDS, command_timeout=_TIMEOUT_SECONDS
    )
    try:
        await connection.execute(_EMPTY)
    finally:
        await connection.close(timeout=_TIMEOUT_SECONDS)
