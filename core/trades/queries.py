"""Questions about trades: the desk, one trade, the open ones, a page of the journal, what was used last."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import asyncpg

from core.identifiers import AccountId, TradeId, UserId
from core.money import tidy
from core.storage.unit_of_work import UnitOfWork
from core.trades import statements
from core.trades.desk import Desk
from core.trades.record import Trade
from core.trades.rows import read_desk, read_trade_row
from core.trades.service import TradeNotFound

MOST_OPEN = 50
PAGE = 8


async def load_desk(uow: UnitOfWork, account: AccountId | None = None) -> Desk:
    """The account (the default one if none is named) with the trader's own markets: one question."""
    row = await uow.fetch_one(statements.SELECT_DESK, uow.user_id, account)
    if row is None:
        raise TradeNotFound
    return read_desk(dict(row))


async def find_trade(uow: UnitOfWork, trade_id: TradeId) -> tuple[Desk, Trade] | None:
    """A trade of this person, in the trash or not, with the desk it belongs to."""
    row = await uow.fetch_one(
        f"{statements.SELECT_TRADE} where t.user_id = $1 and t.id = $2", uow.user_id, trade_id
    )
    return None if row is None else read_joined(row)


async def require_trade(uow: UnitOfWork, trade_id: TradeId) -> tuple[Desk, Trade]:
    """As `find_trade`.

    Raises:
        TradeNotFound: there is none of that id.
    """
    found = await find_trade(uow, trade_id)
    if found is None:
        raise TradeNotFound
    return found


async def list_open(uow: UnitOfWork, symbol: str | None = None) -> list[Trade]:
    """Open trades, the newest first, at most 50; of one symbol if it is named."""
    rows = await uow.fetch(
        f"""{statements.SELECT_TRADE}
        where t.user_id = $1 and t.status = 'open' and t.is_active and ($2::text is null or t.symbol = $2)
        order by t.opened_at desc, t.id desc limit $3""",
        uow.user_id,
        symbol,
        MOST_OPEN,
    )
    return [read_joined(row)[1] for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class TradePage:
    """`number` counts from 0; `total` is of all pages. `ranks` are the trades' places in the whole journal, 1 is
    the newest; empty where they have none (the trash).
    """

    trades: list[Trade]
    number: int
    total: int
    ranks: tuple[int, ...] = ()

    @property
    def pages(self) -> int:
        return max(-(-self.total // PAGE), 1)


_LISTED = """t.user_id = $1 and t.is_active and ($2::text is null or t.symbol = $2)
    and (not $3::boolean or t.status = 'open')"""

_COUNT = f"select count(*) from trades t where {_LISTED}"  # noqa: S608 - a constant

_RANKS = """
select t.id, (select count(*) from trades o where o.user_id = $1 and o.is_active
    and (o.trade_date, o.id) >= (t.trade_date, t.id)) as rank
from trades t where t.user_id = $1 and t.id = any($2::uuid[])
"""


async def list_trades(
    uow: UnitOfWork, *, page: int = 0, symbol: str | None = None, only_open: bool = False
) -> TradePage:
    """A page of the journal by entry, the newest first; of one market, or of what is open, if so asked."""
    chosen = (uow.user_id, symbol, only_open)
    total = await uow.fetch_value(_COUNT, *chosen)
    number = min(max(page, 0), max(-(-total // PAGE) - 1, 0))
    rows = await uow.fetch(
        f"""{statements.SELECT_TRADE} where {_LISTED}
        order by t.trade_date desc, t.id desc limit $4 offset $5""",
        *chosen,
        PAGE,
        number * PAGE,
    )
    trades = [read_joined(row)[1] for row in rows]
    ranks = tuple(range(number * PAGE + 1, number * PAGE + 1 + len(trades)))
    if symbol is not None or only_open:
        found = await uow.fetch(_RANKS, uow.user_id, [trade.id for trade in trades])
        known = {row["id"]: row["rank"] for row in found}
        ranks = tuple(known[trade.id] for trade in trades)
    return TradePage(trades=trades, number=number, total=total, ranks=ranks)


async def count_open(uow: UnitOfWork, symbol: str | None = None) -> int:
    """How many trades are open; of one market if it is named."""
    return await uow.fetch_value(
        """select count(*) from trades
        where user_id = $1 and is_active and status = 'open' and ($2::text is null or symbol = $2)""",
        uow.user_id,
        symbol,
    )


async def find_latest(uow: UnitOfWork) -> tuple[Desk, Trade] | None:
    """The trade that was touched last."""
    row = await uow.fetch_one(
        f"""{statements.SELECT_TRADE}
        where t.user_id = $1 and t.is_active order by t.updated_at desc, t.id desc limit 1""",
        uow.user_id,
    )
    return None if row is None else read_joined(row)


async def list_recent_symbols(uow: UnitOfWork, *, limit: int = 5) -> list[str]:
    """What was traded lately, the latest first, each once."""
    rows = await uow.fetch(
        """
        select symbol from (select symbol, trade_date from trades
            where user_id = $1 and is_active order by trade_date desc limit 100) as lately
        group by symbol order by max(trade_date) desc limit $2
        """,
        uow.user_id,
        limit,
    )
    return [row["symbol"] for row in rows]


async def list_recent_sizes(
    uow: UnitOfWork, symbol: str, *, limit: int = 3
) -> list[tuple[Decimal, str | None]]:
    """Sizes lately used in this market with their units, the latest first, each once."""
    rows = await uow.fetch(
        """
        select position_size, quantity_unit from (select position_size, quantity_unit, trade_date from trades
            where user_id = $1 and is_active and symbol = $2 and position_size > 0
            order by trade_date desc limit 50) as lately
        group by position_size, quantity_unit order by max(trade_date) desc limit $3
        """,
        uow.user_id,
        symbol,
        limit,
    )
    return [(tidy(row["position_size"]), row["quantity_unit"]) for row in rows]


async def find_last_price(uow: UnitOfWork, symbol: str) -> Decimal | None:
    """The latest entry price of this market."""
    price = await uow.fetch_value(
        """select entry_price from trades where user_id = $1 and is_active and symbol = $2
            and entry_price is not null order by trade_date desc limit 1""",
        uow.user_id,
        symbol,
    )
    return None if price is None else tidy(price)


async def find_earlier_rate(uow: UnitOfWork, market: str, account: str) -> tuple[Decimal, date] | None:
    """What one unit of `market` was last worth in `account`, both currencies, and on which trading day."""
    row = await uow.fetch_one(
        """select f.conversion_rate, f.local_day from fills f
            join trades t on t.user_id = f.user_id and t.id = f.trade_id and t.is_active
            join trading_accounts a on a.user_id = t.user_id and a.id = t.account_id
            where f.user_id = $1 and f.conversion_rate is not null and a.currency = $3
                and coalesce(t.metadata ->> 'quoted', t.currency) = $2
            order by f.filled_at desc, f.id desc limit 1""",
        uow.user_id,
        market,
        account,
    )
    return None if row is None else (tidy(row["conversion_rate"]), row["local_day"])


async def find_raw_text(uow: UnitOfWork, trade_id: TradeId) -> str | None:
    """The words a trade was logged with."""
    return await uow.fetch_value(
        "select raw_text from trades where user_id = $1 and id = $2", uow.user_id, trade_id
    )


async def list_before(
    uow: UnitOfWork, *, moment: datetime | None, trade_id: UUID | None, limit: int
) -> list[Trade]:
    """Trades by entry, the newest first, from the one after (`moment`, `trade_id`) on; None: from the newest."""
    rows = await uow.fetch(
        f"""{statements.SELECT_TRADE}
        where t.user_id = $1 and t.is_active
            and ($2::timestamptz is null or (t.trade_date, t.id) < ($2, $3::uuid))
        order by t.trade_date desc, t.id desc limit $4""",
        uow.user_id,
        moment,
        trade_id,
        limit,
    )
    return [read_joined(row)[1] for row in rows]


async def list_latest_of(uow: UnitOfWork, trader: UserId, *, limit: int = PAGE) -> list[Trade]:
    """The latest trades that somebody took and shares; none where the wall says no."""
    rows = await uow.fetch(
        f"""{statements.SELECT_TRADE}
        where t.user_id = $1 and t.is_active and t.status <> 'missed'
        order by t.trade_date desc, t.id desc limit $2""",
        trader,
        limit,
    )
    return [read_joined(row)[1] for row in rows]


def read_joined(row: asyncpg.Record) -> tuple[Desk, Trade]:
    """A row of `statements.SELECT_TRADE` with its desk."""
    found = dict(row)
    desk = read_desk(found)
    return desk, read_trade_row(found, desk)
