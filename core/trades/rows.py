"""From rows to values: an account, its desk, a trade."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from core.identifiers import TradeId, UserId
from core.instruments.instrument import AssetClass, Instrument, SizeUnit
from core.money import tidy
from core.people.account import read_account
from core.trades.desk import Desk
from core.trades.facts import FillFacts, RateSource, Told, TradeFacts
from core.trades.fill import FillKind
from core.trades.record import Trade, make_trade
from core.trades.trade import Side, TradeStatus

Row = Mapping[str, Any]

_ZERO = Decimal(0)
_LEAST_MONEY = Decimal("0.00000001")


class Extras(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a trade's `metadata` column holds beside its columns."""

    tags: tuple[str, ...] = ()
    default_risk: Decimal | None = None
    told_money: Decimal | None = None
    told_r: Decimal | None = None
    passed: tuple[str, ...] = ()
    quoted: str | None = None
    """The market's currency, where the results are in the account's."""


class _FillRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    kind: FillKind
    price: Decimal | None
    quantity: Decimal | None
    fee: Decimal
    commission: Decimal
    swap: Decimal
    at: datetime
    day: date
    rate: Decimal | None = None
    rate_source: RateSource | None = None


_read_fills = msgspec.json.Decoder(tuple[_FillRow, ...])
_read_extras = msgspec.json.Decoder(Extras)
_read_checks = msgspec.json.Decoder(dict[UUID, bool])
_read_answers = msgspec.json.Decoder(dict[UUID, str])


class _OwnMarket(msgspec.Struct, frozen=True, kw_only=True):
    symbol: str
    name: str
    asset_class: str
    quote_currency: str
    tick_size: Decimal
    pip_size: Decimal | None
    point_value: Decimal
    contract_size: Decimal
    price_digits: int
    size_unit: str


_read_own_markets = msgspec.json.Decoder(tuple[_OwnMarket, ...])


def read_desk(row: Row) -> Desk:
    """The account's row with `markets`, the owner's own instruments as JSON."""
    markets = _read_own_markets.decode(row["markets"] or "[]")
    return Desk(account=read_account(row), instruments=tuple(_read_market(own) for own in markets))


def _read_market(own: _OwnMarket) -> Instrument:
    return Instrument(
        symbol=own.symbol,
        name=own.name,
        asset_class=AssetClass(own.asset_class),
        quote_currency=own.quote_currency,
        tick_size=tidy(own.tick_size),
        pip_size=_known(own.pip_size),
        point_value=tidy(own.point_value),
        contract_size=tidy(own.contract_size),
        price_digits=own.price_digits,
        size_unit=SizeUnit(own.size_unit),
    )


def read_trade_row(row: Row, desk: Desk) -> Trade:
    """A row of `statements.SELECT_TRADE`."""
    trade_id, owner = TradeId(row["id"]), UserId(row["owner"])
    return make_trade(_read_facts(row), desk, trade_id=trade_id, owner=owner, revision=row["revision"])


def _read_facts(row: Row) -> TradeFacts:
    extras = _read_extras.decode(row["metadata"] or "{}")
    fills = _read_fills.decode(row["fills"] or "[]")
    is_missed = row["status"] == TradeStatus.MISSED
    return TradeFacts(
        symbol=row["symbol"],
        side=Side(row["trade_type"]),
        currency=extras.quoted or row["currency"],
        fills=tuple(_read_fill(fill) for fill in fills if fill.price is not None),
        quantity_unit=row["quantity_unit"],
        initial_stop=_known(row["initial_stop"]),
        stop=_known(row["stop_loss"]),
        targets=tuple(tidy(target) for target in row["take_profits"] or ()),
        declared_risk=_known(row["declared_risk"]),
        default_risk=extras.default_risk,
        told=next((_read_told(fill, extras) for fill in fills if fill.price is None), None),
        setup=row["setup"],
        tags=extras.tags,
        feeling=row["emotional_state"],
        notes=row["notes"],
        entry_quality=row["entry_process_quality"],
        exit_quality=row["exit_process_quality"],
        rules_kept=row["risk_management_respected"],
        confidence=row["confidence_level"],
        market=row["market_conditions"],
        rule_checks=_read_checks.decode(row["rule_checks"] or "{}"),
        answers=_read_answers.decode(row["custom_answers"] or "{}"),
        passed=extras.passed,
        best=_known(row["best_price"]),
        worst=_known(row["worst_price"]),
        group=row["group_id"],
        missed=is_missed,
        planned_entry=_known(row["entry_price"]) if is_missed else None,
        planned_size=_known(row["position_size"]) if is_missed else None,
        seen_at=row["opened_at"].astimezone(UTC) if is_missed else None,
        account=row["account_id"],
        pictures=tuple(row["pictures"] or ()),
        in_journal=row["is_active"],
    )


def _read_fill(fill: _FillRow) -> FillFacts:
    return FillFacts(
        id=fill.id,
        kind=fill.kind,
        price=tidy(fill.price or _ZERO),
        quantity=tidy(fill.quantity or _ZERO),
        at=fill.at.astimezone(UTC),
        commission=tidy(fill.commission),
        fees=tidy(fill.fee),
        swap=tidy(fill.swap),
        rate=_known(fill.rate),
        rate_source=fill.rate_source,
        day=fill.day,
    )


def _read_told(fill: _FillRow, extras: Extras) -> Told:
    return Told(
        id=fill.id,
        at=fill.at.astimezone(UTC),
        money=extras.told_money,
        result_r=extras.told_r,
        rate=_known(fill.rate),
        rate_source=fill.rate_source,
        day=fill.day,
    )


def _known(value: Decimal | None) -> Decimal | None:
    return None if value is None else tidy(value)
