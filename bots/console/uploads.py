"""Pictures on disk beside the chats: those that people send, and those that the journal drew."""

import asyncio
import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from core.errors import Invalid, NotFound

LARGEST_UPLOAD = 10 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_TYPES = {
    "PNG": ("image/png", "png"),
    "JPEG": ("image/jpeg", "jpg"),
    "WEBP": ("image/webp", "webp"),
    "GIF": ("image/gif", "gif"),
}
_TYPE_BY_SUFFIX = {f".{suffix}": content_type for content_type, suffix in _TYPES.values()}


class NotAPicture(Invalid):
    code = "not_a_picture"
    phrase = "That is no picture I can keep: PNG, JPEG, WebP or GIF, up to 10 MB."


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """`ref` is the file's name here: the hash of its bytes, and its type."""

    ref: str
    content_type: str
    size: int
    width: int
    height: int


class PictureShelf:
    """Files named by their content, so the same picture is kept once and a name never changes its meaning."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._directory = directory

    async def keep(self, content: bytes) -> Kept:
        """Check what it is by looking inside, then write it.

        Raises:
            NotAPicture: neither PNG, JPEG, WebP nor GIF, or larger than allowed.
        """
        return await asyncio.to_thread(self._keep, content)

    async def describe(self, ref: str) -> Kept:
        """What a kept picture is.

        Raises:
            NotFound: there is none of that name.
        """
        file = self.require_file(ref)
        return await asyncio.to_thread(lambda: self._keep(file.read_bytes()))

    async def read(self, ref: str) -> bytes:
        """The bytes of a kept picture.

        Raises:
            NotFound: there is none of that name.
        """
        return await asyncio.to_thread(self.require_file(ref).read_bytes)

    def require_file(self, ref: str) -> Path:
        """Where a kept picture lies.

        Raises:
            NotFound: there is none of that name.
        """
        file = self._directory / ref
        if file.parent != self._directory or file.suffix not in _TYPE_BY_SUFFIX or not file.is_file():
            raise NotFound
        return file

    def _keep(self, content: bytes) -> Kept:
        if not content or len(content) > LARGEST_UPLOAD:
            raise NotAPicture
        content_type, suffix, width, height = _inspect(content)
        ref = f"{hashlib.sha256(content).hexdigest()[:40]}.{suffix}"
        file = self._directory / ref
        if not file.exists():
            unfinished = file.with_suffix(".part")
            unfinished.write_bytes(content)
            unfinished.replace(file)
        return Kept(ref=ref, content_type=content_type, size=len(content), width=width, height=height)


def find_content_type(ref: str) -> str:
    return _TYPE_BY_SUFFIX[Path(ref).suffix]


def _inspect(content: bytes) -> tuple[str, str, int, int]:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=list(_TYPES)) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            width, height = image.size
            content_type, suffix = _TYPES[str(image.format)]
            if width * height > _MOST_PIXELS:
                raise NotAPicture
            image.verify()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Warning,
    ) as error:
        raise NotAPicture from error
    return content_type, suffix, width, height
