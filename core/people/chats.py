"""The chats of one person, as they stand in /link and /unlink."""

from dataclasses import dataclass
from uuid import UUID

from core.identifiers import UserId
from core.messaging.addresses import Platform
from core.storage.doors import call_door
from core.storage.unit_of_work import UnitOfWork

_CHATS = """
select id, platform, platform_user_id, display_name, username, home_user_id is not null as goes_home
from chat_accounts where user_id = $1 order by id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedChat:
    """`goes_home`: unlinked, it goes back to the journal it had before; otherwise it begins a new one."""

    id: UUID
    platform: Platform
    person: str
    name: str
    goes_home: bool


async def find_chat_person(platform: Platform, person: str) -> UserId | None:
    """Whose a chat account is; None for a stranger, whom only an event makes a person.

    Raises:
        Unavailable: the database does not answer.
    """
    rows = await call_door("select find_chat_person($1, $2) as user_id", platform.value, person)
    return UserId(rows[0]["user_id"]) if rows[0]["user_id"] is not None else None


async def list_chats(uow: UnitOfWork) -> tuple[LinkedChat, ...]:
    """The tenant's chats on all platforms, in a fixed order."""
    return tuple(
        LinkedChat(
            id=row["id"],
            platform=Platform(row["platform"]),
            person=row["platform_user_id"],
            name=row["username"] or row["display_name"] or row["platform_user_id"],
            goes_home=row["goes_home"],
        )
        for row in await uow.fetch(_CHATS, uow.user_id)
    )
