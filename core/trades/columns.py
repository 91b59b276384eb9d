"""The columns that a trade is written to; results stay NULL while it is open."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from core.people.account import TradingAccount
from core.trades.facts import FillFacts, Told, TradeFacts
from core.trades.fill import FillKind
from core.trades.position import Realised
from core.trades.record import Trade, planned_reward
from core.trades.rows import Extras
from core.trades.statements import FILL_COLUMNS
from core.trades.trade import TradeStatus

_ZERO = Decimal(0)
_LEAST_MONEY = Decimal("0.00000001")


def write_extras(trade: Trade) -> str:
    facts = trade.facts
    extras = Extras(
        tags=facts.tags,
        default_risk=facts.default_risk,
        told_money=facts.told.money if facts.told else None,
        told_r=facts.told.result_r if facts.told else None,
        quoted=None if facts.currency == trade.currency else facts.currency,
        passed=facts.passed,
    )
    return msgspec.json.encode(extras).decode()


def trade_columns(trade: Trade, account: TradingAccount) -> tuple[object, ...]:
    """The values of `statements.TRADE_COLUMNS`, in their order; results stay NULL while it is open."""
    facts, position = trade.facts, trade.position
    is_closed = position.status is TradeStatus.CLOSED
    closed_at = position.closed_at
    return (
        trade.instrument.name if trade.instrument else facts.symbol,
        facts.symbol,
        facts.side.value,
        position.average_entry or facts.planned_entry,
        position.average_exit,
        position.entered_quantity or facts.planned_size,
        facts.quantity_unit,
        position.net if is_closed else None,
        position.outcome.value if position.outcome else None,
        position.result_r if is_closed else None,
        planned_reward(trade),
        position.opened_at,
        position.opened_at,
        closed_at,
        _closed_day(facts, account) if closed_at else None,
        position.status.value,
        facts.initial_stop,
        facts.stop,
        list(facts.targets),
        _above_zero(position.initial_risk),
        _above_zero(facts.declared_risk),
        trade.currency,
        trade.instrument.point_value if trade.instrument else None,
        sum((fill.fees for fill in facts.fills), _ZERO),
        sum((fill.commission for fill in facts.fills), _ZERO),
        sum((fill.swap for fill in facts.fills), _ZERO),
        facts.in_journal,
        write_extras(trade),
        facts.group,
        facts.best,
        facts.worst,
    )


def detail_columns(facts: TradeFacts) -> tuple[object, ...]:
    """The values of `statements.DETAIL_COLUMNS`, in their order."""
    return (
        facts.feeling,
        facts.entry_quality,
        facts.exit_quality,
        facts.rules_kept,
        facts.notes,
        facts.market,
        facts.confidence,
        msgspec.json.encode(facts.rule_checks).decode(),
        msgspec.json.encode(facts.answers).decode(),
    )


def fill_arrays(trade: Trade, account: TradingAccount) -> tuple[list[Any], ...]:
    """One array for each of `statements.FILL_COLUMNS`; realised figures stand at the exits."""
    realised = iter(trade.position.realised)
    rows = [
        _fill_values(fill, account, next(realised) if fill.kind is FillKind.EXIT else None)
        for fill in trade.facts.fills
    ]
    if trade.facts.told is not None:
        rows.append(_told_values(trade, trade.facts.told, account))
    return tuple([row[at] for row in rows] for at in range(len(FILL_COLUMNS)))


def _fill_values(fill: FillFacts, account: TradingAccount, result: Realised | None) -> tuple[Any, ...]:
    return (
        fill.id,
        fill.kind.value,
        fill.price,
        fill.quantity,
        fill.fees,
        fill.commission,
        fill.swap,
        fill.at,
        fill.day or account.day_of(fill.at),
        result.net if result else None,
        result.share_r if result else None,
        fill.rate,
        fill.rate_source,
    )


def _told_values(trade: Trade, told: Told, account: TradingAccount) -> tuple[Any, ...]:
    kind, day = FillKind.EXIT.value, told.day or account.day_of(told.at)
    result = trade.position
    return (
        told.id,
        kind,
        None,
        None,
        _ZERO,
        _ZERO,
        _ZERO,
        told.at,
        day,
        result.net,
        result.result_r,
        told.rate,
        told.rate_source,
    )


def _closed_day(facts: TradeFacts, account: TradingAccount) -> date:
    last = facts.told or facts.fills[-1]
    return last.day or account.day_of(last.at)


def _above_zero(money: Decimal | None) -> Decimal | None:
    """A risk below what a money column holds is none."""
    return None if money is None or money < _LEAST_MONEY else money
