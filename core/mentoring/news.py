"""What the other side of a mentorship must hear of: a job, since nobody writes into another's chat."""

from enum import StrEnum

from core.identifiers import UserId
from core.jobs.queue import JobKind, enqueue
from core.mentoring.access import Relationship
from core.storage.unit_of_work import UnitOfWork


class News(StrEnum):
    """LET_IN: the trader shares. DECLINED: the question was answered with no. ENDED: it was live."""

    LET_IN = "let_in"
    DECLINED = "declined"
    ENDED = "ended"


async def tell_other(uow: UnitOfWork, relationship: Relationship, news: News) -> None:
    """Have the other side told by their journal, in their language, once this transaction commits."""
    await enqueue(
        uow,
        JobKind.MENTORING_NEWS,
        to=str(other_side(relationship, uow.user_id)),
        about=str(uow.user_id),
        news=news.value,
    )


def other_side(relationship: Relationship, person: UserId) -> UserId:
    is_mentor = relationship.mentor == person
    return relationship.trader if is_mentor else relationship.mentor
