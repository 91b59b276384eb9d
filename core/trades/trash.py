"""The trash: whole trades that were taken back or deleted; they count nowhere and can be had again."""

from msgspec.structs import replace

from core.storage.unit_of_work import UnitOfWork
from core.trades import statements
from core.trades.desk import Desk
from core.trades.queries import PAGE, TradePage, read_joined
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, write_facts

_COUNT = "select count(*) from trades where user_id = $1 and not is_active"

_PAGE = f"""{statements.SELECT_TRADE}
where t.user_id = $1 and not t.is_active order by t.updated_at desc, t.id desc limit $2 offset $3"""

_REVIVE_ACTS = """
update trade_acts set undone_at = null where user_id = $1 and trade_id = $2 and kind = 'log'
"""

_LATEST_DELETION = """
update trade_acts set undone_at = $3 where user_id = $1 and trade_id = $2 and kind = 'delete' and undone_at is null
"""

_EMPTY = "delete from trades where user_id = $1 and not is_active"


async def delete_trade(uow: UnitOfWork, desk: Desk, trade: Trade) -> Trade:
    """Put the trade in the trash; Undo brings it back."""
    return await change_trade(uow, desk, trade, replace(trade.facts, in_journal=False), ActKind.DELETE)


async def restore_trade(uow: UnitOfWork, desk: Desk, trade: Trade) -> Trade:
    """The trade as it was before it went into the trash; its earlier acts can be taken back again."""
    if trade.facts.in_journal:
        return trade
    restored = await write_facts(uow, desk, trade, replace(trade.facts, in_journal=True))
    await uow.execute(_REVIVE_ACTS, uow.user_id, trade.id)
    await uow.execute(_LATEST_DELETION, uow.user_id, trade.id, uow.now)
    return restored


async def list_trash(uow: UnitOfWork, *, page: int = 0) -> TradePage:
    """What lies in the trash, the latest first."""
    total = await uow.fetch_value(_COUNT, uow.user_id)
    number = min(max(page, 0), max(-(-total // PAGE) - 1, 0))
    rows = await uow.fetch(_PAGE, uow.user_id, PAGE, number * PAGE)
    return TradePage(trades=[read_joined(row)[1] for row in rows], number=number, total=total)


async def empty_trash(uow: UnitOfWork) -> int:
    """Delete for good what lies in the trash, with everything that belongs to it; how many trades it was."""
    return await uow.execute(_EMPTY, uow.user_id)
