"""/today, /week, /month, /open, /trades: figures at once, each with its n; the picture follows as a job."""

import pytest

from core.clock import FixedClock
from core.storage.unit_of_work import begin_service
from tests.builders.chat import Chat


async def _trade(ana: Chat, exit_price: str) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.type(f"exit {exit_price}")


async def test_no_trades_are_said_so(ana: Chat) -> None:
    assert (await ana.type("/today")) == "Today: no trades\nNo trade was closed yet."
    assert (await ana.type("/week")).startswith("Week 47: no trades")
    assert (await ana.type("/month")).startswith("November: no trades")


async def test_the_figures_carry_their_counts(ana: Chat) -> None:
    for price in ("1.0910", "1.0835", "1.0850"):
        await _trade(ana, price)
    assert (await ana.type("/month")).splitlines()[:4] == [
        "November: +1.5R in 3 trades",
        "closed 3 1 W 1 L 1 BE",
        "win rate 50\u00a0% 1 of 2 decided, few yet",
        "per trade +0.50R n 3",
    ]


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/today yesterday", "Tue 17 Nov 2026: no trades"),
        ("/today 2026-10-28", "Wed 28 Oct 2026: no trades"),
        ("/week last", "Week 46: no trades"),
        ("/month last", "October: no trades"),
        ("/month october", "October: no trades"),
        ("/month Dec", "December 2025: no trades"),
        ("/month 2026-09", "September: no trades"),
    ],
)
async def test_another_period_may_be_named(ana: Chat, typed: str, headline: str) -> None:
    assert (await ana.type(typed)).startswith(headline)


@pytest.mark.parametrize("typed", ["soon", "0001-01-01", "2031-01", "2026-13", "9" * 40, "🚀"])
async def test_a_period_that_cannot_be_is_named(ana: Chat, typed: str) -> None:
    assert (await ana.type(f"/month {typed}")).startswith(f"I read “{typed}”, but need a day")


async def test_a_booked_part_counts_as_money_but_not_as_a_trade(ana: Chat) -> None:
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    await ana.type("exit 1.0880 half")
    said = await ana.type("/today")
    assert said.startswith("Today: +0.5R in parts of open trades")
    assert "closed 0 0 W 0 L 0 BE" in said
    assert "booked +$75.00" in said
    assert "open now 1 /open" in said


async def test_the_picture_is_asked_for_in_the_same_transaction(ana: Chat, clock: FixedClock) -> None:
    await _trade(ana, "1.0910")
    await ana.type("/month")
    async with begin_service(now=clock.now()) as uow:
        jobs = await uow.fetch_value("select count(*) from jobs.pgqueuer where entrypoint = 'picture'")
    assert 1 == jobs


async def test_open_trades_are_listed_with_their_cards(ana: Chat) -> None:
    assert (await ana.type("/open")).startswith("Nothing is open.")
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    assert (await ana.type("/open")).splitlines() == [
        "1 trade is open",
        "● EURUSD ▲ 0.50 lots @ 1.0850 · stop 1.0820 · 15:00 [Open]",
    ]
    assert (await ana.tap("Open")).startswith("● EURUSD ▲ 0.50 lots @ 1.0850")


async def test_the_journal_is_paged(ana: Chat) -> None:
    for _ in range(9):
        await _trade(ana, "1.0910")
    assert (await ana.type("/trades")).startswith("9 trades, page 1 of 2")
    assert (await ana.tap("Older")).startswith("9 trades, page 2 of 2")
    assert (await ana.tap("Newer")).startswith("9 trades, page 1 of 2")


async def test_a_told_result_is_a_legal_trade(ana: Chat) -> None:
    said = await ana.type("long EURUSD +2R")
    assert said.startswith("✓ EURUSD ▲ closed +2.00R")
    assert (await ana.type("/today")).startswith("Today: +2.0R in 1 trade")


async def test_close_without_words_asks_and_with_words_closes(ana: Chat) -> None:
    assert (await ana.type("/close")) == "Nothing is open."
    await ana.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    assert (await ana.type("/close")).startswith("EURUSD ▲ 0.50 lots: out at what price?")
    await ana.type("/cancel")
    assert (await ana.type("/close EURUSD 1.0910")).startswith("✓ EURUSD ▲ closed +2.00R")


async def test_the_end_of_a_trade_that_was_never_filed_is_one_told_by_its_result(ana: Chat) -> None:
    assert "✓ GBPUSD ▲ closed +2.00R" in await ana.type("closed GBPUSD long +2R")
    assert "no trade of GBPUSD is open" in await ana.type("closed GBPUSD at 1.2750")
