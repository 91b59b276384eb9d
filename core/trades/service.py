"""What people do to their trades: log, change, leave; each change is one act that undo can take back."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from core.errors import Conflict, NotFound
from core.identifiers import TradeId, new_id
from core.instruments.instrument import Instrument
from core.storage.unit_of_work import UnitOfWork
from core.trades import statements
from core.trades.changes import fit_words
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.record import Trade, position_of, require_storable
from core.trades.rows import detail_columns, fill_arrays, trade_columns


class ActKind(StrEnum):
    """What undo may take back."""

    LOG = "log"
    ENTER = "enter"
    EXIT = "exit"
    STOP = "stop"
    EDIT = "edit"
    NOTE = "note"
    RATE = "rate"
    PHOTO = "photo"


class TradeNotFound(NotFound):
    """No trade of that id is this person's."""

    phrase = "That trade is not in your journal any more."


async def log_trade(
    uow: UnitOfWork,
    desk: Desk,
    facts: TradeFacts,
    *,
    source: str,
    raw_text: str | None = None,
) -> Trade:
    """File a new trade: the trade, its details, its fills and its first act in one statement.

    Raises:
        NoEntry, NoSize, OverExit: the facts contradict themselves.
        Implausible: they come to more than the journal can hold.
    """
    instrument = desk.find_market(facts.symbol)
    default_risk = facts.default_risk or desk.default_risk(facts.currency)
    facts = replace(fit_words(facts), default_risk=default_risk)
    trade = require_storable(
        Trade(
            id=TradeId(new_id()),
            owner=uow.user_id,
            account=desk.account.id,
            revision=1,
            facts=facts,
            instrument=instrument,
            position=position_of(facts, instrument, desk.tolerance),
        )
    )
    await uow.execute(
        statements.INSERT_TRADE,
        trade.owner,
        trade.id,
        facts.setup,
        new_id(),
        trade.account,
        source,
        *trade_columns(trade, desk.account),
        *detail_columns(facts),
        *fill_arrays(trade, desk.account),
        uow.now,
        raw_text,
    )
    if facts.pictures:
        await _set_pictures(uow, trade)
    return trade


async def change_trade(
    uow: UnitOfWork,
    desk: Desk,
    trade: Trade,
    change: Callable[[TradeFacts], TradeFacts] | TradeFacts,
    kind: ActKind,
) -> Trade:
    """Write what `change` makes of the trade's facts; a change of nothing writes nothing.

    Raises:
        Conflict: somebody else changed the trade since it was read.
        OverExit, NoSize, Implausible: the facts would contradict themselves, or be too large.
    """
    after = fit_words(change if isinstance(change, TradeFacts) else change(trade.facts))
    if after == trade.facts:
        return trade
    changed = await write_facts(uow, desk, trade, after)
    await uow.execute(
        statements.INSERT_ACT,
        trade.owner,
        trade.id,
        changed.revision,
        kind.value,
        msgspec.json.encode(trade.facts).decode(),
        msgspec.json.encode(after).decode(),
        uow.now,
    )
    return changed


async def write_facts(uow: UnitOfWork, desk: Desk, trade: Trade, facts: TradeFacts) -> Trade:
    """Make `facts` those of the trade, without an act of its own (undo, imports).

    Raises:
        Conflict: somebody else changed the trade since it was read.
    """
    instrument = desk.find_market(facts.symbol)
    after = require_storable(
        Trade(
            id=trade.id,
            owner=trade.owner,
            account=trade.account,
            revision=trade.revision + 1,
            facts=facts,
            instrument=instrument,
            position=position_of(facts, instrument, desk.tolerance),
        )
    )
    revision = await uow.fetch_value(
        statements.UPDATE_TRADE,
        trade.owner,
        trade.id,
        facts.setup,
        new_id(),
        trade.account,
        trade.revision,
        *trade_columns(after, desk.account),
        *detail_columns(facts),
        *fill_arrays(after, desk.account),
    )
    if revision is None:
        raise Conflict
    if facts.pictures != trade.facts.pictures:
        await _set_pictures(uow, after)
    return after


async def keep_market(uow: UnitOfWork, market: Instrument) -> None:
    """Remember a market as this trader described it; the newest description counts."""
    await uow.execute(
        """
        insert into instruments (user_id, id, symbol, name, asset_class, quote_currency, tick_size,
            pip_size, point_value, contract_size, price_digits, size_unit)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (user_id, symbol) do update set quote_currency = excluded.quote_currency,
            point_value = excluded.point_value, contract_size = excluded.contract_size,
            size_unit = excluded.size_unit
        """,
        uow.user_id,
        new_id(),
        market.symbol,
        market.name,
        market.asset_class.value,
        market.quote_currency,
        market.tick_size,
        market.pip_size,
        market.point_value,
        market.contract_size,
        market.price_digits,
        market.size_unit.value,
    )


async def keep_raw_text(uow: UnitOfWork, trade_id: TradeId, text: str) -> None:
    """The trade was logged with these words instead (an edited message)."""
    await uow.execute(
        "update trades set raw_text = $3 where user_id = $1 and id = $2", uow.user_id, trade_id, text
    )


async def _set_pictures(uow: UnitOfWork, trade: Trade) -> None:
    pictures: list[UUID] = list(trade.facts.pictures)
    await uow.execute(statements.SET_PICTURES, trade.owner, trade.id, pictures)
