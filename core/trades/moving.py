"""A trade goes to another account of its owner: its days, its currency and its break-even follow."""

from msgspec.structs import replace

from core.identifiers import AccountId
from core.storage.unit_of_work import UnitOfWork
from core.trades.conversion import drop_rates
from core.trades.days import forget_days
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.queries import load_desk
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade


def move_facts(facts: TradeFacts, present: Desk, target: Desk) -> TradeFacts:
    """Rates told for another currency are left behind; a default risk becomes the other account's."""
    moved = forget_days(replace(facts, account=target.account.id))
    if present.account.currency != target.account.currency:
        moved = drop_rates(moved)
    if facts.default_risk is not None:
        moved = replace(moved, default_risk=target.default_risk(moved))
    return moved


async def move_trade(uow: UnitOfWork, desk: Desk, trade: Trade, account: AccountId) -> tuple[Desk, Trade]:
    """The trade at its other desk; one act, which undo takes back.

    Raises:
        TradeNotFound: this person has no such account.
    """
    target = await load_desk(uow, account)
    moved = await change_trade(uow, desk, trade, move_facts(trade.facts, desk, target), ActKind.MOVE)
    return target, moved
