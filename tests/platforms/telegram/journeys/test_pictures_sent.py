"""Pictures that people send on Telegram: kept, attached to the right trade, never lost with their words."""

import pytest

from cli.house import House
from core.storage.unit_of_work import begin_service
from tests.builders.uploads import keep_all, opened
from tests.platforms.telegram.bot_api import User
from tests.platforms.telegram.outgoing import png

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"

pytestmark = pytest.mark.usefixtures("journal")


async def test_a_photo_with_a_caption_is_logged_with_its_picture(ana: User, house: House) -> None:
    ana.sends_photo(png(400, 300), LINE)
    await ana.sees("● EURUSD")
    ana.sends_photo(png(300, 300, seed=1))
    await ana.sees("Picture attached, 2 now.")
    await keep_all(house.shelf, house.clock)
    async with begin_service(now=house.clock.now()) as uow:
        keys = await uow.fetch("select storage_key from attachments order by id")
    assert [(400, 300), (300, 300)] == [opened(await house.shelf.read(row[0])).size for row in keys]


async def test_an_album_is_one_trade_with_all_its_pictures(ana: User) -> None:
    for number, caption in enumerate((None, LINE, None)):
        ana.sends_photo(png(200 + number, 200), caption, media_group_id="77")
    await ana.sees("● EURUSD", seconds=20)
    ana.sends_photo(png(300, 300))
    await ana.sees("Picture attached, 4 now.")
    assert 2 == len(ana.messages)


async def test_the_pictures_of_a_trade_are_shown_again(ana: User, house: House) -> None:
    ana.sends_photo(png(400, 300), LINE)
    await ana.sees("● EURUSD")
    ana.sends_photo(png(300, 300, seed=1))
    await ana.sees("Picture attached, 2 now.")
    await keep_all(house.shelf, house.clock)
    ana.sends("/trade")
    shown = await ana.sees("EURUSD ▲: 2 pictures")
    assert ["Remove 1", "Remove 2"] == ana.buttons(shown)
    assert [400, 300] == [message["photo"][-1]["width"] for message in ana.messages if "photo" in message][
        -2:
    ]
    ana.presses("Remove 1", shown)
    await ana.sees("Pictures 2 → 1")


async def test_a_picture_sent_while_a_trade_is_asked_about_goes_with_that_trade(
    ana: User, house: House
) -> None:
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.sends("sold gold 2410 stop 2415")
    await ana.sees("How much?")
    ana.sends_photo(png(300, 300))
    await ana.sees("The picture goes with this trade.")
    ana.sends("0.2")
    await ana.sees("● XAUUSD ▼ 0.20 lots")
    assert ["XAUUSD"] == await list_pictured(house)


async def test_a_picture_with_words_about_an_open_trade_is_attached_too(ana: User, house: House) -> None:
    ana.sends(LINE)
    await ana.sees("● EURUSD")
    ana.sends_photo(png(300, 300), "exit 1.0910")
    await ana.sees("closed +2.00R")
    assert ["EURUSD"] == await list_pictured(house)


async def list_pictured(house: House) -> list[str]:
    """The symbol of each picture's trade."""
    async with begin_service(now=house.clock.now()) as uow:
        rows = await uow.fetch(
            "select t.symbol from attachments a join trades t on t.user_id = a.user_id and t.id = a.trade_id"
        )
    return [row[0] for row in rows]
