"""Between a mentor and a trader: how it stands and what is shared."""

from dataclasses import dataclass
from enum import StrEnum

from core.identifiers import RelationshipId, UserId


class Status(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    TERMINATED = "terminated"


class Shared(StrEnum):
    """What a trader may share; each is a key `view_<name>` of the access level."""

    TRADES = "trades"
    ANALYTICS = "analytics"
    CONSISTENCY = "consistency"


@dataclass(frozen=True, kw_only=True, slots=True)
class Relationship:
    """`other_name` is the name of the one who is not asking; `shared` what the mentor may read."""

    id: RelationshipId
    mentor: UserId
    trader: UserId
    requested_by: UserId
    other_name: str
    status: Status
    shared: frozenset[Shared]

    @property
    def is_live(self) -> bool:
        return self.status is Status.APPROVED


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """A code that was redeemed: who made it, as what, and where they can be told of it."""

    inviter: UserId
    inviter_name: str
    as_mentor: bool
    platform: str
    bot: str
    chat: str
