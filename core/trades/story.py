"""The history of one trade: what was done to it, one act after the other."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from core.identifiers import TradeId
from core.storage.unit_of_work import UnitOfWork
from core.trades.facts import TradeFacts
from core.trades.service import ActKind

MOST_ACTS = 12

_ACTS = """
select kind, at, undone_at, before::text as before, after::text as after, count(*) over () as total
from trade_acts where user_id = $1 and trade_id = $2 order by seq desc limit $3
"""

_NTH = """
select id from trades where user_id = $1 and is_active and ($3::text is null or symbol = $3)
order by trade_date desc, id desc limit 1 offset $2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`before` and `after` None: the trade was filed with it."""

    kind: ActKind
    at: datetime
    before: TradeFacts | None
    after: TradeFacts | None
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The latest acts, oldest first; `earlier` ones are left out."""

    acts: tuple[Act, ...]
    earlier: int


async def load_history(uow: UnitOfWork, trade: TradeId) -> History:
    rows = await uow.fetch(_ACTS, uow.user_id, trade, MOST_ACTS)
    acts = tuple(
        Act(
            kind=ActKind(row["kind"]),
            at=row["at"],
            before=_read(row["before"]),
            after=_read(row["after"]),
            taken_back=row["undone_at"] is not None,
        )
        for row in reversed(rows)
    )
    return History(acts=acts, earlier=(rows[0]["total"] if rows else 0) - len(acts))


async def find_nth(uow: UnitOfWork, number: int, symbol: str | None = None) -> TradeId | None:
    """The trade that bears this number in /trades: 1 is the newest; of one market if it is named."""
    found = await uow.fetch_value(_NTH, uow.user_id, number - 1, symbol) if number > 0 else None
    return None if found is None else TradeId(found)


def _read(facts: str | None) -> TradeFacts | None:
    return None if facts is None else msgspec.json.decode(facts, type=TradeFacts)
