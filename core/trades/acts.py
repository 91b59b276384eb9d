"""Undo: the latest act of a trade is taken back, again and again, down to the trade itself."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from msgspec.structs import replace

from core.errors import Refused
from core.identifiers import TradeId
from core.storage.unit_of_work import UnitOfWork
from core.trades import statements
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, write_facts


class NothingToUndo(Refused):
    """Every act was taken back already, or there never was one."""

    code = "nothing_to_undo"
    phrase = "There is nothing left to take back."


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """`trade` is as it stands now; after LOG was taken back it lies in the trash."""

    kind: ActKind
    before: Trade
    trade: Trade

    @property
    def whole_trade(self) -> bool:
        return self.kind is ActKind.LOG


async def take_back(uow: UnitOfWork, trade_id: TradeId | None = None) -> TakenBack:
    """Take back the latest act of this trade, or of any trade.

    Raises:
        NothingToUndo: no act is left.
    """
    act = await uow.fetch_one(statements.LATEST_ACT, uow.user_id, trade_id)
    if act is None:
        raise NothingToUndo
    desk, trade = await require_trade(uow, TradeId(act["trade_id"]))
    kind = ActKind(act["kind"])
    restored = await _restore(uow, desk, trade, act["before"])
    await uow.execute(statements.TAKE_ACT_BACK, uow.user_id, act["id"], uow.now)
    if kind is ActKind.GROUP:
        await _part_from_partner(uow, act["at"])
    return TakenBack(kind=kind, before=trade, trade=restored)


async def _part_from_partner(uow: UnitOfWork, at: datetime) -> None:
    """The trade that was joined in the same moment stands alone again too, unless more happened to it since."""
    act = await uow.fetch_one(statements.PARTNER_ACT, uow.user_id, at)
    if act is not None:
        desk, trade = await require_trade(uow, TradeId(act["trade_id"]))
        await _restore(uow, desk, trade, act["before"])
        await uow.execute(statements.TAKE_ACT_BACK, uow.user_id, act["id"], uow.now)


async def _restore(uow: UnitOfWork, desk: Desk, trade: Trade, before: str | None) -> Trade:
    if before is None:
        return await write_facts(uow, desk, trade, replace(trade.facts, in_journal=False))
    facts = msgspec.json.decode(before, type=TradeFacts)
    return await write_facts(uow, desk, trade, facts)
