"""The database goes away and comes back: people hear of it once, and everything they wrote is filed."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from core.settings import Settings, read_settings
from core.storage.database import DatabaseUrls
from tests.faults.proxy import DatabaseProxy
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.people import text_of
from tests.platforms.telegram.journeys.conftest import environment_of

AWAY = "The journal is away for a moment. Your message waits and is filed when it is back."


@pytest.fixture
async def proxy(database_urls: DatabaseUrls) -> AsyncIterator[DatabaseProxy]:
    socket = Path(_host_of(database_urls)) / ".s.PGSQL.5432"
    with tempfile.TemporaryDirectory(prefix="ams-") as short:
        proxy = DatabaseProxy(socket, Path(short) / socket.name)
        await proxy.open()
        yield proxy
        await proxy.shut()


@pytest.fixture
def settings(
    database_urls: DatabaseUrls,
    proxy: DatabaseProxy,
    redis_url: str,
    api: BotApiServer,
    mode: str,
    tmp_path: Path,
) -> Settings:
    host, shut_off = _host_of(database_urls), str(proxy.socket.parent)
    urls = DatabaseUrls(
        app=database_urls.app.replace(host, shut_off), service=database_urls.service.replace(host, shut_off)
    )
    return read_settings(environment_of(urls, redis_url, api, tmp_path / "desk", mode))


def _host_of(urls: DatabaseUrls) -> str:
    return parse_qs(urlsplit(urls.app).query)["host"][0]


@pytest.mark.usefixtures("journal")
async def test_people_hear_of_an_outage_once_and_what_they_wrote_is_filed(
    ana: User, api: BotApiServer, proxy: DatabaseProxy
) -> None:
    ben = api.user("Ben")
    ana.sends("/open")
    await ana.sees("open")
    await proxy.shut()
    ana.sends("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    ben.sends("short NQ 20000 sl 20050 1 contract")
    await ana.sees(AWAY, seconds=PATIENCE)
    await ben.sees(AWAY, seconds=PATIENCE)
    ana.sends("exit 1.0880")
    await proxy.open()
    await ana.sees("closed +1.00R", seconds=PATIENCE)
    await ben.sees("● NQ ▼", seconds=PATIENCE)
    for person in (ana, ben):
        assert 1 == [text_of(message) for message in person.messages].count(AWAY)
