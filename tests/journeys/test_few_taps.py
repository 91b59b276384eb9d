"""What logging costs: taps and messages are counted, questions too."""

from dataclasses import dataclass

import pytest

from tests.builders.chat import Chat


@dataclass
class Counted:
    """A chat that counts what a person does."""

    chat: Chat
    taps: int = 0
    typed: int = 0

    async def tap(self, label: str) -> str:
        self.taps += 1
        return await self.chat.tap(label)

    async def type(self, text: str) -> str:
        self.typed += 1
        return await self.chat.type(text)


@pytest.fixture
def counted(ana: Chat) -> Counted:
    return Counted(ana)


async def test_a_complete_trade_with_setup_and_emotion_is_one_message(counted: Counted) -> None:
    said = await counted.type("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm")
    assert said.startswith("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert "breakout · calm" in said
    assert (0, 1) == (counted.taps, counted.typed)


async def test_guided_from_nothing_takes_at_most_seven_answers(counted: Counted) -> None:
    await counted.type("/log")
    for answer in ("EURUSD", "▲ Long"):
        await counted.tap(answer)
    for answer in ("1.0850", "1.0820"):
        await counted.type(answer)
    said = await counted.tap("0.50 lots")
    assert said.startswith("● EURUSD ▲ 0.50 lots @ 1.0850\nstop 1.0820 30 pips, −$150 = 1R")
    assert counted.taps + counted.typed - 1 <= 7


async def test_guided_in_a_market_nobody_knows_still_takes_at_most_seven(counted: Counted) -> None:
    await counted.type("/log")
    for answer in ("ZZTOP", "short", "12.50", "13", "100"):
        await counted.type(answer)
    assert (await counted.tap("1")).startswith("● ZZTOP ▼ 100")
    assert counted.taps + counted.typed - 1 <= 7


async def test_closing_is_one_tap_and_one_number(counted: Counted) -> None:
    await counted.chat.type("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm")
    await counted.tap("Close")
    assert (await counted.type("1.0905")).startswith("✓ EURUSD ▲ closed +1.83R")
    assert (1, 1) == (counted.taps, counted.typed)


async def test_a_rate_that_was_told_before_is_two_taps(counted: Counted) -> None:
    for line in ("long EURGBP 0.85 sl 0.849 0.5 lots", "exit 0.852 rate 1.27"):
        await counted.chat.type(line)
    for line in ("long EURGBP 0.85 sl 0.849 0.5 lots", "exit 0.852"):
        await counted.chat.type(line)
    await counted.tap("Rate")
    assert "(+$127.00)" in await counted.tap("1.27 as on 18 Nov")
    assert (2, 0) == (counted.taps, counted.typed)
