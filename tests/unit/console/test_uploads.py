"""Pictures are what is in them, not what they are called."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bots.console.uploads import LARGEST_UPLOAD, NotAPicture, PictureShelf
from core.errors import NotFound


def a_picture(kind: str = "PNG", size: tuple[int, int] = (8, 6)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind)
    return buffer.getvalue()


def files_in(directory: Path) -> list[str]:
    return [file.name for file in directory.iterdir()]


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("GIF", "image/gif")],
)
async def test_a_picture_is_known_by_its_content(tmp_path: Path, kind: str, content_type: str) -> None:
    kept = await PictureShelf(tmp_path).keep(a_picture(kind))
    assert (content_type, 8, 6) == (kept.content_type, kept.width, kept.height)


async def test_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    shelf = PictureShelf(tmp_path)
    assert await shelf.keep(a_picture()) == await shelf.keep(a_picture())
    assert 1 == len(files_in(tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        a_picture("BMP"),
        a_picture()[:40],
        b"GIF89a" + b"\xff" * 20,
        b"x" * (LARGEST_UPLOAD + 1),
    ],
    ids=["nothing", "svg", "only a head", "bmp", "cut off", "gif of noise", "too large"],
)
async def test_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotAPicture):
        await PictureShelf(tmp_path).keep(content)
    assert [] == files_in(tmp_path)


async def test_a_picture_of_too_many_dots_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAPicture):
        await PictureShelf(tmp_path).keep(a_picture(size=(9000, 9000)))


@pytest.mark.parametrize("ref", ["../chats.sqlite", "chats.sqlite", "/etc/passwd", "", "a.png", ".."])
async def test_only_kept_pictures_can_be_read(tmp_path: Path, ref: str) -> None:
    (tmp_path / "chats.sqlite").write_text("private")
    shelf = PictureShelf(tmp_path / "pictures")
    with pytest.raises(NotFound):
        await shelf.read(ref)
