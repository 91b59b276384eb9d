"""What a person says about themselves and their account: zone, hours, currency, risk, look."""

from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec

from core.identifiers import AccountId
from core.people.person import Person
from core.people.vacation import read_vacations, rest_until
from core.periods import next_station
from core.storage.unit_of_work import UnitOfWork

WORKDAYS = (1, 2, 3, 4, 5)


async def set_zone(uow: UnitOfWork, zone: ZoneInfo) -> None:
    """Where the person is: check-ins and digests follow. An account without trades follows too; one
    with trades keeps its days, since travel moves no history.
    """
    await uow.execute("update users set timezone = $2 where id = $1", uow.user_id, zone.key)
    await uow.execute(
        """update trading_accounts a set timezone = $2 where a.user_id = $1 and not exists
            (select from trades t where t.user_id = a.user_id and t.account_id = a.id)""",
        uow.user_id,
        zone.key,
    )
    await uow.execute("update checkin_schedules set timezone = $2 where user_id = $1", uow.user_id, zone.key)
    await uow.execute("update mentor_channels set timezone = $2 where user_id = $1", uow.user_id, zone.key)
    await plan_checkins(uow)
    await _plan_digests(uow)


async def adopt_zone(uow: UnitOfWork, account: AccountId, zone: ZoneInfo) -> None:
    """The first answer about where somebody is: the account's days follow, those of trades filed before it too."""
    await uow.execute(
        "update trading_accounts set timezone = $3 where user_id = $1 and id = $2",
        uow.user_id,
        account,
        zone.key,
    )
    await uow.execute(
        """update fills f set local_day = (f.filled_at at time zone $3)::date from trades t
            where f.user_id = $1 and t.user_id = $1 and t.id = f.trade_id and t.account_id = $2""",
        uow.user_id,
        account,
        zone.key,
    )
    await uow.execute(
        """update trades set closed_day = (closed_at at time zone $3)::date
            where user_id = $1 and account_id = $2 and closed_at is not null""",
        uow.user_id,
        account,
        zone.key,
    )


async def set_currency(uow: UnitOfWork, account: AccountId, currency: str) -> None:
    await uow.execute(
        "update trading_accounts set currency = $3 where user_id = $1 and id = $2",
        uow.user_id,
        account,
        currency,
    )


async def set_default_risk(
    uow: UnitOfWork, account: AccountId, *, percent: Decimal | None = None, amount: Decimal | None = None
) -> None:
    """What 1R is where a trade says nothing else; both None forgets it."""
    await uow.execute(
        """update trading_accounts set default_risk_percent = $3, default_risk_amount = $4
            where user_id = $1 and id = $2""",
        uow.user_id,
        account,
        percent,
        amount,
    )


async def set_balance(uow: UnitOfWork, account: AccountId, balance: Decimal) -> None:
    await uow.execute(
        "update trading_accounts set starting_balance = $3 where user_id = $1 and id = $2",
        uow.user_id,
        account,
        balance,
    )


async def set_account_zone(uow: UnitOfWork, account: AccountId, zone: ZoneInfo) -> None:
    """By whose clock the account's trading day ends from now on; days already booked stay where they are."""
    await uow.execute(
        "update trading_accounts set timezone = $3 where user_id = $1 and id = $2",
        uow.user_id,
        account,
        zone.key,
    )


async def set_cutoff(uow: UnitOfWork, account: AccountId, cutoff: time) -> None:
    """When the account's trading day ends from now on; days already booked stay where they are."""
    await uow.execute(
        "update trading_accounts set day_cutoff = $3 where user_id = $1 and id = $2",
        uow.user_id,
        account,
        cutoff,
    )


async def set_checkin(uow: UnitOfWork, *, at: time | None) -> None:
    """When the check-in opens by itself; None: never. Its weekdays stay."""
    await uow.execute(
        """update checkin_schedules set is_active = $2, local_time = coalesce($3, local_time)
            where user_id = $1 and kind = 'checkin'""",
        uow.user_id,
        at is not None,
        at,
    )
    await plan_checkins(uow)


async def set_checkin_days(uow: UnitOfWork, weekdays: Sequence[int]) -> None:
    """On which ISO weekdays the check-in opens by itself."""
    await uow.execute(
        "update checkin_schedules set weekdays = $2 where user_id = $1 and kind = 'checkin'",
        uow.user_id,
        list(weekdays),
    )
    await plan_checkins(uow)


async def set_digest_time(uow: UnitOfWork, *, weekday: int, at: time) -> int:
    """When a mentor's digests appear (ISO weekday); returns how many channels follow."""
    count = await uow.execute(
        "update mentor_channels set digest_weekday = $2, digest_local_time = $3 where user_id = $1",
        uow.user_id,
        weekday,
        at,
    )
    await _plan_digests(uow)
    return count


async def choose_language(uow: UnitOfWork, person: Person, locale: str) -> None:
    """A tag such as `es` or `es-MX`: words, numbers and dates follow it from now on, on every platform."""
    await note_language(uow, locale)
    await _prefer(uow, {**person.preferences, "language": locale})


async def note_language(uow: UnitOfWork, locale: str) -> None:
    """What the platform speaks, of somebody who has chosen nothing."""
    await uow.execute("update users set locale = $2 where id = $1", uow.user_id, locale)


async def set_theme(uow: UnitOfWork, person: Person, theme: str) -> None:
    """`dark` or `light` pictures."""
    await _prefer(uow, {**person.preferences, "theme": theme})


async def finish_onboarding(uow: UnitOfWork) -> None:
    """The person has been welcomed: from now on check-ins open by themselves."""
    await uow.execute(
        "update users set onboarded_at = coalesce(onboarded_at, $2) where id = $1", uow.user_id, uow.now
    )
    await uow.execute(
        "update checkin_schedules set is_active = true where user_id = $1 and kind = 'checkin'", uow.user_id
    )
    await plan_checkins(uow)


async def _prefer(uow: UnitOfWork, preferences: dict[str, object]) -> None:
    await uow.execute(
        "update users set preferences = $2::text::jsonb where id = $1",
        uow.user_id,
        msgspec.json.encode(preferences).decode(),
    )


async def plan_checkins(uow: UnitOfWork) -> None:
    """When each comes due next, after a vacation if there is one."""
    rows = await uow.fetch(
        """select s.id, s.local_time, s.timezone, s.weekdays, s.is_active, u.preferences::text as preferences
            from checkin_schedules s join users u on u.id = s.user_id where s.user_id = $1""",
        uow.user_id,
    )
    for row in rows:
        zone = ZoneInfo(row["timezone"])
        vacations = read_vacations(msgspec.json.decode(row["preferences"]))
        due = next_station(row["local_time"], zone, row["weekdays"], rest_until(vacations, uow.now, zone))
        await uow.execute(
            "update checkin_schedules set next_due_at = $3 where user_id = $1 and id = $2",
            uow.user_id,
            row["id"],
            due if row["is_active"] else None,
        )


async def _plan_digests(uow: UnitOfWork) -> None:
    rows = await uow.fetch(
        """select id, digest_weekday, digest_local_time, timezone from mentor_channels
            where user_id = $1 and state = 'active'""",
        uow.user_id,
    )
    for row in rows:
        due = next_station(
            row["digest_local_time"], ZoneInfo(row["timezone"]), (row["digest_weekday"],), uow.now
        )
        await uow.execute(
            "update mentor_channels set next_due_at = $3 where user_id = $1 and id = $2",
            uow.user_id,
            row["id"],
            due,
        )
