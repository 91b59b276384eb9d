"""Legs: trades of one idea, summed as one without losing any of them."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from core.errors import Refused
from core.identifiers import TradeId, new_id
from core.money import Money
from core.storage.unit_of_work import UnitOfWork
from core.trades import statements
from core.trades.desk import Desk
from core.trades.queries import read_joined, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade

MOST_OFFERED = 6


class SameTrade(Refused):
    """A trade is no leg of itself."""

    code = "same_trade"
    phrase = "That is the same trade. Which other one belongs to it?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """What the legs of one group came to so far, parts of open ones too; `booked` is money per currency."""

    count: int
    open_now: int
    result_r: Decimal | None
    booked: tuple[Money, ...]


_SUM = """
with legs as (
    select id, status, currency from trades
    where user_id = $1 and group_id = $2 and is_active and status <> 'missed'
), booked as (
    select legs.currency, f.realized_value, f.realized_r
    from legs join fills f on f.user_id = $1 and f.trade_id = legs.id and f.kind = 'exit'
)
select (select count(*) from legs) as count, (select count(*) from legs where status = 'open') as open_now,
    (select sum(realized_r) from booked) as result_r,
    (select coalesce(jsonb_agg(jsonb_build_array(currency, amount::text) order by currency), '[]')::text
        from (select currency, sum(realized_value) as amount from booked
            where realized_value is not null group by currency) as money) as money
"""


async def sum_legs(uow: UnitOfWork, trade: Trade) -> Legs | None:
    """Summed live; None for a trade that stands alone."""
    if trade.facts.group is None:
        return None
    row = await uow.fetch_one(_SUM, trade.owner, trade.facts.group)
    if row is None or row["count"] < 2:
        return None
    money = msgspec.json.decode(row["money"], type=list[tuple[str, Decimal]])
    return Legs(
        count=row["count"],
        open_now=row["open_now"],
        result_r=row["result_r"],
        booked=tuple(Money(amount, currency) for currency, amount in money),
    )


async def join_legs(uow: UnitOfWork, desk: Desk, trade: Trade, other: TradeId) -> Trade:
    """`trade` becomes a leg of the idea of `other`; undo of either takes the pair apart again.

    Raises:
        SameTrade: the two are one.
        TradeNotFound: there is no such other trade.
    """
    if other == trade.id:
        raise SameTrade
    other_desk, first = await require_trade(uow, other)
    group = first.facts.group or trade.facts.group
    if group is None:
        group = new_id()
        await uow.execute("insert into trade_groups (user_id, id) values ($1, $2)", uow.user_id, group)
    if first.facts.group is None:
        await change_trade(uow, other_desk, first, replace(first.facts, group=group), ActKind.GROUP)
    return await change_trade(uow, desk, trade, replace(trade.facts, group=group), ActKind.GROUP)


async def leave_legs(uow: UnitOfWork, desk: Desk, trade: Trade) -> Trade:
    """The trade stands alone again; the other legs stay together."""
    return await change_trade(uow, desk, trade, replace(trade.facts, group=None), ActKind.GROUP)


async def list_joinable(uow: UnitOfWork, trade: Trade, *, limit: int = MOST_OFFERED) -> list[Trade]:
    """The latest other trades that are not its legs yet: those of its market first, then the nearest in time."""
    rows = await uow.fetch(
        f"""{statements.SELECT_TRADE}
        where t.user_id = $1 and t.id <> $2 and t.is_active and t.status <> 'missed'
            and (t.group_id is null or t.group_id is distinct from $3::uuid)
        order by t.symbol = $4 desc, t.trade_date desc, t.id desc limit $5""",
        trade.owner,
        trade.id,
        trade.facts.group,
        trade.symbol,
        limit,
    )
    return [read_joined(row)[1] for row in rows]


async def find_previous(uow: UnitOfWork, trade: Trade) -> UUID | None:
    """The trade entered before this one."""
    return await uow.fetch_value(
        """select id from trades where user_id = $1 and id <> $2 and is_active and status <> 'missed'
            and (trade_date, id) < ($3, $2) order by trade_date desc, id desc limit 1""",
        trade.owner,
        trade.id,
        trade.opened_at,
    )
