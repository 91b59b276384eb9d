"""The database goes away: Discord keeps nothing for us, so everybody is told that nothing was saved."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from core.storage.database import DatabaseUrls
from tests.faults.proxy import DatabaseProxy
from tests.patience import PATIENCE
from tests.platforms.discord.server import Person
from tests.platforms.discord.server.people import read_text

AWAY = "The journal is away for a moment. Nothing was saved: please send it again in a minute."


@pytest.fixture
async def proxy(database_urls: DatabaseUrls) -> AsyncIterator[DatabaseProxy]:
    socket = Path(_host_of(database_urls)) / ".s.PGSQL.5432"
    with tempfile.TemporaryDirectory(prefix="ams-") as short:
        proxy = DatabaseProxy(socket, Path(short) / socket.name)
        await proxy.open()
        yield proxy
        await proxy.shut()


@pytest.fixture
def environment(
    environment: dict[str, str], database_urls: DatabaseUrls, proxy: DatabaseProxy
) -> dict[str, str]:
    host, shut_off = _host_of(database_urls), str(proxy.socket.parent)
    return {name: value.replace(host, shut_off) for name, value in environment.items()}


def _host_of(urls: DatabaseUrls) -> str:
    return parse_qs(urlsplit(urls.app).query)["host"][0]


@pytest.mark.usefixtures("journal")
async def test_nothing_is_said_to_be_saved_that_was_not(ana: Person, proxy: DatabaseProxy) -> None:
    await ana.slash("open")
    await ana.sees("Nothing is open")
    await proxy.shut()
    await ana.slash("log", trade="long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.sees(AWAY, seconds=PATIENCE)
    await ana.dms("short NQ 20000 sl 20050 1 contract")
    await ana.sees_often(AWAY, 2, seconds=PATIENCE)
    await proxy.open()
    await ana.dms("long XAUUSD 2410 sl 2405 0.1 lots")
    await ana.sees("● XAUUSD ▲", seconds=PATIENCE)
    await ana.slash("open")
    assert "EURUSD" not in read_text(await ana.sees("1 trade is open"))
