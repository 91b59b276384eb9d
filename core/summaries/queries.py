"""Questions about days, weeks and months, counted live from fills and trades."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from core.money import Money
from core.people.account import TradingAccount
from core.storage.unit_of_work import UnitOfWork
from core.summaries.figures import PeriodFigures

_COUNT = """
with ended as (
    select t.result_type, t.result_r from trades t
    where t.user_id = $1 and t.is_active and t.closed_day between $2 and $3
), booked as (
    select f.realized_value, f.realized_r, t.currency, t.closed_day = f.local_day as with_close
    from fills f join trades t on t.user_id = f.user_id and t.id = f.trade_id
    where f.user_id = $1 and t.is_active and f.kind = 'exit' and f.local_day between $2 and $3
), money as (
    select currency, sum(realized_value) as amount from booked
    where realized_value is not null group by currency
)
select
    (select count(*) from ended) as closed,
    (select count(*) from ended where result_type = 'win') as wins,
    (select count(*) from ended where result_type = 'loss') as losses,
    (select count(*) from ended where result_type = 'breakeven') as breakeven,
    (select count(*) from ended where result_r is not null) as with_r,
    (select max(result_r) from ended) as best_r,
    (select min(result_r) from ended) as worst_r,
    (select sum(realized_r) from booked) as result_r,
    (select count(*) from booked where with_close is not true) as parts,
    (select coalesce(jsonb_agg(jsonb_build_array(currency, amount::text) order by currency), '[]')::text
        from money) as money,
    (select count(*) from trades t where t.user_id = $1 and t.is_active and t.status = 'open') as open_now,
    (select count(*) from trades t join trading_accounts a on a.user_id = t.user_id and a.id = t.account_id
        where t.user_id = $1 and t.is_active and t.status = 'missed'
            and t.trade_date >= $2::date - 2 and t.trade_date < $3::date + 2
            and ((t.opened_at at time zone a.timezone) - a.day_cutoff::interval)::date
                + (a.day_cutoff >= time '12:00')::int between $2 and $3) as missed
"""


async def count_period(
    uow: UnitOfWork, account: TradingAccount, first_day: date, last_day: date
) -> PeriodFigures:
    """What the trading days from `first_day` to `last_day` came to, in all accounts of its owner; one question.

    Each account has its own zone and cut-off: its trades lie on its own days.
    """
    row = await uow.fetch_one(_COUNT, account.owner, first_day, last_day)
    return _read_figures({} if row is None else dict(row), first_day, last_day)


async def count_day(uow: UnitOfWork, account: TradingAccount, moment: datetime) -> PeriodFigures:
    """What the account's trading day around `moment` came to so far."""
    day = account.day_of(moment)
    return await count_period(uow, account, day, day)


def _read_figures(row: dict[str, Any], first_day: date, last_day: date) -> PeriodFigures:
    money = msgspec.json.decode(row.get("money") or "[]", type=list[tuple[str, Decimal]])
    return PeriodFigures(
        first_day=first_day,
        last_day=last_day,
        closed=row.get("closed", 0),
        wins=row.get("wins", 0),
        losses=row.get("losses", 0),
        breakeven=row.get("breakeven", 0),
        with_r=row.get("with_r", 0),
        result_r=row.get("result_r"),
        booked=tuple(Money(amount, currency) for currency, amount in money),
        parts=row.get("parts", 0),
        open_now=row.get("open_now", 0),
        missed=row.get("missed", 0),
        best_r=row.get("best_r"),
        worst_r=row.get("worst_r"),
    )
