"""Write catalogue.txt and state.py from a fresh database: run it after every change and read the difference."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import asyncpg
from aerich.utils import compress_dict, get_models_describe

from core.storage.catalogue import EXPECTED, read_catalogue
from core.storage.embedded import join_servers
from core.storage.migrate import APP, migrate, tortoise_config
from tortoise.context import TortoiseContext

_WIDTH = 104
_STATE = Path(__file__).with_name("state.py")


async def write_catalogue() -> None:
    directory = Path(tempfile.gettempdir()) / "ams-catalogue"
    shutil.rmtree(directory, ignore_errors=True)
    servers = await join_servers(directory)
    try:
        owner_url = servers.urls.owner
        assert owner_url is not None
        await migrate(owner_url)
        state = await _describe_models(owner_url)
        owner = await asyncpg.connect(owner_url)
        lines = await read_catalogue(owner)
        await owner.close()
    finally:
        await servers.leave()
        shutil.rmtree(directory, ignore_errors=True)
    EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _STATE.write_text(
        '"""The models as the newest migration leaves them; aerich compares new models with this."""\n\n'
        f"MODELS_STATE = (\n{state})\n",
        encoding="utf-8",
    )


async def _describe_models(owner_url: str) -> str:
    async with TortoiseContext() as context:
        await context.init(config=tortoise_config(owner_url))
        text = compress_dict(get_models_describe(APP))
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return "".join(f'    "{line}"\n' for line in lines)


if __name__ == "__main__":
    asyncio.run(write_catalogue())
