"""A directory and an S3-compatible store behave alike."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import NotFound
from core.pictures.bucket import Bucket
from core.pictures.directory import Directory
from core.pictures.store import Store, StoreAway
from tests.builders.bucket_server import BucketServer, serving_bucket
from tests.builders.uploads import list_files

KEY = "0192d5a0-0000-7000-8000-000000000001/ab.png"
LATER = datetime.now(tz=UTC) + timedelta(days=1)  # files bear the machine's own time


@pytest.fixture
async def server() -> AsyncIterator[BucketServer]:
    async with serving_bucket() as server:
        yield server


@pytest.fixture(params=["directory", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, server: BucketServer) -> Store:
    return Directory(tmp_path / "uploads") if request.param == "directory" else Bucket(server.url)


async def test_what_was_put_is_given_back_until_it_is_deleted(store: Store) -> None:
    await store.put(KEY, b"one")
    await store.put(KEY, b"two")
    assert b"two" == await store.get(KEY)
    assert [[KEY]] == [[each.key for each in batch] async for batch in store.list_all(before=LATER)]
    await store.delete([KEY, "never/there.png"])
    with pytest.raises(NotFound):
        await store.get(KEY)
    assert [] == [batch async for batch in store.list_all(before=LATER) if batch]


async def test_what_came_lately_is_not_listed(store: Store) -> None:
    await store.put(KEY, b"one")
    early = datetime(2026, 1, 1, tzinfo=UTC)
    assert [] == [each async for batch in store.list_all(before=early) for each in batch]


async def test_nothing_outside_the_directory_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("no")
    with pytest.raises(NotFound):
        await Directory(tmp_path / "uploads").get("../secret")


async def test_files_are_nobody_elses(tmp_path: Path) -> None:
    await Directory(tmp_path / "uploads").put(KEY, b"one")
    assert 0o600 == (tmp_path / "uploads" / KEY).stat().st_mode & 0o777
    assert [tmp_path / "uploads" / KEY] == list_files(tmp_path)


async def test_a_directory_that_cannot_be_written_is_away(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file in its place")
    with pytest.raises(StoreAway):
        await Directory(tmp_path / "uploads").put(KEY, b"one")


async def test_a_bucket_lies_in_its_own_folder(server: BucketServer) -> None:
    await Bucket(server.url).put(KEY, b"one")
    assert {f"ams/{KEY}": b"one"} == server.objects


async def test_a_bucket_that_does_not_answer_is_away(server: BucketServer) -> None:
    server.is_away = True
    with pytest.raises(StoreAway):
        await Bucket(server.url).put(KEY, b"one")
    with pytest.raises(StoreAway):
        await Bucket(server.url.replace("AKIATEST", "STRANGER")).get(KEY)
