"""`kill -9` of the journal again and again while people trade and check in: nothing is lost, nothing doubled."""

import asyncio
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from random import Random

import pytest

from tests.faults.books import (
    age_claims,
    count_given_up,
    finish,
    list_lost,
    list_said,
    list_scores,
    list_trades,
)
from tests.faults.crowd import FIRST_SCORE, Reviewer, Trader
from tests.faults.journal import PATIENCE, Home, Journal
from tests.platforms.telegram.bot_api import BotApiServer

KILLS = 24
LONGEST_LIFE = 8.0
"""Seconds after which a process is killed even if it said little."""

_MAKE_DUE = """
update checkin_schedules set next_due_at = now() - interval '1 second' where user_id =
    (select user_id from chat_accounts where platform_user_id = $1) and last_fired_for is null
"""


class Town:
    """Six who trade and eight who check in, at one journal that is killed on a schedule."""

    def __init__(self, home: Home, api: BotApiServer, chance: Random) -> None:
        self.home, self.api, self.chance = home, api, chance
        self.traders = [Trader(user=api.user(f"Ana{each}")) for each in range(6)]
        self.reviewers = [Reviewer(user=api.user(f"Ben{each}")) for each in range(8)]
        self.first_update = api.updates.next_id
        self.is_over = False

    async def live(self) -> None:
        """Until the killing is over; everybody finishes what they began."""
        async with asyncio.TaskGroup() as tasks:
            for trader in self.traders:
                tasks.create_task(trader.trade_until(lambda: self.is_over))
            for reviewer in self.reviewers:
                tasks.create_task(self._review(reviewer))

    async def _review(self, reviewer: Reviewer) -> None:
        await reviewer.settle_in()
        async with self.home.questions() as books:
            await books.execute(_MAKE_DUE, str(reviewer.user.id))
        await reviewer.check_in()

    async def life_of(self, journal: Journal) -> None:
        """Return at the moment at which this process is to die: after a few calls, or in the midst of one."""
        called = len(self.api.world.calls) + self.chance.choice((1, 2, 3, 5, 8, 13, 21))
        with suppress(AssertionError):
            await self.api.world.until(
                lambda: len(self.api.world.calls) >= called or not journal.is_running, LONGEST_LIFE
            )
        await asyncio.sleep(self.chance.random() * 0.03)

    async def bury(self) -> None:
        """After a death: what was confirmed is there, and what was held is free."""
        async with self.home.questions() as books:
            assert [] == await list_lost(books, self.api, self.first_update)
            await age_claims(books)
            given_up = await count_given_up(books)
        for person in (*self.traders, *self.reviewers):
            person.given_up = given_up.get(str(person.user.id), 0)


@pytest.mark.timeout(300)
async def test_killed_again_and_again_each_fact_is_there_once(home: Home, api: BotApiServer) -> None:
    town = Town(home, api, Random(20_261_123))
    journal = await home.start()
    await journal.says("journal.ready")
    living = asyncio.create_task(town.live())
    for _ in range(KILLS):
        await town.life_of(journal)
        assert journal.is_running, "\n".join(journal.lines[-20:])
        await journal.kill()
        await town.bury()
        journal = await home.start()
    town.is_over = True
    await finish(home, [living])
    await api.world.until(lambda: not api.updates.pending, PATIENCE, what="every update to be confirmed")
    assert 0 == await journal.stop(within=20)
    await _require_books(town)
    _require_manners(town)


async def _require_books(town: Town) -> None:
    journal = await town.home.start("--roles", "api")
    await journal.says("journal.ready")
    async with town.home.questions() as books:
        assert [] == await list_lost(books, town.api, town.first_update)
        for trader in town.traders:
            expected = [(price, "closed", 2) for price in trader.opened]
            assert expected == await list_trades(books, trader)
        for reviewer in town.reviewers:
            assert [Decimal("8.00")] == await list_scores(books, reviewer.user)
        assert 0 == await books.fetchval("select count(*) from inbox where status <> 'done'")
    await journal.kill()


def _require_manners(town: Town) -> None:
    """An answer is said once, or twice where its fate was unknown; a prompt never twice."""
    for trader in town.traders:
        said = Counter(list_said(town.api, trader.user))
        cards = {price: sum(f"@ {price}" in text for text in said.elements()) for price in trader.opened}
        assert {} == {price: times for price, times in cards.items() if times > 2}
        # what died twice in the midst of being said is given up, whether it arrived or not
        assert sum(times == 0 for times in cards.values()) <= trader.given_up
    for reviewer in town.reviewers:
        prompts = [text for text in list_said(town.api, reviewer.user) if FIRST_SCORE in text]
        assert len(prompts) <= (3 if reviewer.has_asked else 1)
