"""Which trade is meant is asked eight at a time, and a typed market narrows it."""

from datetime import timedelta

from core.clock import FixedClock
from tests.builders.chat import Chat


async def many(ana: Chat, clock: FixedClock, count: int, symbol: str = "EURUSD") -> None:
    for number in range(count):
        await ana.type(f"long {symbol} 1.08{number:02} 0.1 lots")
        clock.advance(timedelta(minutes=1))


async def test_more_than_eight_are_shown_page_by_page(ana: Chat, clock: FixedClock) -> None:
    await many(ana, clock, 19)
    asked = await ana.type("exit 1.0905")
    assert asked.startswith("“exit 1.0905”: which one? 19 are open.")
    assert 8 == asked.count("▲")
    await ana.tap("More…")
    assert (await ana.tap("More…")).count("▲") == 3
    assert "[Back]" in ana.says
    assert (await ana.tap("▲ 0.10 @ 1.0800, 15:00")).startswith("✓ EURUSD ▲ closed")
    assert (await ana.type("/open")).startswith("18 trades are open")


async def test_a_typed_market_narrows_them(ana: Chat, clock: FixedClock) -> None:
    await many(ana, clock, 9)
    await many(ana, clock, 2, "EURGBP")
    await ana.type("note watch the news")
    asked = await ana.type("eurgbp")
    assert asked.splitlines()[2:4] == ["[EURGBP ▲ 0.10 @ 1.0801, 15:10]", "[EURGBP ▲ 0.10 @ 1.0800, 15:09]"]
    said = await ana.type("2")
    assert said.startswith("● EURGBP ▲ 0.10 lots @ 1.0800")
    assert "watch the news" in said


async def test_both_of_two_are_closed_with_one_tap(ana: Chat, clock: FixedClock) -> None:
    await many(ana, clock, 2)
    await ana.type("exit 1.0905")
    await ana.tap("Both")
    assert (await ana.type("/open")).startswith("Nothing is open.")
