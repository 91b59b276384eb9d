"""What the journal will do by itself for one person: their next check-in, their channel's next digest."""

from dataclasses import dataclass
from datetime import datetime

from core.storage.unit_of_work import UnitOfWork

_UPCOMING = """
select u.timezone,
    (select min(s.next_due_at) from checkin_schedules s where s.user_id = u.id and s.is_active) as checkin_at,
    (select min(c.next_due_at) from mentor_channels c where c.user_id = u.id and c.state = 'active') as digest_at,
    (select count(*) from mentor_relationships r where r.mentor_id = u.id and r.status = 'approved') as students
from users u where u.id = $1
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Upcoming:
    """`zone` is an IANA name; a moment is None where nothing is planned."""

    zone: str
    checkin_at: datetime | None
    digest_at: datetime | None
    students: int


async def find_upcoming(uow: UnitOfWork) -> Upcoming | None:
    """The tenant's; None if they are gone."""
    row = await uow.fetch_one(_UPCOMING, uow.user_id)
    if row is None:
        return None
    return Upcoming(
        zone=row["timezone"],
        checkin_at=row["checkin_at"],
        digest_at=row["digest_at"],
        students=row["students"],
    )
