"""What a person has set, read in one question for the settings screen."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from core.people.person import Person
from core.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalSettings:
    """`checkin_at` None: the check-in does not open by itself; `digest_at` None: no channel of a mentor."""

    account_name: str
    currency: str
    account_zone: str
    cutoff: time
    default_risk_percent: Decimal | None
    default_risk_amount: Decimal | None
    checkin_at: time | None
    checkin_days: tuple[int, ...]
    digest_at: time | None
    digest_weekday: int | None
    theme: str


_SETTINGS = """
select a.name, a.currency, a.timezone, a.day_cutoff, a.default_risk_percent, a.default_risk_amount,
    case when s.is_active then s.local_time end as checkin_at, s.weekdays,
    m.digest_local_time, m.digest_weekday
from trading_accounts a
left join checkin_schedules s on s.user_id = a.user_id and s.kind = 'checkin'
left join lateral (select digest_local_time, digest_weekday from mentor_channels c
    where c.user_id = a.user_id and c.state = 'active' order by c.created_at limit 1) m on true
where a.user_id = $1 and a.is_default
"""


async def load_settings(uow: UnitOfWork, person: Person) -> PersonalSettings:
    row = await uow.fetch_one(_SETTINGS, uow.user_id)
    found = {} if row is None else dict(row)
    return PersonalSettings(
        account_name=found.get("name", ""),
        currency=found.get("currency", person.currency),
        account_zone=found.get("timezone", person.zone.key),
        cutoff=found.get("day_cutoff", time(0)),
        default_risk_percent=found.get("default_risk_percent"),
        default_risk_amount=found.get("default_risk_amount"),
        checkin_at=found.get("checkin_at"),
        checkin_days=tuple(found.get("weekdays") or ()),
        digest_at=found.get("digest_local_time"),
        digest_weekday=found.get("digest_weekday"),
        theme=str(person.preferences.get("theme", "dark")),
    )
