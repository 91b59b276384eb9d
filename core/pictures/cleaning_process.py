"""The process that opens a picture of a stranger: looks what it is, turns it upright, drops what else it tells.

Reads the bytes from standard input; writes one line of JSON and then the clean bytes. It is run by its path, with
nothing of the journal and none of its settings in reach.
"""

import io
import json
import sys
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4600
"""Pixels. Source: Telegram Bot API, sendPhoto: width and height together at most 10,000."""
MOST_SLENDER = 20
"""Source: Telegram Bot API, sendPhoto: width and height ratio at most 20."""
LARGEST_KEPT = 8 * 1024 * 1024
"""Bytes. Source: Discord's upload limit of 10 MB, Telegram's of 10 MB for photos."""
_MEMORY = 1024 * 1024 * 1024
_SECONDS = 20
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/png"}
_BAD = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError, Warning)


def main() -> None:
    _limit()
    content = sys.stdin.buffer.read()
    try:
        told, clean = _clean(content)
    except (*_BAD, Image.DecompressionBombError) as error:
        told, clean = {"refused": type(error).__name__}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + clean)
    sys.stdout.buffer.flush()


def _limit() -> None:
    """A picture that would take the machine's memory or time ends this process only."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _clean(content: bytes) -> tuple[dict[str, str | int], bytes]:
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(content), formats=list(_FORMATS)) as given:
        width, height = given.size
        if width * height > MOST_PIXELS or max(width, height) > MOST_SLENDER * min(width, height):
            raise ValueError("not the shape of a picture")
        kind = str(given.format)
        image = ImageOps.exif_transpose(given)
        image.load()
    if max(image.size) > LONGEST_SIDE:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean, content_type = _write(image, kind)
    return {"content_type": content_type, "width": image.width, "height": image.height}, clean


def _write(image: Image.Image, kind: str) -> tuple[bytes, str]:
    """In its own format without anything but the pixels; as JPEG where that would be too large."""
    if kind in ("PNG", "GIF"):
        clean = _save(image if image.mode in ("1", "L", "P", "RGB", "RGBA") else image.convert("RGBA"), "PNG")
    elif kind == "WEBP":
        clean = _save(image, "WEBP", quality=90)
    else:
        clean = _save(_opaque(image), "JPEG", quality=88)
    if len(clean) <= LARGEST_KEPT:
        return clean, _FORMATS[kind]
    return _save(_opaque(image), "JPEG", quality=85), "image/jpeg"


def _save(image: Image.Image, kind: str, **options: int) -> bytes:
    """Pillow writes again whatever it finds in `info`: EXIF, GPS, comments, text; so it finds nothing."""
    transparency = image.info.get("transparency")
    image.info = {} if transparency is None else {"transparency": transparency}
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


if __name__ == "__main__":
    main()
