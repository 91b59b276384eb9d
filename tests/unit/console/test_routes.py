"""The page's door over HTTP: who may come in, and what a repeat does."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.browser.desk import NOON, Desk, paint

LINE = {"event": "11111111-aaaa", "kind": "text", "text": "long EURUSD 1.0850"}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    await desk.start()
    yield desk
    await desk.stop()


@pytest.fixture
async def session(desk: Desk) -> AsyncIterator[ClientSession]:
    async with ClientSession(desk.address) as session:
        yield session


async def test_a_line_sent_twice_is_one_line_and_one_event(desk: Desk, session: ClientSession) -> None:
    for _ in range(2):
        answer = await session.post("/desk/people/ana/events", json=LINE)
        assert 202 == answer.status
    entries = (await (await session.get("/desk/people/ana/entries")).json())["entries"]
    assert ["long EURUSD 1.0850"] == [entry["text"] for entry in entries]
    assert 1 == len(desk.received)


async def test_while_the_journal_is_away_nothing_is_acknowledged_or_shown(
    desk: Desk, session: ClientSession
) -> None:
    desk.is_away = True
    answer = await session.post("/desk/people/ana/events", json=LINE)
    assert 503 == answer.status
    assert [] == (await (await session.get("/desk/people/ana/entries")).json())["entries"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "169.254.169.254", ""])
async def test_a_strangers_name_for_this_computer_is_refused(session: ClientSession, host: str) -> None:
    answer = await session.get("/desk", headers={"Host": host})
    assert answer.status in (400, 421)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8080"])
async def test_this_computers_own_names_are_welcome(session: ClientSession, host: str) -> None:
    assert 200 == (await session.get("/desk", headers={"Host": host})).status


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_another_page_cannot_speak_for_a_trader(
    desk: Desk, session: ClientSession, headers: dict[str, str]
) -> None:
    answer = await session.post("/desk/people/ana/events", json=LINE, headers=headers)
    assert 403 == answer.status
    assert {} == desk.received


async def test_the_clock_moves_forward_only(desk: Desk, session: ClientSession) -> None:
    back = await session.post("/desk/clock", json={"to": "2026-11-19T17:00:00Z"})
    assert 409 == back.status
    there = await session.post("/desk/clock", json={"to": "2026-11-19T23:30:00Z"})
    assert 200 == there.status
    assert desk.clock.now() > NOON
    nobody = await session.post("/desk/clock", json={"to": "soon"})
    assert 400 == nobody.status


@pytest.mark.parametrize(
    "path", ["/desk/people/zoe", "/desk/pictures/none.png", "/pages/../app.py", "/desk/x"]
)
async def test_what_is_not_there_is_not_found(session: ClientSession, path: str) -> None:
    assert 404 == (await session.get(path)).status


async def test_pictures_are_kept_for_ever_by_their_content(desk: Desk, session: ClientSession) -> None:
    kept = await (await session.post("/desk/pictures", data=paint(4, 4))).json()
    answer = await session.get(f"/desk/pictures/{kept['ref']}")
    assert ("image/png", True) == (answer.content_type, "immutable" in answer.headers["Cache-Control"])
    assert "nosniff" == answer.headers["X-Content-Type-Options"]


async def test_a_nameless_person_gets_no_seat(session: ClientSession) -> None:
    assert 422 == (await session.post("/desk/people", json={"name": " \n "})).status
    assert 400 == (await session.post("/desk/people", data=b"{}")).status


async def test_a_page_that_missed_too_much_is_told_to_begin_anew(desk: Desk, session: ClientSession) -> None:
    for number in range(502):
        await desk.put("ana", 1, f"line {number}")
    async with session.get("/desk/stream?since=0") as stream:
        assert b"event: stale\n" == await stream.content.readline()
    async with session.get("/desk/stream?since=500") as stream:
        assert b"event: entry\n" == await stream.content.readline()
