"""Write catalogue.txt from a fresh database: run it after every new migration and read the difference."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import asyncpg

from core.storage.catalogue import EXPECTED, read_catalogue
from core.storage.embedded import join_servers
from core.storage.migrate import migrate


async def write_catalogue() -> None:
    directory = Path(tempfile.gettempdir()) / "ams-catalogue"
    shutil.rmtree(directory, ignore_errors=True)
    servers = await join_servers(directory)
    try:
        owner_url = servers.urls.owner
        assert owner_url is not None
        await migrate(owner_url)
        owner = await asyncpg.connect(owner_url)
        lines = await read_catalogue(owner)
        await owner.close()
    finally:
        await servers.leave()
        shutil.rmtree(directory, ignore_errors=True)
    EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(write_catalogue())
