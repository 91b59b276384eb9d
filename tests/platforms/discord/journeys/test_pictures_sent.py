"""Pictures that people send on Discord: attached, kept, and shown again with their trade."""

import pytest

from cli.house import House
from tests.builders.uploads import a_picture, keep_all
from tests.platforms.discord.server import Person

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots"

pytestmark = pytest.mark.usefixtures("journal")


async def test_the_pictures_of_a_trade_are_shown_again(ana: Person, house: House) -> None:
    await ana.dms(LINE, photos=[a_picture("PNG"), a_picture("JPEG", colour="orange")])
    await ana.sees("● EURUSD")
    await keep_all(house.shelf, house.clock)
    await ana.slash("trade")
    await ana.sees("filed")
    shown = await ana.sees("EURUSD ▲: 2 pictures")
    assert 2 == len(shown["attachments"])
    await ana.presses("Remove 2")
    await ana.sees("Pictures 2 → 1")
