"""Uploads are kept after the message; what goes wrong costs no trade and is told once."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from core.clock import FixedClock
from core.errors import NotFound, Unavailable
from core.identifiers import UserId
from core.messaging.screen import Text, plain
from core.pictures.assets import load_asset
from core.pictures.bucket import Bucket
from core.pictures.directory import Directory
from core.pictures.queries import list_uploads
from core.pictures.service import Sent, keep_upload
from core.pictures.shelf import Shelf
from core.pictures.sweeping import sweep_shelf
from core.storage.unit_of_work import begin, begin_service
from core.trades.queries import list_open, load_desk
from core.trades.service import log_trade
from scheduler.handlers.upkeep import sweep
from tests.builders.bucket_server import serving_bucket
from tests.builders.kept import entry, facts
from tests.builders.uploads import HEIGHT, WIDTH, a_picture, keep_all, keep_one, list_files, opened
from tests.conftest import MakeUser


class Platform:
    """Gives what it holds; `trouble` is raised instead."""

    def __init__(self) -> None:
        self.files = {"chart": a_picture("JPEG"), "letter": b"%PDF-1.7"}
        self.trouble: Exception | None = None

    async def fetch(self, ref: str) -> bytes:
        if self.trouble:
            raise self.trouble
        return self.files[ref]


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def shelf(tmp_path: Path, platform: Platform) -> Shelf:
    shelf = Shelf(Directory(tmp_path / "uploads"))
    shelf.learn("console", "test", platform.fetch)
    return shelf


@pytest.fixture
async def ana(a_user: MakeUser, clock: FixedClock) -> UserId:
    user = await a_user()
    async with begin(user, now=clock.now()) as uow:
        await uow.execute("update chat_accounts set chat_id = 'home', bot = 'test'")
    return user


async def pictured(user: UserId, clock: FixedClock, ref: str = "chart") -> UUID:
    """A trade with one picture that was just sent."""
    sent = Sent(platform="console", bot="test", ref=ref, content_type="image/jpeg; x=1", size=0)
    async with begin(user, now=clock.now()) as uow:
        attachment = await keep_upload(uow, sent)
        desk = await load_desk(uow)
        told = msgspec.structs.replace(facts(entry()), pictures=(attachment,))
        await log_trade(uow, desk, told, source="console")
    return attachment


async def said(user: UserId, clock: FixedClock) -> list[str]:
    async with begin_service(now=clock.now()) as uow:
        rows = await uow.fetch(
            "select screen -> 'blocks' -> 0 as text from outbox where user_id = $1 order by seq", user
        )
    return [plain(msgspec.json.decode(row["text"], type=Text).line) for row in rows]


async def count_pictures(user: UserId, clock: FixedClock) -> int:
    async with begin(user, now=clock.now()) as uow:
        trades = await list_open(uow)
    assert 1 == len(trades), "the trade is there whatever becomes of its picture"
    return len(trades[0].facts.pictures)


async def test_a_picture_is_kept_and_shown_again(ana: UserId, clock: FixedClock, shelf: Shelf) -> None:
    attachment = await pictured(ana, clock)
    await keep_all(shelf, clock)
    async with begin(ana, now=clock.now()) as uow:
        (upload,) = await list_uploads(uow, [attachment])
    assert (WIDTH, HEIGHT) == (upload.width, upload.height)
    content = await load_asset(lambda: begin(ana, now=clock.now()), upload.asset, shelf)
    assert content is not None
    assert "JPEG" == opened(content).format
    assert [] == await said(ana, clock)


async def test_nobody_elses_picture_is_shown(
    ana: UserId, a_user: MakeUser, clock: FixedClock, shelf: Shelf
) -> None:
    attachment = await pictured(ana, clock)
    await keep_all(shelf, clock)
    ben = await a_user(name="Ben")
    assert await load_asset(lambda: begin(ben, now=clock.now()), f"upload:{attachment}", shelf) is None


async def test_what_is_no_picture_is_told_and_the_trade_stays(
    ana: UserId, clock: FixedClock, shelf: Shelf
) -> None:
    await pictured(ana, clock, "letter")
    await keep_all(shelf, clock)
    assert 0 == await count_pictures(ana, clock)
    (words,) = await said(ana, clock)
    assert words.startswith("EURUSD is filed, but that was no picture I can keep")


async def test_a_picture_that_its_platform_lost_is_asked_for_again(
    ana: UserId, clock: FixedClock, shelf: Shelf, platform: Platform
) -> None:
    await pictured(ana, clock)
    platform.trouble = NotFound()
    await keep_all(shelf, clock)
    assert 0 == await count_pictures(ana, clock)
    (words,) = await said(ana, clock)
    assert "Please send it once again" in words


async def test_a_platform_that_is_away_is_asked_again_and_told_once(
    ana: UserId, clock: FixedClock, shelf: Shelf, platform: Platform
) -> None:
    await pictured(ana, clock)
    platform.trouble = Unavailable()
    for attempt in (1, 2, 2, 3):
        await keep_all(shelf, clock, attempt=attempt)
    (words,) = await said(ana, clock)
    assert words.startswith("EURUSD: I cannot put the picture away just now.")
    async with begin_service(now=clock.now()) as uow:
        assert 5 == await uow.fetch_value("select count(*) from jobs.pgqueuer where entrypoint = 'keep'")
    platform.trouble = None
    await keep_all(shelf, clock)
    assert 1 == await count_pictures(ana, clock)


async def test_after_three_days_the_picture_is_given_up(
    ana: UserId, clock: FixedClock, shelf: Shelf, platform: Platform
) -> None:
    await pictured(ana, clock)
    platform.trouble = Unavailable()
    async with begin_service(now=clock.now()) as uow:
        await uow.execute("update attachments set created_at = $1", clock.now() - timedelta(days=4))
    await keep_all(shelf, clock, attempt=200)
    assert 0 == await count_pictures(ana, clock)


async def test_a_store_that_is_away_costs_no_picture(
    ana: UserId, clock: FixedClock, platform: Platform
) -> None:
    attachment = await pictured(ana, clock)
    async with serving_bucket() as server:
        shelf = Shelf(Bucket(server.url))
        shelf.learn("console", "test", platform.fetch)
        server.is_away = True
        await keep_one(shelf, clock, user=ana, attachment=attachment)
        assert {} == server.objects
        server.is_away = False
        await keep_one(shelf, clock, user=ana, attachment=attachment, attempt=2)
        (key,) = server.objects
        assert key.startswith(f"ams/{ana}/")
        assert await load_asset(lambda: begin(ana, now=clock.now()), f"upload:{attachment}", shelf)


async def test_the_same_job_twice_keeps_the_picture_once(
    ana: UserId, clock: FixedClock, shelf: Shelf, platform: Platform
) -> None:
    attachment = await pictured(ana, clock)
    await keep_one(shelf, clock, user=ana, attachment=attachment)
    platform.trouble = AssertionError("it is kept already")
    await keep_one(shelf, clock, user=ana, attachment=attachment)
    assert 1 == await count_pictures(ana, clock)


async def test_bytes_that_no_row_names_are_swept_away(
    ana: UserId, clock: FixedClock, shelf: Shelf, tmp_path: Path
) -> None:
    await pictured(ana, clock)
    await keep_all(shelf, clock)
    loose = tmp_path / "uploads" / str(ana) / f"{'0' * 64}.png"
    loose.write_bytes(b"nobody's")
    (tmp_path / "uploads" / "killed.part").write_bytes(b"half")
    far = clock.now() + timedelta(days=400)  # files bear the machine's own time
    assert 2 == await sweep_shelf(shelf, now=far, before=far)
    assert 0 == await sweep_shelf(shelf, now=far, before=far)
    assert 1 == len(list_files(tmp_path))


async def test_an_upload_that_no_trade_took_goes_after_a_day(
    ana: UserId, clock: FixedClock, shelf: Shelf
) -> None:
    sent = Sent(platform="console", bot="test", ref="chart", content_type="", size=0)
    async with begin(ana, now=clock.now()) as uow:
        await keep_upload(uow, sent)
        await uow.execute("update attachments set created_at = $1", clock.now())
    for hours, left in ((23, 1), (25, 0)):
        await sweep({}, clock.now() + timedelta(hours=hours), shelf)
        async with begin(ana, now=clock.now()) as uow:
            assert left == await uow.fetch_value("select count(*) from attachments")
