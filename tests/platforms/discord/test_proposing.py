"""While an option is typed the trader's own values are proposed: in time, without a trace in the journal."""

import asyncio
from typing import Any

import pytest

from bots.glancing import MOST, Glances
from core.storage.unit_of_work import begin_service
from tests.platforms.discord.journal import Journal
from tests.platforms.discord.server import DiscordServer, Person
from tests.platforms.discord.whole import journal, server

__all__ = ["journal", "server"]


@pytest.fixture
async def ana(journal: Journal, server: DiscordServer) -> Person:
    """With two open trades, and a closed one before them."""
    ana = server.person("Ana")
    await ana.dms("long GBPUSD 1.2500 sl 1.2450 0.1 lots #london")
    await ana.sees("● GBPUSD")
    await ana.dms("GBPUSD exit 1.2550")
    await ana.sees("✓ GBPUSD")
    await ana.dms("short XAUUSD 2410 sl 2415 0.1 lots #breakout")
    await ana.sees("● XAUUSD")
    await ana.dms("long EURUSD 1.0850 sl 1.0820 0.5 lots #breakout")
    await ana.sees("● EURUSD")
    return ana


async def test_the_traders_own_markets_come_first_then_the_catalogue(ana: Person) -> None:
    proposed = await ana.types("log", "symbol", "")
    assert ["EURUSD", "XAUUSD", "GBPUSD"] == [ana.proposed[label] for label in proposed[:3]]
    assert MOST == len(proposed)
    first = (await ana.types("log", "symbol", "gbp"))[0]
    assert "GBPUSD" == ana.proposed[first]
    await ana.types("log", "symbol", "apple")
    assert "AAPL" in ana.proposed.values()


async def test_setups_are_proposed_the_most_traded_first_and_chosen_become_tags(ana: Person) -> None:
    assert ["london", "breakout"] == await ana.types("log", "setup", "")
    assert ["london"] == await ana.types("log", "setup", "lo")
    await ana.slash(
        "log", symbol="NQ", side="long", entry="18000", size="2", setup="breakout", feeling="calm"
    )
    card = await ana.sees("● NQ ▲ 2 contracts @ 18000")
    assert "breakout · calm" in card["content"] + str(card["embeds"])


async def test_a_trade_given_option_by_option_needs_no_question(ana: Person) -> None:
    options = {"symbol": "USDJPY", "side": "short", "entry": "149.500", "stop": "30 pips", "size": "0.2"}
    await ana.slash("log", **options, note="second touch, london open", target="148.900")
    card = await ana.sees("● USDJPY ▼ 0.20 lots @ 149.50")
    assert "second touch, london open" in str(card)


async def test_open_trades_are_proposed_and_the_chosen_one_is_closed(ana: Person) -> None:
    proposed = await ana.types("close", "trade", "")
    assert ["● EURUSD ▲ 0.50 lots @ 1.0850 · 18 Nov", "● XAUUSD ▼ 0.10 lots @ 2410 · 18 Nov"] == proposed
    await ana.types("close", "trade", "xau")
    await ana.slash("close", trade=next(iter(ana.proposed.values())), exit="2400")
    await ana.sees("✓ XAUUSD ▼ closed +2.00R")


async def test_nobody_is_proposed_what_is_somebody_elses(ana: Person, server: DiscordServer) -> None:
    ben = server.person("Ben")
    assert [] == await ben.types("close", "trade", "")
    assert "EURUSD" in (await ben.types("log", "symbol", "eur"))[0]


async def test_typing_leaves_no_trace(ana: Person, journal: Journal, server: DiscordServer) -> None:
    async def count() -> list[tuple[object, ...]]:
        async with begin_service(now=journal.clock.now()) as uow:
            rows = await uow.fetch(
                """select (select count(*) from users), (select count(*) from inbox), (select count(*) from outbox),
                (select count(*) from audit_logs), (select max(last_seen_at) from chat_accounts)"""
            )
        return [tuple(row) for row in rows]

    before = await count()
    await ana.types("log", "symbol", "e")
    await server.person("Stranger").types("log", "setup", "b")
    assert before == await count()


async def test_in_a_language_of_ones_own(ana: Person, server: DiscordServer) -> None:
    eva = server.person("Eva", locale="es-ES")
    assert len(await eva.types("log", "feeling", "")) > 5


async def test_a_slow_journal_costs_the_answer_nothing_but_ones_own_values(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.glancing.SECONDS", 0.05)

    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr("bots.glancing.find_chat_person", never)
    assert "EURUSD" in (await ana.types("log", "symbol", "eurusd"))[0]
    assert [] == await ana.types("close", "trade", "")


async def test_an_option_of_an_older_version_is_answered_too(ana: Person, server: DiscordServer) -> None:
    command = next(one for one in server.world.commands if one["name"] == "log")
    command["options"].append({"type": 3, "name": "gone", "description": "x", "autocomplete": True})
    assert [] == await ana.types("log", "gone", "x")


async def test_a_late_proposal_is_refused_and_nothing_else_happens(
    ana: Person, server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose = Glances.propose

    async def late(self: Glances, *arguments: Any, **named: Any) -> Any:
        server.clock.advance(90)
        return await propose(self, *arguments, **named)

    monkeypatch.setattr(Glances, "propose", late)
    interaction = await ana.begins_typing("log", "symbol")
    await server.world.changed(lambda: server.asked("POST", f"/{interaction.id}/.*callback$"))
    assert [10062] == [one.code for one in server.asked("POST", "/callback$") if one.code]
    assert interaction.acknowledged is None
    monkeypatch.undo()
    await ana.types("log", "symbol", "e")
    await ana.slash("open")
    await ana.sees("2 trades are open")
