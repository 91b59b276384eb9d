"""`kill -9` of `ams serve` between Telegram and the journal: nothing is lost, nothing doubled beyond the policy."""

import asyncio
import signal
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from core.storage.database import DatabaseUrls
from core.storage.embedded import Servers
from core.storage.embedded_postgres import SUPERUSER
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.journeys.conftest import environment_of
from tests.platforms.telegram.journeys.served import ask, barred, served, someone_waits

LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"
_TRADES = "select count(*) from trades where is_active"
_LATER = "update outbox set claimed_at = claimed_at - interval '10 minutes' where state = 'sending'"


@pytest.fixture
def environment(
    database_urls: DatabaseUrls, redis_url: str, api: BotApiServer, mode: str, tmp_path: Path
) -> dict[str, str]:
    return environment_of(database_urls, redis_url, api, tmp_path / "desk", mode)


@pytest.fixture
def superuser_url(database_urls: DatabaseUrls, servers: Servers) -> str:
    return servers.postgres.url(SUPERUSER, urlsplit(database_urls.service).path[1:])


@pytest.mark.parametrize(
    ("mode", "table"), [("polling", "inbox"), ("webhook", "inbox"), ("polling", "trades")]
)
async def test_killed_before_it_is_stored_or_before_it_is_handled(
    environment: dict[str, str], database_urls: DatabaseUrls, superuser_url: str, ana: User, table: str
) -> None:
    async with barred(superuser_url, table) as bar, served(environment) as journal:
        ana.sends(LINE)
        await someone_waits(bar, table)
        journal.kill()
    async with served(environment):
        await ana.sees("● EURUSD", seconds=PATIENCE)
        ana.sends("/trades")
        await ana.sees("EURUSD", below=ana.last)
    assert 1 == await ask(database_urls.service, _TRADES)
    assert 2 == len(ana.messages)


@pytest.mark.parametrize("mode", ["polling"])
@pytest.mark.parametrize(
    ("fault", "cards"),
    [(Fault(holds_request=True), 1), (Fault(holds_answer=True), 2)],
    ids=["before it arrived", "after it arrived"],
)
async def test_killed_while_a_card_is_sent(
    environment: dict[str, str],
    database_urls: DatabaseUrls,
    api: BotApiServer,
    ana: User,
    fault: Fault,
    cards: int,
) -> None:
    """A card whose fate is unknown is said once more; the trade is there once."""
    api.fail_next("sendMessage", fault)
    async with served(environment) as journal:
        ana.sends(LINE)
        await asyncio.wait_for(fault.reached.wait(), PATIENCE)
        journal.kill()
        await journal.wait()
    await ask(database_urls.service, _LATER)
    async with served(environment):
        await api.world.until(lambda: len(ana.messages) == cards, PATIENCE, what="the card")
        ana.sends("/trades")
        await ana.sees("EURUSD", below=ana.last)
    assert 1 == await ask(database_urls.service, _TRADES)
    assert cards + 1 == len(ana.messages)


@pytest.mark.parametrize("mode", ["polling"])
async def test_another_process_takes_over_from_a_killed_one_and_they_never_poll_together(
    environment: dict[str, str], api: BotApiServer, ana: User
) -> None:
    async with served(environment) as first:
        ana.sends(LINE)
        await ana.sees("● EURUSD", seconds=PATIENCE)
        async with served(environment):
            await api.world.until(lambda: len(api.calls_of("getChatMenuButton")) == 2, PATIENCE)
            first.kill()
            ana.sends("/open")
            await ana.sees("1 trade is open", seconds=PATIENCE)
    refused = [call for call in api.calls_of("getUpdates") if not call.answer["ok"]]
    assert [] == refused
    assert 2 == len(ana.messages)


async def test_asked_to_stop_it_stores_and_confirms_what_it_took(
    environment: dict[str, str], api: BotApiServer, ana: User
) -> None:
    async with served(environment) as journal:
        ana.sends(LINE)
        await ana.sees("● EURUSD", seconds=PATIENCE)
        journal.send_signal(signal.SIGTERM)
        assert 0 == await asyncio.wait_for(journal.wait(), PATIENCE)
    assert {} == api.updates.pending
