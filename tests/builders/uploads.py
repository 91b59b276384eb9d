"""Pictures as people send them, and the job that keeps them."""

import io
from pathlib import Path
from uuid import UUID

from PIL import Image

from core.clock import Clock
from core.pictures.shelf import Shelf
from core.storage.unit_of_work import begin_service
from scheduler.handlers.uploads import keep_picture

WIDTH, HEIGHT = 64, 36


def a_picture(
    kind: str = "PNG", *, size: tuple[int, int] = (WIDTH, HEIGHT), colour: str = "teal", **options: object
) -> bytes:
    """A picture whose left half is of `colour`."""
    image = Image.new("RGB", size, "white")
    image.paste(Image.new("RGB", (max(size[0] // 2, 1), size[1]), colour))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def list_files(directory: Path) -> list[Path]:
    return [file for file in directory.rglob("*") if file.is_file()]


async def keep_all(shelf: Shelf, clock: Clock, *, attempt: int = 1) -> None:
    """Do what the jobs would do with everything that still lies at its platform."""
    async with begin_service(now=clock.now()) as uow:
        rows = await uow.fetch(
            "select user_id, id from attachments where starts_with(storage_key, 'at:') order by id"
        )
    for row in rows:
        await keep_one(shelf, clock, user=row["user_id"], attachment=row["id"], attempt=attempt)


async def keep_one(shelf: Shelf, clock: Clock, *, user: UUID, attachment: UUID, attempt: int = 1) -> None:
    ids = {"user": str(user), "attachment": str(attachment), "attempt": str(attempt)}
    await keep_picture(ids, clock.now(), shelf)
