"""Pictures from outside are opened in a process of their own: the journal itself never loads an image library."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

import msgspec

from core.errors import Invalid, Unavailable

_PROCESS = Path(__file__).with_name("cleaning_process.py")
_LONGEST = 30.0
_AT_ONCE = 2
_KNOWN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


class NotAPicture(Invalid):
    """What came is no picture that can be kept."""

    code = "not_a_picture"
    phrase = "That is no picture I can keep: PNG, JPEG, WebP or GIF, up to 20 MB."


class CleanPicture(msgspec.Struct, frozen=True, kw_only=True):
    """Upright pixels and nothing else; `content_type` is what the bytes are, whatever they were called."""

    content: bytes
    content_type: str
    width: int
    height: int


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    content_type: str = ""
    width: int = 0
    height: int = 0
    refused: str = ""


class Cleaner:
    """Two at once. Belongs to the event loop it is first used in."""

    def __init__(self) -> None:
        self._seats = asyncio.Semaphore(_AT_ONCE)

    async def clean(self, content: bytes) -> CleanPicture:
        """Check what it is by its content, turn it upright, drop everything that is not pixels.

        Raises:
            NotAPicture: neither PNG, JPEG, WebP nor GIF (its first frame counts), broken, or a bomb.
            Unavailable: the process could not be started.
        """
        if not _looks_like_one(content):
            raise NotAPicture
        async with self._seats:
            answer = await _run(content)
        head, _, clean = answer.partition(b"\n")
        try:
            told = msgspec.json.decode(head, type=_Told)
        except msgspec.DecodeError:
            raise NotAPicture from None
        if told.refused or not clean:
            raise NotAPicture
        return CleanPicture(
            content=clean, content_type=told.content_type, width=told.width, height=told.height
        )


def _looks_like_one(content: bytes) -> bool:
    """The cheap first look: most of what is no picture needs no process to be told so."""
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return is_webp or content.startswith(_KNOWN)


async def _run(content: bytes) -> bytes:
    """What the process says; nothing if it was too slow or died of the picture."""
    known = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", str(_PROCESS), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=known
        )
    except OSError as error:
        raise Unavailable from error
    try:
        async with asyncio.timeout(_LONGEST):
            said, _ = await process.communicate(content)
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return said
