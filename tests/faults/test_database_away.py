"""The database goes away and comes back: nothing is acknowledged in vain, each chat hears of it once."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bots.intake import JournalAway
from core.clock import FixedClock
from core.messaging.addresses import Platform
from core.storage.database import DatabaseUrls, opened
from tests.builders.desk import TestDesk, running
from tests.builders.talk import an_event, words_of
from tests.faults.proxy import DatabaseProxy


@pytest.fixture
async def proxy(database_urls: DatabaseUrls, tmp_path: Path) -> AsyncIterator[DatabaseProxy]:
    query = parse_qs(urlsplit(database_urls.app).query)
    port = query.get("port", ["5432"])[0]
    name = f".s.PGSQL.{port}"
    proxy = DatabaseProxy(Path(query["host"][0]) / name, tmp_path / name)
    await proxy.open()
    yield proxy
    await proxy.shut()


@pytest.fixture
async def desk(
    proxy: DatabaseProxy, database_urls: DatabaseUrls, clock: FixedClock
) -> AsyncIterator[TestDesk]:
    host = parse_qs(urlsplit(database_urls.app).query)["host"][0]
    urls = DatabaseUrls(
        app=database_urls.app.replace(host, str(proxy.socket.parent)),
        service=database_urls.service.replace(host, str(proxy.socket.parent)),
    )
    async with opened(urls), running(TestDesk(clock)) as desk:
        yield desk


async def told_of(desk: TestDesk, platform: Platform) -> str | None:
    """What a chat is to be told directly; None: nothing more."""
    with pytest.raises(JournalAway) as away:
        await desk.intake.receive(an_event("long EURUSD 1.08", platform=platform))
    return words_of(away.value.screen) if away.value.screen else None


async def test_telegram_hears_once_per_outage_that_its_message_waits(
    desk: TestDesk, proxy: DatabaseProxy
) -> None:
    await desk.tell(an_event(command="help"))
    await proxy.shut()
    first = "The journal is away for a moment. Your message waits and is filed when it is back."

    assert first == await told_of(desk, Platform.TELEGRAM)
    assert await told_of(desk, Platform.TELEGRAM) is None

    await proxy.open()
    await desk.tell(an_event(command="help"))
    await proxy.shut()
    assert first == await told_of(desk, Platform.TELEGRAM)


async def test_discord_is_told_each_time_that_nothing_was_saved(desk: TestDesk, proxy: DatabaseProxy) -> None:
    await proxy.shut()
    told = {await told_of(desk, Platform.DISCORD), await told_of(desk, Platform.DISCORD)}

    assert {"The journal is away for a moment. Nothing was saved: please send it again in a minute."} == told


async def test_everything_goes_on_when_it_is_back(desk: TestDesk, proxy: DatabaseProxy) -> None:
    await proxy.shut()
    await told_of(desk, Platform.CONSOLE)
    await proxy.open()
    await desk.tell(an_event(command="help"))

    assert ["Help is here"] == desk.words
