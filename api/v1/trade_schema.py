"""A trade as the API speaks it: prices and money are strings, undefined is null."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from msgspec import UNSET, Meta, UnsetType, field
from msgspec.structs import replace

from api.v1.own_words import KnownWords, SentWords, write_words
from core.errors import Invalid
from core.identifiers import new_id
from core.money import tidy
from core.trades.conversion import last_rate, set_rate
from core.trades.desk import Desk
from core.trades.excursion import set_extremes
from core.trades.facts import FillFacts, TradeFacts
from core.trades.fill import FillKind
from core.trades.record import Trade, planned_reward
from core.trades.trade import Side, TradeStatus

_MOST_TARGETS = 10
Amount = Annotated[str, Meta(pattern=r"^-?[0-9]{1,18}(\.[0-9]{1,18})?$")]
"""A decimal number as text: up to 18 digits on either side of the point."""
Symbol = Annotated[str, Meta(min_length=1, max_length=50, pattern=r"^[A-Za-z0-9./_-]+$")]
Words = Annotated[str, Meta(max_length=4000)]


class NewTrade(SentWords, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a caller sends. `exit_price` with `closed_at` files a closed trade; without, it is open.

    `account` is the id or the name of one of the caller's accounts, the default one without it. A `missed`
    trade was seen at `opened_at` and not taken: it needs no quantity and has no exit. `conversion_rate` is what
    one unit of the market's currency was worth in the account's.
    """

    symbol: Symbol
    side: Side
    entry_price: Amount
    quantity: Amount | None = None
    opened_at: datetime
    quantity_unit: Annotated[str, Meta(max_length=20)] | None = None
    exit_price: Amount | None = None
    closed_at: datetime | None = None
    stop_loss: Amount | None = None
    take_profits: Annotated[list[Amount], Meta(max_length=_MOST_TARGETS)] = field(
        default_factory=list[Amount]
    )
    commission: Amount = "0"
    fees: Amount = "0"
    swap: Amount = "0"
    currency: Annotated[str, Meta(pattern="^[A-Z0-9]{3,10}$")] | UnsetType = UNSET
    setup: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    emotional_state: Annotated[str, Meta(max_length=100)] | None = None
    notes: Words | None = None
    account: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    missed: bool = False
    best_price: Amount | None = None
    worst_price: Amount | None = None
    conversion_rate: Amount | None = None


class TradeInvalid(Invalid):
    """Every problem of the trade at once, by field."""

    code = "trade_invalid"
    phrase = "The trade cannot be filed as sent."


def read_trade(sent: NewTrade, desk: Desk, *, now: datetime) -> TradeFacts:
    """The facts of a sent trade.

    Raises:
        TradeInvalid: with all its problems by field.
    """
    problems = _problems(sent, now)
    if problems:
        raise TradeInvalid(errors=problems)
    symbol = sent.symbol.upper()
    market = desk.find_market(symbol)
    stop = _number(sent.stop_loss)
    quoted = market.quote_currency if market else desk.account.currency
    facts = TradeFacts(
        symbol=market.symbol if market else symbol,
        side=sent.side,
        currency=sent.currency if isinstance(sent.currency, str) else quoted,
        quantity_unit=sent.quantity_unit or (market.size_unit if market else None),
        initial_stop=stop,
        stop=stop,
        targets=tuple(Decimal(target) for target in sent.take_profits),
        setup=sent.setup,
        feeling=sent.emotional_state,
        notes=sent.notes,
    )
    return _plan(facts, sent) if sent.missed else _executed(facts, sent)


def _plan(facts: TradeFacts, sent: NewTrade) -> TradeFacts:
    return replace(
        facts,
        missed=True,
        planned_entry=Decimal(sent.entry_price),
        planned_size=_number(sent.quantity),
        seen_at=sent.opened_at.astimezone(UTC),
    )


def _executed(facts: TradeFacts, sent: NewTrade) -> TradeFacts:
    fills = [_fill(FillKind.ENTRY, sent.entry_price, sent, sent.opened_at, costs=sent.exit_price is None)]
    if sent.exit_price is not None and sent.closed_at is not None:
        fills.append(_fill(FillKind.EXIT, sent.exit_price, sent, sent.closed_at, costs=True))
    facts = replace(facts, fills=tuple(fills))
    best, worst, rate = _number(sent.best_price), _number(sent.worst_price), _number(sent.conversion_rate)
    if best is not None or worst is not None:
        facts = set_extremes(facts, best=best, worst=worst)
    return facts if rate is None else set_rate(facts, rate)


def write_trade(trade: Trade, known: KnownWords) -> dict[str, Any]:
    """One trade as the API shows it."""
    facts, position = trade.facts, trade.position
    rate, source = last_rate(facts) or (None, None)
    return {
        "id": trade.id,
        "account_id": trade.account,
        "symbol": trade.symbol,
        "side": trade.side,
        "status": position.status,
        "opened_at": position.opened_at,
        "closed_at": position.closed_at,
        "quantity": _text(position.entered_quantity or facts.planned_size),
        "open_quantity": _text(position.open_quantity),
        "quantity_unit": facts.quantity_unit,
        "entry_price": _text(position.average_entry or facts.planned_entry),
        "exit_price": _text(position.average_exit),
        "stop_loss": _text(facts.stop),
        "initial_stop": _text(facts.initial_stop),
        "take_profits": [_text(target) for target in facts.targets],
        "best_price": _text(facts.best),
        "worst_price": _text(facts.worst),
        "currency": trade.currency,
        "market_currency": facts.currency,
        "conversion_rate": _text(rate),
        "conversion_source": source,
        "result_value": _text(
            position.net if position.status is TradeStatus.CLOSED or position.realised else None
        ),
        "result_r": _text(position.result_r),
        "result_type": position.outcome,
        "risk_reward_ratio": _text(planned_reward(trade)),
        "costs": _text(position.costs),
        "fills": [_write_fill(fill) for fill in facts.fills],
        "group_id": facts.group,
        "setup": facts.setup,
        "emotional_state": facts.feeling,
        "notes": facts.notes,
        **write_words(facts, known),
        "revision": trade.revision,
    }


def _problems(sent: NewTrade, now: datetime) -> dict[str, str]:
    problems: dict[str, str] = {}
    for name in ("entry_price", "quantity", "best_price", "worst_price", "conversion_rate"):
        number: str | None = getattr(sent, name)
        if number is not None and Decimal(number) <= 0:
            problems[name] = "must be more than zero"
    if sent.quantity is None and not sent.missed:
        problems["quantity"] = "is needed unless the trade was missed"
    if sent.missed and (sent.exit_price is not None or sent.closed_at is not None):
        problems["missed"] = "a trade that was not taken has no exit"
    for name in ("opened_at", "closed_at"):
        moment: datetime | None = getattr(sent, name)
        if moment is not None and moment.tzinfo is None:
            problems[name] = "needs a time zone"
        elif moment is not None and moment > now:
            problems[name] = "lies in the future"
    if (sent.exit_price is None) != (sent.closed_at is None):
        problems.setdefault("closed_at", "exit_price and closed_at come together")
    elif sent.closed_at is not None and not problems and sent.closed_at < sent.opened_at:
        problems["closed_at"] = "lies before opened_at"
    return problems


def _write_fill(fill: FillFacts) -> dict[str, Any]:
    return {
        "kind": fill.kind,
        "price": _text(fill.price),
        "quantity": _text(fill.quantity),
        "filled_at": fill.at,
        "local_day": fill.day,
        "commission": _text(fill.commission),
        "fees": _text(fill.fees),
        "swap": _text(fill.swap),
        "conversion_rate": _text(fill.rate),
        "conversion_source": fill.rate_source,
    }


def _fill(kind: FillKind, price: str, sent: NewTrade, at: datetime, *, costs: bool) -> FillFacts:
    """Costs are sent for the whole trade: they are booked with its last fill."""
    return FillFacts(
        id=new_id(),
        kind=kind,
        price=Decimal(price),
        quantity=Decimal(sent.quantity or 0),
        at=at.astimezone(UTC),
        commission=Decimal(sent.commission) if costs else Decimal(0),
        fees=Decimal(sent.fees) if costs else Decimal(0),
        swap=Decimal(sent.swap) if costs else Decimal(0),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _text(value: Decimal | None) -> str | None:
    """Without the zeros that were typed or that a column appends: the same number is the same text."""
    return None if value is None else f"{tidy(value):f}"
