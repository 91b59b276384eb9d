"""Charts that were drawn: the same values are never drawn twice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.identifiers import PictureId, new_id
from core.storage.unit_of_work import UnitOfWork

CHART = "chart:"
UPLOAD = "upload:"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPicture:
    """`asset` is how a Picture block names it."""

    id: PictureId
    width: int
    height: int
    alt: str

    @property
    def asset(self) -> str:
        return f"{CHART}{self.id}"


async def find_drawn(uow: UnitOfWork, kind: str, fingerprint: str) -> DrawnPicture | None:
    """A picture of exactly these values, drawn before."""
    row = await uow.fetch_one(
        "select id, width, height, alt from pictures where user_id = $1 and kind = $2 and fingerprint = $3",
        uow.user_id,
        kind,
        fingerprint,
    )
    if row is None:
        return None
    return DrawnPicture(id=row["id"], width=row["width"], height=row["height"], alt=row["alt"])


async def keep_drawn(
    uow: UnitOfWork, kind: str, fingerprint: str, *, png: bytes, width: int, height: int, alt: str
) -> DrawnPicture:
    """Keep a picture; of two that were drawn at once the first one stays."""
    picture_id: UUID = await uow.fetch_value(
        """
        insert into pictures as kept (user_id, id, kind, fingerprint, png, width, height, alt, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (user_id, kind, fingerprint) do update set made_at = kept.made_at
        returning id
        """,
        uow.user_id,
        new_id(),
        kind,
        fingerprint,
        png,
        width,
        height,
        alt,
        uow.now,
    )
    return DrawnPicture(id=PictureId(picture_id), width=width, height=height, alt=alt)


async def find_png(uow: UnitOfWork, picture: PictureId) -> bytes | None:
    """The bytes of a drawn picture of this person."""
    return await uow.fetch_value(
        "select png from pictures where user_id = $1 and id = $2", uow.user_id, picture
    )


async def forget_drawn(uow: UnitOfWork, *, before: datetime) -> None:
    """Delete pictures drawn before `before` (a job)."""
    await uow.execute("delete from pictures where made_at < $1", before)
