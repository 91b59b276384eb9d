"""What a person has set, read in one question for the settings screen."""

from dataclasses import dataclass
from datetime import date, time

from core.errors import NotFound
from core.people.account import ACCOUNT_COLUMNS, TradingAccount, read_account
from core.people.person import Person
from core.people.vacation import find_return, read_vacations
from core.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalSettings:
    """`account` is the default one. `checkin_at` None: the check-in does not open by itself; `back_on`: the
    end of a vacation that is on; `digest_at` None: no channel of a mentor.
    """

    account: TradingAccount
    checkin_at: time | None
    checkin_days: tuple[int, ...]
    back_on: date | None
    digest_at: time | None
    digest_weekday: int | None
    theme: str


_SETTINGS = f"""
select {ACCOUNT_COLUMNS},
    case when s.is_active then s.local_time end as checkin_at, s.weekdays,
    m.digest_local_time, m.digest_weekday
from trading_accounts a
left join checkin_schedules s on s.user_id = a.user_id and s.kind = 'checkin'
left join lateral (select digest_local_time, digest_weekday from mentor_channels c
    where c.user_id = a.user_id and c.state = 'active' order by c.created_at limit 1) m on true
where a.user_id = $1 and a.is_default
"""  # noqa: S608 - made of constants


async def load_settings(uow: UnitOfWork, person: Person) -> PersonalSettings:
    """
    Raises:
        NotFound: the person has no account.
    """
    row = await uow.fetch_one(_SETTINGS, uow.user_id)
    if row is None:
        raise NotFound
    today = uow.now.astimezone(person.zone).date()
    return PersonalSettings(
        account=read_account(dict(row)),
        checkin_at=row["checkin_at"],
        checkin_days=tuple(row["weekdays"] or ()),
        back_on=find_return(read_vacations(person.preferences), today),
        digest_at=row["digest_local_time"],
        digest_weekday=row["digest_weekday"],
        theme=str(person.preferences.get("theme", "dark")),
    )
