"""What the pictures draw, read from the journal: the equity curve and the month's calendar."""

from datetime import date, timedelta
from decimal import Decimal

import asyncpg

from core.errors import NotFound
from core.storage.unit_of_work import UnitOfWork
from core.summaries.equity import ClosedResult, EquityCurve
from core.summaries.month_calendar import DayCell, MonthCalendar

_ACCOUNT = """
select a.id, a.currency, a.timezone, a.name || coalesce((
        select left(string_agg(' + ' || o.name, '' order by lower(o.name)), 60) from trading_accounts o
        where o.user_id = a.user_id and o.id <> a.id
            and exists (select from trades t where t.user_id = o.user_id and t.account_id = o.id and t.is_active)), '')
    as name
from trading_accounts a where a.user_id = $1 and a.is_default
"""
_CLOSED = """
select closed_day, result_r, case when currency = $4 then result_value end as money
from trades where user_id = $1 and is_active and status = 'closed' and closed_day between $2 and $3
order by closed_at, id
"""
_FIRST = "select min(closed_day) from trades where user_id = $1 and is_active and status = 'closed'"
_BOOKED = """
select f.local_day as day, sum(f.realized_r) as r,
    sum(case when t.currency = $4 then f.realized_value end) as money,
    count(distinct t.id) filter (where f.realized_r is not null) as with_r,
    count(distinct t.id) filter (where f.realized_value is not null and t.currency = $4) as with_money,
    count(distinct t.id) as trades
from fills f join trades t on t.user_id = f.user_id and t.id = f.trade_id
where f.user_id = $1 and f.kind = 'exit' and t.is_active and f.local_day between $2 and $3
group by f.local_day order by f.local_day
"""


async def load_equity_curve(
    uow: UnitOfWork,
    *,
    today: date,
    since: date | None = None,
    until: date | None = None,
    in_r: bool | None = None,
) -> EquityCurve:
    """The closed trades of all accounts, named by those that were traded; without dates all up to `today`.

    `in_r` None: R where at least half of the trades have one, else the account's currency.
    """
    account = await _require_account(uow)
    until = until or today
    first: date = since or await uow.fetch_value(_FIRST, uow.user_id) or until
    rows = await uow.fetch(_CLOSED, uow.user_id, first, until, account["currency"])
    if in_r is None:
        in_r = sum(row["result_r"] is not None for row in rows) * 2 >= len(rows)
    known = [(row["closed_day"], row["result_r"] if in_r else row["money"]) for row in rows]
    return EquityCurve(
        trades=tuple(ClosedResult(day=day, result=result) for day, result in known if result is not None),
        currency=None if in_r else account["currency"],
        since=first,
        until=until,
        account=account["name"],
        zone=account["timezone"],
        left_out=sum(result is None for _, result in known),
    )


async def load_month_calendar(
    uow: UnitOfWork, *, month: date, today: date, in_r: bool | None = None
) -> MonthCalendar:
    """The month around `month` in all accounts, by the day each exit was booked."""
    account = await _require_account(uow)
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    rows = await uow.fetch(_BOOKED, uow.user_id, first, last, account["currency"])
    if in_r is None:
        in_r = sum(row["with_r"] for row in rows) * 2 >= sum(row["trades"] for row in rows)
    return MonthCalendar(
        month=first,
        cells=tuple(_cell(row, in_r=in_r) for row in rows),
        today=today,
        currency=None if in_r else account["currency"],
        account=account["name"],
        zone=account["timezone"],
    )


def _cell(row: asyncpg.Record, *, in_r: bool) -> DayCell:
    counted: int = row["with_r"] if in_r else row["with_money"]
    result: Decimal | None = row["r"] if in_r else row["money"]
    return DayCell(day=row["day"], result=result, trades=counted, left_out=row["trades"] - counted)


async def _require_account(uow: UnitOfWork) -> asyncpg.Record:
    row = await uow.fetch_one(_ACCOUNT, uow.user_id)
    if row is None:
        raise NotFound
    return row
