"""`kill -9` of the journal again and again while people trade and check in: nothing is lost, nothing doubled."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from random import Random

import pytest

from tests.faults.books import (
    SaidRow,
    age_claims,
    finish,
    list_lost,
    list_said,
    list_said_rows,
    list_scores,
    list_trades,
    watching,
)
from tests.faults.crowd import FIRST_SCORE, PROMPTED, Reviewer, Trader
from tests.faults.journal import Home, Journal
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer

KILLS = 14
LONGEST_LIFE = 8.0
"""Seconds after which a process is killed even if it said little."""
WAITED_FOR = 0.8
"""The share of lives in which it comes to work at all; the others may die while they start."""

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

    @property
    def people(self) -> Sequence[Trader | Reviewer]:
        return (*self.traders, *self.reviewers)

    def live(self) -> Sequence[asyncio.Task[None]]:
        """Until the killing is over; everybody finishes what they began."""
        return [
            *(asyncio.create_task(trader.trade_until(lambda: self.is_over)) for trader in self.traders),
            *(asyncio.create_task(self._review(reviewer)) for reviewer in self.reviewers),
        ]

    async def _review(self, reviewer: Reviewer) -> None:
        await reviewer.settle_in()
        below = reviewer.user.last
        async with self.home.questions() as books:
            await books.execute(_MAKE_DUE, str(reviewer.user.id))
        await reviewer.check_in(below=below)

    async def life_of(self, journal: Journal) -> None:
        """Return at the moment at which this process is to die: after a few calls, or in the midst of one."""
        if self.chance.random() < WAITED_FOR:
            await journal.says("journal.ready")
        talked = self._count_talk() + self.chance.choice((1, 2, 3, 5, 8, 13, 21))
        with suppress(AssertionError):
            await self.api.world.until(
                lambda: self._count_talk() >= talked or not journal.is_running, LONGEST_LIFE
            )
        await asyncio.sleep(self.chance.random() * 0.03)

    def _count_talk(self) -> int:
        """Calls by which it listens and speaks; menus are set beside."""
        return len(self.api.calls_of("getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery"))

    async def bury(self) -> None:
        """After a death: what was confirmed is there, and what was held is free."""
        async with self.home.questions() as books:
            assert [] == await list_lost(books, self.api, self.first_update)
            await age_claims(books)


@pytest.mark.timeout(600)
async def test_killed_again_and_again_each_fact_is_there_once(home: Home, api: BotApiServer) -> None:
    town = Town(home, api, Random(20_261_123))
    journal = await home.start()
    await journal.says("journal.ready")
    async with watching(home, town.people):
        living = town.live()
        for _ in range(KILLS):
            await town.life_of(journal)
            assert journal.is_running, "\n".join(journal.lines[-20:])
            await journal.kill()
            await town.bury()
            journal = await home.start()
        town.is_over = True
        await finish(home, living)
    await api.world.until(lambda: not api.updates.pending, PATIENCE, what="every update to be confirmed")
    await _require_books(town)
    assert 0 == await journal.stop()


async def _require_books(town: Town) -> None:
    async with town.home.questions() as books:
        assert [] == await list_lost(books, town.api, town.first_update)
        assert 0 == await books.fetchval("select count(*) from inbox where status <> 'done'")
        for trader in town.traders:
            expected = [(price, "closed", 2) for price in trader.opened]
            assert expected == await list_trades(books, trader)
        for reviewer in town.reviewers:
            assert [Decimal("8.00")] == await list_scores(books, reviewer.user)
        rows = await list_said_rows(books)
    assert {"sent", "uncertain"} >= {row.state for row in rows}
    for trader in town.traders:
        _require_cards(town, trader, rows)
    for reviewer in town.reviewers:
        _require_prompts(town, reviewer, rows)


def _require_cards(town: Town, trader: Trader, rows: Sequence[SaidRow]) -> None:
    """A card is said once; where its fate was unknown once more; where it was so twice it may be missing."""
    said = list_said(town.api, trader.user)
    for price, event in trader.opened.items():
        (card,) = (row for row in rows if row.event == event)
        times = sum(f"@ {price}" in text for text in said)
        assert card.least <= times <= card.most, f"{times} times: {card}"


def _require_prompts(town: Town, reviewer: Reviewer, rows: Sequence[SaidRow]) -> None:
    """A prompt is never said twice; what was asked for is an answer like any other."""
    events = {PROMPTED, *reviewer.asked.get(FIRST_SCORE, [])}
    questions = [row for row in rows if row.chat == str(reviewer.user.id) and row.event in events]
    times = sum(FIRST_SCORE in text for text in list_said(town.api, reviewer.user))
    assert sum(row.least for row in questions) <= times, f"{times} times: {questions}"
    assert sum(row.most for row in questions) >= times, f"{times} times: {questions}"
