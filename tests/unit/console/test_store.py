"""The chats survive a restart, and a repeat changes nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bots.console.entry import Entry, Side
from bots.console.people import Member
from bots.console.store import ConsoleStore
from core.messaging.screen import Screen, Title, spans

LINE = Entry(
    number=0,
    change=0,
    chat="ana",
    id="line-one",
    side=Side.OWN,
    at=datetime(2026, 11, 18, 15, 0, tzinfo=UTC),
    text="hi",
)
CARD = replace(LINE, id="", side=Side.JOURNAL, text="", screen=Screen(blocks=(Title(spans("Hi Ana.")),)))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[ConsoleStore]:
    store = ConsoleStore(tmp_path)
    yield store
    await store.close()


async def test_a_line_is_invisible_until_the_journal_has_it(store: ConsoleStore) -> None:
    await store.keep_line(LINE)
    assert [] == await store.list_before("ana", None, 10)
    await store.acknowledge("ana", "line-one")
    assert ["hi"] == [entry.text for entry in await store.list_before("ana", None, 10)]


async def test_a_line_that_waited_comes_after_what_was_said_meanwhile(store: ConsoleStore) -> None:
    await store.keep_line(LINE)
    await store.append(CARD)
    await store.keep_line(LINE)
    await store.acknowledge("ana", "line-one")
    assert [Side.JOURNAL, Side.OWN] == [entry.side for entry in await store.list_before("ana", None, 10)]


async def test_a_line_sent_twice_stands_once(store: ConsoleStore) -> None:
    for _ in range(2):
        await store.keep_line(LINE)
        await store.acknowledge("ana", "line-one")
    assert 1 == len(await store.list_before("ana", None, 10))


async def test_an_outbox_row_makes_one_card_however_often_it_is_delivered(store: ConsoleStore) -> None:
    first = await store.append(CARD, outgoing="row")
    second = await store.append(CARD, outgoing="row")
    assert first == second
    assert 1 == len(await store.list_before("ana", None, 10))


async def test_ids_and_screens_are_the_same_after_a_restart(tmp_path: Path) -> None:
    store = ConsoleStore(tmp_path)
    card = await store.append(CARD)
    await store.close()
    again = ConsoleStore(tmp_path)
    assert card == await again.find("ana", card.id)
    later = await again.append(CARD)
    assert later.number > card.number
    await again.close()


async def test_an_edited_card_is_a_change_of_the_same_number(store: ConsoleStore) -> None:
    card = await store.append(CARD)
    since = await store.last_change()
    edited = await store.edit_screen("ana", card.id, Screen(blocks=()), {})
    assert edited is not None
    assert (card.number, [edited]) == (edited.number, await store.list_changed(since, 10))


async def test_what_is_not_there_cannot_be_edited(store: ConsoleStore) -> None:
    assert None is await store.edit_screen("ana", "m99", Screen(blocks=()), {})
    assert None is await store.edit_text("ana", "m99", "words")


async def test_unread_counts_what_the_journal_said_after_the_last_look(store: ConsoleStore) -> None:
    ana = Member(slug="ana", name="Ana")
    await store.add_member(ana)
    for _ in range(3):
        await store.append(CARD)
    await store.mark_read("ana", 1)
    assert 2 == (await store.read_mark(ana)).unread
    await store.mark_read("ana", 0)
    assert 1 == (await store.read_mark(ana)).read_to


async def test_pages_of_a_chat_meet_without_a_gap(store: ConsoleStore) -> None:
    numbers = [(await store.append(CARD)).number for _ in range(7)]
    newest = await store.list_before("ana", None, 3)
    older = await store.list_before("ana", newest[0].number, 10)
    assert numbers == [entry.number for entry in (*older, *newest)]


async def test_a_cleared_desk_goes_on_counting_changes(store: ConsoleStore) -> None:
    await store.append(CARD)
    before = await store.last_change()
    await store.clear()
    assert [] == await store.list_members()
    assert before < (await store.append(CARD)).change
