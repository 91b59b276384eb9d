"""What strangers send is opened elsewhere: kept are upright pixels and nothing that tells of a place or a device."""

import io
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.pictures.cleaning import Cleaner, NotAPicture
from tests.builders.uploads import a_picture, opened

TURNED_RIGHT = 6
GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def told_picture(kind: str) -> bytes:
    exif = Image.Exif()
    exif[MAKE] = "a camera"
    exif[ORIENTATION] = TURNED_RIGHT
    exif.get_ifd(GPS)[1] = "N"
    return a_picture(kind, size=(60, 40), exif=exif)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_only_upright_pixels_are_kept(kind: str) -> None:
    clean = await Cleaner().clean(told_picture(kind))
    assert (40, 60) == (clean.width, clean.height)
    image = opened(clean.content)
    assert (kind, (40, 60)) == (image.format, image.size)
    assert {} == dict(image.getexif())
    assert b"a camera" not in clean.content
    assert f"image/{kind.lower()}" == clean.content_type


async def test_words_inside_a_png_are_not_kept() -> None:
    told = PngInfo()
    told.add_text("Author", "somebody known")
    clean = await Cleaner().clean(a_picture("PNG", pnginfo=told))
    assert b"somebody known" not in clean.content


async def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("teal", "orange")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    clean = await Cleaner().clean(out.getvalue())
    assert "image/png" == clean.content_type
    assert (0, 128, 128) == opened(clean.content).convert("RGB").getpixel((5, 5))


async def test_a_picture_larger_than_a_chat_shows_is_made_smaller() -> None:
    clean = await Cleaner().clean(a_picture("JPEG", size=(6000, 3000)))
    assert (4600, 2300) == (clean.width, clean.height)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\nbroken",
        a_picture("PNG")[:60],
        a_picture("BMP"),
        a_picture("PNG", size=(1000, 2)),
    ],
)
async def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        await Cleaner().clean(content)


async def test_a_bomb_is_refused_before_it_goes_off() -> None:
    """A few bytes that claim to be 40,000 pixels wide and high: 4.8 GB if they were unpacked."""
    header = b"IHDR" + (40_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    chunk = (13).to_bytes(4) + header + zlib.crc32(header).to_bytes(4)
    with pytest.raises(NotAPicture):
        await Cleaner().clean(b"\x89PNG\r\n\x1a\n" + chunk + a_picture("PNG")[33:])
