"""The history of one trade: what was done to it, one act after the other."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The act that a message made. `tells_entry`: it came with the filing of the trade, in one transaction."""

    id: UUID
    kind: ActKind
    before: TradeFacts | None
    after: TradeFacts | None
    taken_back: bool
    tells_entry: bool


_ORIGIN = """
select a.id, a.kind, a.undone_at, a.before::text as before, a.after::text as after,
    a.created_at = (select f.created_at from trade_acts f where f.user_id = a.user_id and f.trade_id = a.trade_id
        order by f.seq limit 1) as tells_entry
from trade_acts a where a.user_id = $1 and a.trade_id = $2 and a.seq = $3
"""

_AMEND = "update trade_acts set after = $3::text::jsonb where user_id = $1 and id = $2"


async def find_origin(uow: UnitOfWork, trade: TradeId, revision: int) -> Origin | None:
    """The act that brought the trade to this revision; None if none did (an answer that was skipped)."""
    row = await uow.fetch_one(_ORIGIN, uow.user_id, trade, revision)
    if row is None:
        return None
    return Origin(
        id=row["id"],
        kind=ActKind(row["kind"]),
        before=_read(row["before"]),
        after=_read(row["after"]),
        taken_back=row["undone_at"] is not None,
        tells_entry=row["tells_entry"],
    )


async def amend_origin(uow: UnitOfWork, origin: Origin, after: TradeFacts) -> None:
    """The message of this act says something else now: the next edit is compared with that."""
    await uow.execute(_AMEND, uow.user_id, origin.id, msgspec.json.encode(after).decode())


async def list_filed_with(uow: UnitOfWork, raw_text: str) -> list[TradeId]:
    """The trades of the journal that these words filed, in their order."""
    rows = await uow.fetch(
        "select id from trades where user_id = $1 and raw_text = $2 and is_active order by id limit 20",
        uow.user_id,
        raw_text,
    )
    return [TradeId(row["id"]) for row in rows]
