"""The journal's words arrive in the store and on the open pages."""

import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from bots.console.listeners import Listeners
from bots.console.messenger import ConsoleMessenger
from bots.console.people import Member
from bots.console.store import ConsoleStore
from bots.console.uploads import PictureShelf
from bots.messenger import Importance, Mode, NotEditable, Outgoing
from core.clock import FixedClock
from core.messaging.screen import Action, Choices, Picture, Screen, Title, spans

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
HELLO = Screen(blocks=(Title(spans("Hi Ana.")),))


class Room:
    def __init__(self, directory: Path) -> None:
        self.store = ConsoleStore(directory)
        self.shelf = PictureShelf(directory / "pictures")
        self.listeners = Listeners()
        self.messenger = ConsoleMessenger(
            store=self.store, shelf=self.shelf, listeners=self.listeners, clock=FixedClock(NOW)
        )


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    room = Room(tmp_path)
    yield room
    await room.store.close()


def an_outgoing(screen: Screen | None = HELLO, **particulars: object) -> Outgoing:
    known: dict[str, object] = {
        "id": uuid4(),
        "address": Member(slug="ana", name="Ana").address,
        "kind": Importance.ANSWER,
        "mode": Mode.SEND,
        "composed_at": NOW,
    }
    return Outgoing(screen=screen, **{**known, **particulars})  # pyright: ignore


async def test_a_repeated_delivery_is_seen_once(room: Room) -> None:
    message = an_outgoing()
    assert await room.messenger.deliver(message) == await room.messenger.deliver(message)
    assert 1 == len(await room.store.list_before("ana", None, 10))
    assert room.messenger.repeats_safely(message)


async def test_an_edit_changes_the_card_in_its_place(room: Room) -> None:
    card = await room.messenger.deliver(an_outgoing())
    closed = Screen(blocks=(Title(spans("✓ closed")),))
    edited = await room.messenger.deliver(an_outgoing(closed, mode=Mode.EDIT, edit_message=card.message_id))
    assert card == edited
    assert [closed] == [entry.screen for entry in await room.store.list_before("ana", None, 10)]


async def test_a_card_that_is_not_there_cannot_be_edited(room: Room) -> None:
    with pytest.raises(NotEditable):
        await room.messenger.deliver(an_outgoing(mode=Mode.EDIT, edit_message="m99"))


async def test_a_press_is_acknowledged_with_its_words_and_without_a_message(room: Room) -> None:
    with room.listeners.listen() as news:
        delivered = await room.messenger.deliver(an_outgoing(None, reply_handle="press-1", toast="Kept."))
    assert None is delivered.message_id
    told = news.get_nowait()
    assert told is not None
    assert ("answered", {"chat": "ana", "event": "press-1", "toast": "Kept."}) == (told.name, told.body)


async def test_a_broken_picture_leaves_its_card(room: Room) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG")
    pictures = {"chart:1": buffer.getvalue(), "chart:2": b"nothing"}
    blocks = tuple(Picture(asset=asset, alt="", width=4, height=4) for asset in pictures)
    await room.messenger.deliver(an_outgoing(Screen(blocks=blocks), pictures=pictures))
    (entry,) = await room.store.list_before("ana", None, 10)
    assert ["chart:1"] == list(entry.pictures)
    assert buffer.getvalue() == await room.shelf.read(entry.pictures["chart:1"])


async def test_a_page_that_does_not_read_is_hung_up_on(room: Room) -> None:
    with room.listeners.listen() as news:
        for _ in range(600):
            await room.messenger.deliver(an_outgoing(None, reply_handle="press-1"))
    assert 501 == news.qsize()


async def test_a_question_answered_in_words_loses_its_buttons(room: Room) -> None:
    how_much = Choices(rows=((Action(label="0.10 lots", token="d.1"),),))
    asked = await room.messenger.deliver(an_outgoing(Screen(blocks=(*HELLO.blocks, how_much))))
    await room.messenger.deliver(an_outgoing(None, mode=Mode.EDIT, edit_message=asked.message_id))
    assert [HELLO] == [entry.screen for entry in await room.store.list_before("ana", None, 10)]
