"""Questions about the uploads of a trade."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from core.pictures.drawn import UPLOAD
from core.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """`width` None: its bytes still lie at the platform they were sent to."""

    id: UUID
    width: int | None
    height: int | None

    @property
    def asset(self) -> str:
        """How a Picture block names it."""
        return f"{UPLOAD}{self.id}"


async def list_uploads(uow: UnitOfWork, ids: Sequence[UUID]) -> list[Upload]:
    """Those of `ids` that are there, in the order in which they were sent."""
    rows = await uow.fetch(
        "select id, width, height from attachments where user_id = $1 and id = any($2::uuid[]) order by id",
        uow.user_id,
        list(ids),
    )
    return [Upload(id=row["id"], width=row["width"], height=row["height"]) for row in rows]
