"""Pictures go with the right trade, whatever was being talked about; they are shown again and can be taken off."""

from pathlib import Path

import pytest

from core.clock import FixedClock
from core.pictures.directory import Directory
from core.pictures.shelf import Shelf
from tests.builders.chat import Chat
from tests.builders.uploads import a_picture, keep_all

LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"
OTHER = "short NQ 20000 sl 20050 1 contract"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    async def fetch(ref: str) -> bytes:
        return a_picture() if ref.startswith("file") else b"no picture"

    shelf = Shelf(Directory(tmp_path))
    shelf.learn("console", "test", fetch)
    return shelf


async def test_a_picture_with_exit_words_waits_for_which_trade(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type(OTHER)
    assert "which one? 2 are open." in await ana.send_picture("half off")
    await ana.tap("EURUSD ▲ 0.50 @ 1.0850, 15:00")
    await ana.type("1.0870")
    assert "Picture attached, 2 now." in await ana.send_picture(reply_to=ana.number_of("● EURUSD"))
    assert "Picture attached." in await ana.send_picture(reply_to=ana.number_of("● NQ"))


async def test_a_picture_sent_to_which_trade_goes_with_the_answer(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type(OTHER)
    await ana.type("exit 1.0870")
    assert "The picture goes with this trade." in await ana.send_picture()
    await ana.tap("EURUSD ▲ 0.50 @ 1.0850, 15:00")
    assert "Picture attached, 2 now." in await ana.send_picture(reply_to=ana.number_of("✓ EURUSD"))


async def test_a_picture_sent_to_a_question_about_a_trade_is_of_that_trade(ana: Chat) -> None:
    await ana.type(LINE)
    await ana.type(OTHER)
    await ana.tap("Close", on="● EURUSD")
    assert (await ana.send_picture()).startswith("● EURUSD")
    assert (await ana.type("1.0880")).startswith("✓ EURUSD ▲ closed"), "its question is still open"


async def test_an_album_is_kept_and_what_does_not_fit_is_told(ana: Chat) -> None:
    await ana.type(LINE)
    assert "3 pictures attached, 3 now." in await ana.send_picture(count=3)
    assert "7 pictures attached, 10 now. 1 picture did not fit" in await ana.send_picture(count=8)
    assert "EURUSD has 10 pictures already" in await ana.send_picture()
    said = await ana.send_picture("exit 1.0880")
    assert said.startswith("✓ EURUSD ▲ closed +1.00R"), "the words count although the picture does not fit"


async def test_pictures_are_shown_again_and_taken_off_with_undo(
    ana: Chat, clock: FixedClock, shelf: Shelf
) -> None:
    await ana.type(LINE)
    await ana.send_picture(count=2)
    assert "2 pictures are on their way." in await ana.type("/trade")
    await keep_all(shelf, clock)
    said = await ana.type("/trade")
    assert said.splitlines() == [
        "<EURUSD ▲, picture 1 of 2>",
        "<EURUSD ▲, picture 2 of 2>",
        "EURUSD ▲: 2 pictures",
        "[Remove 1] [Remove 2]",
    ]
    assert "Pictures 2 → 1" in await ana.tap("Remove 2")
    assert "Taken back: Pictures 1 → 2" in await ana.tap("Undo")
    await ana.taps("Edit", "More…", "Pictures")
    assert "Pictures 2 → 1" in await ana.tap("1")
    assert "<EURUSD ▲, picture 1 of 1>\n[Remove]" == await ana.type("/trade")


async def test_what_is_no_picture_leaves_the_trade_and_its_words(
    ana: Chat, clock: FixedClock, shelf: Shelf
) -> None:
    await ana.send_picture(LINE, ref="letter")
    await keep_all(shelf, clock)
    assert (await ana.type("/trade")).startswith("● EURUSD ▲ 0.50 lots @ 1.0850")
    assert any("EURUSD is filed, but that was no picture I can keep" in said for said in ana.heard)
