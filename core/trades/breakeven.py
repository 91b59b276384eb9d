"""Another break-even tolerance: the account's whole history is won, lost or even by it at once."""

from collections import Counter
from dataclasses import dataclass, replace
from uuid import UUID

from core.identifiers import AccountId, TradeId
from core.storage.unit_of_work import UnitOfWork
from core.trades import statements
from core.trades.desk import Desk
from core.trades.queries import load_desk, read_joined
from core.trades.record import make_trade
from core.trades.trade import EXACT, Outcome, Tolerance

_BATCH = 1000
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassified:
    """How many trades of the journal go from one outcome to another."""

    counts: Counter[tuple[Outcome, Outcome]]

    @property
    def total(self) -> int:
        return self.counts.total()


async def preview_tolerance(uow: UnitOfWork, account: AccountId, tolerance: Tolerance) -> Reclassified:
    """What `set_tolerance` would do; nothing is written."""
    changes = await _find_changes(uow, account, tolerance)
    return Reclassified(counts=Counter((old, new) for _, old, new, counts in changes if counts))


async def set_tolerance(uow: UnitOfWork, account: AccountId, tolerance: Tolerance) -> Reclassified:
    """Set it and rewrite the outcomes that differ, in this transaction; triggers mark their days."""
    changes = await _find_changes(uow, account, tolerance)
    is_exact = tolerance == EXACT
    await uow.execute(
        "update trading_accounts set breakeven_tolerance = $3, breakeven_unit = $4 where user_id = $1 and id = $2",
        uow.user_id,
        account,
        None if is_exact else tolerance.amount,
        None if is_exact else tolerance.unit.value,
    )
    await uow.execute(
        """update trades t set result_type = fresh.outcome
            from unnest($2::uuid[], $3::text[]) as fresh(id, outcome)
            where t.user_id = $1 and t.id = fresh.id""",
        uow.user_id,
        [trade for trade, _, _, _ in changes],
        [new.value for _, _, new, _ in changes],
    )
    return Reclassified(counts=Counter((old, new) for _, old, new, counts in changes if counts))


_Change = tuple[TradeId, Outcome, Outcome, bool]


async def _find_changes(uow: UnitOfWork, account: AccountId, tolerance: Tolerance) -> list[_Change]:
    """Trades whose outcome differs, old and new, and whether they are in the journal (not in the trash)."""
    desk = _with_tolerance(await load_desk(uow, account), tolerance)
    found: list[_Change] = []
    last = _NOBODY
    while True:
        rows = await uow.fetch(
            f"""{statements.SELECT_TRADE}
            where t.user_id = $1 and t.account_id = $2 and t.status = 'closed' and t.id > $3
            order by t.id limit $4""",
            uow.user_id,
            account,
            last,
            _BATCH,
        )
        for row in rows:
            _, trade = read_joined(row)
            fresh = make_trade(
                trade.facts, desk, trade_id=trade.id, owner=trade.owner, revision=trade.revision
            )
            old, new = trade.position.outcome, fresh.position.outcome
            if old is not None and new is not None and old is not new:
                found.append((trade.id, old, new, trade.facts.in_journal))
        if len(rows) < _BATCH:
            return found
        last = rows[-1]["id"]


def _with_tolerance(desk: Desk, tolerance: Tolerance) -> Desk:
    account = replace(
        desk.account,
        breakeven_tolerance=tolerance.amount,
        breakeven_unit=tolerance.unit.value,
    )
    return replace(desk, account=account)
