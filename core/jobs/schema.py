"""The queue's tables, laid down and kept current next to the journal's own migrations."""

import asyncpg
from pgqueuer import AsyncpgDriver

from core.jobs.queue import SCHEMA, queries

# The app role may add a job and nothing else; only the service role takes them.
_GRANTS = """
grant usage on schema {schema} to {app}, {service};
grant insert, select on all tables in schema {schema} to {app};
grant select, insert, update, delete, truncate on all tables in schema {schema} to {service};
grant usage, select on all sequences in schema {schema} to {app}, {service};
grant execute on all functions in schema {schema} to {app}, {service};
"""


async def install_queue(owner: asyncpg.Connection, *, app: str, service: str) -> None:
    """Create or upgrade the queue's schema; does nothing to one that is current.

    `owner` is the owner's connection outside a transaction, `app` and `service` the role names.
    """
    queue = queries(AsyncpgDriver(owner))
    if await queue.schema_is_installed():
        await queue.upgrade()
    else:
        await queue.install()
    await owner.execute(_GRANTS.format(schema=SCHEMA, app=app, service=service))
