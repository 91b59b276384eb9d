"""What people do to their trades: log, change, leave; each change is one act that undo can take back."""

import dataclasses
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
from core.trades.columns import detail_columns, fill_arrays, trade_columns
from core.trades.conversion import settle_rates
from core.trades.days import settle_days
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.record import Trade, make_trade, require_storable
from core.trades.rows import read_desk


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
    MOVE = "move"
    GROUP = "group"
    CONVERT = "convert"
    TAKE = "take"
    DELETE = "delete"


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
    facts = settle_rates(fit_words(facts), desk.find_market(facts.symbol), desk.account.currency)
    default_risk = facts.default_risk or desk.default_risk(facts)
    facts = settle_days(replace(facts, default_risk=default_risk, account=desk.account.id), desk.account)
    trade = require_storable(
        make_trade(facts, desk, trade_id=TradeId(new_id()), owner=uow.user_id, revision=1)
    )
    known_as = await uow.fetch_value(
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
    trade = _named(trade, known_as)
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
    desk = await _desk_of(uow, desk, after)
    after = _settle(after, desk)
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
    """Make `facts` those of the trade, without an act of its own (undo, imports); it lies where they say.

    Raises:
        Conflict: somebody else changed the trade since it was read.
    """
    desk = await _desk_of(uow, desk, facts)
    facts = _settle(facts, desk)
    after = require_storable(
        make_trade(facts, desk, trade_id=trade.id, owner=trade.owner, revision=trade.revision + 1)
    )
    written = await uow.fetch_one(
        statements.UPDATE_TRADE,
        trade.owner,
        trade.id,
        facts.setup,
        new_id(),
        after.account,
        trade.revision,
        *trade_columns(after, desk.account),
        *detail_columns(facts),
        *fill_arrays(after, desk.account),
    )
    if written is None:
        raise Conflict
    after = _named(after, written["setup"])
    if facts.pictures != trade.facts.pictures:
        await _set_pictures(uow, after)
    return after


def _named(trade: Trade, setup: str | None) -> Trade:
    """The trade with its setup under the name it is kept by (`#bo` is the breakout)."""
    if setup is None or setup == trade.facts.setup:
        return trade
    return dataclasses.replace(trade, facts=replace(trade.facts, setup=setup))


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


def _settle(facts: TradeFacts, desk: Desk) -> TradeFacts:
    settled = settle_rates(facts, desk.find_market(facts.symbol), desk.account.currency)
    return settle_days(replace(settled, account=desk.account.id), desk.account)


async def _desk_of(uow: UnitOfWork, desk: Desk, facts: TradeFacts) -> Desk:
    """The desk that the facts name, if it is another one."""
    if facts.account is None or facts.account == desk.account.id:
        return desk
    row = await uow.fetch_one(statements.SELECT_DESK, uow.user_id, facts.account)
    return desk if row is None else read_desk(dict(row))


async def _set_pictures(uow: UnitOfWork, trade: Trade) -> None:
    pictures: list[UUID] = list(trade.facts.pictures)
    await uow.execute(statements.SET_PICTURES, trade.owner, trade.id, pictures)
