"""The platform says no: people who block, floods, lost answers; the journal goes on."""

from datetime import timedelta

import pytest

from core.clock import MovedClock
from core.storage.database import DatabaseUrls
from scheduler.registry import open_checkins
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.refusal import flood
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.journeys.served import ask, becomes

LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"

pytestmark = [pytest.mark.parametrize("mode", ["polling"]), pytest.mark.usefixtures("journal")]


async def ask_for_checkins(clock: MovedClock) -> None:
    """A few days later."""
    clock.move_to(clock.now() + timedelta(days=4))
    await open_checkins(clock.now())


async def test_who_blocks_the_bot_is_left_alone_until_they_come_back(
    ana: User, moved_clock: MovedClock, database_urls: DatabaseUrls
) -> None:
    ana.sends("/start")
    for question in ("Where are you?", "Account currency?", "Risk per trade"):
        await ana.sees(question)
        ana.presses("Later")
    ready = await ana.sees("Ready.")
    ana.blocks()
    await ask_for_checkins(moved_clock)
    await becomes("blocked", database_urls.service, "select state from chat_accounts")
    # the first question may have been on its way when the block became known
    asked = await ask(database_urls.service, "select count(*) from inbox where kind = 'prompt'")
    await ask_for_checkins(moved_clock)
    assert asked == await ask(database_urls.service, "select count(*) from inbox where kind = 'prompt'")
    ana.unblocks()
    ana.sends("/open")
    await ana.sees("open", below=ready)
    await ask_for_checkins(moved_clock)
    await ana.sees("Risk management?", seconds=PATIENCE)


async def test_a_flood_is_waited_out(ana: User, api: BotApiServer) -> None:
    api.fail_next("sendMessage", flood(1))
    ana.sends(LINE)
    await ana.sees("● EURUSD", seconds=PATIENCE)
    assert 1 == len(ana.messages)


@pytest.mark.parametrize(
    ("fault", "cards"), [(Fault(lose_request=True), 1), (Fault(lose_answer=True), 2)], ids=str
)
async def test_a_card_of_unknown_fate_is_said_once_more(
    ana: User, api: BotApiServer, fault: Fault, cards: int
) -> None:
    api.fail_next("sendMessage", fault)
    ana.sends(LINE)
    await api.world.until(lambda: len(ana.messages) == cards, PATIENCE, what="the card")
    ana.sends("/open")
    await ana.sees("1 trade is open", seconds=PATIENCE)
    assert cards + 1 == len(ana.messages)
