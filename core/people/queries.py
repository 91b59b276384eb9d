"""Who a person is: loaded whole in one question."""

from typing import Any, Protocol, cast
from zoneinfo import ZoneInfo

import msgspec

from core.errors import NotFound
from core.identifiers import AccountId, UserId
from core.people.person import Person, Role
from core.storage.unit_of_work import UnitOfWork


class Row(Protocol):
    """A row of a query, read by column."""

    def __getitem__(self, column: str, /) -> Any: ...


PERSON_COLUMNS = """
    u.id as person_id, u.name as person_name, u.role, u.timezone, u.locale, u.onboarded_at is not null as onboarded,
    u.preferences, a.id as account_id, a.currency, a.default_risk_percent, a.default_risk_amount,
    exists (select from custom_fields f where f.user_id = u.id and f.is_active and f.asked_at = 'entry') as asks_own
"""
"""For a query with `users u` and the default `trading_accounts a`."""

_PERSON = f"""
select {PERSON_COLUMNS.strip()}
from users u join trading_accounts a on a.user_id = u.id and a.is_default
where u.id = $1
"""  # noqa: S608 - made of constants


async def require_person(uow: UnitOfWork, user_id: UserId | None = None) -> Person:
    """The tenant, or (as a job) another user.

    Raises:
        NotFound: there is none, or they are not visible.
    """
    row = await uow.fetch_one(_PERSON, user_id or uow.user_id)
    if row is None:
        raise NotFound
    return read_person(row)


def read_person(row: Row) -> Person:
    """A person from a row of PERSON_COLUMNS."""
    preferences = cast("str", row["preferences"])
    return Person(
        id=UserId(row["person_id"]),
        name=row["person_name"],
        role=Role(row["role"]),
        zone=ZoneInfo(row["timezone"]),
        locale=row["locale"],
        currency=row["currency"],
        account=AccountId(row["account_id"]),
        default_risk_percent=row["default_risk_percent"],
        default_risk_amount=row["default_risk_amount"],
        is_onboarded=row["onboarded"],
        asks_own=row["asks_own"],
        preferences={} if preferences == "{}" else msgspec.json.decode(preferences, type=dict[str, object]),
    )
