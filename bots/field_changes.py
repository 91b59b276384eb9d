"""The facts of a trade with one field set right: what the table of fields (bots.trade_fields) does with a value."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bots.field_words import find_moment
from core.trades.changes import correct_entry, correct_size
from core.trades.corrections import correct_cost, correct_fill, correct_moment, correct_target
from core.trades.desk import Desk
from core.trades.excursion import set_extremes
from core.trades.facts import FillFacts, TradeFacts
from core.trades.record import Trade


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a correction may need beside the value."""

    trade: Trade
    desk: Desk
    now: datetime

    @property
    def facts(self) -> TradeFacts:
        return self.trade.facts

    @property
    def zone(self) -> ZoneInfo:
        return self.desk.account.zone


def resize(facts: TradeFacts, size: Decimal) -> TradeFacts:
    return replace(facts, planned_size=size) if facts.missed else correct_size(facts, size)


def reprice(facts: TradeFacts, price: Decimal) -> TradeFacts:
    return replace(facts, planned_entry=price) if facts.missed else correct_entry(facts, price)


def refill(facts: TradeFacts, fill: FillFacts, value: str) -> TradeFacts:
    """`1.0871`, or with the size `1.0871 0.25`."""
    price, _, size = value.partition(" ")
    return correct_fill(facts, fill.id, price=Decimal(price), quantity=Decimal(size) if size else None)


def retarget(facts: TradeFacts, at: int, value: str) -> TradeFacts:
    """The target number `at` (from 0); what more was typed is added."""
    first, *more = value.split() or [""]
    facts = correct_target(facts, at, Decimal(first) if first else None)
    return replace(facts, targets=(*facts.targets, *(Decimal(each) for each in more)))


def redate(scene: Scene, fill: FillFacts, value: str) -> TradeFacts:
    at = find_moment(value, fill.at, now=scene.now, zone=scene.zone)
    return correct_moment(scene.facts, fill.id, at)


def tell(facts: TradeFacts, value: str) -> TradeFacts:
    """Another result (`2r`, `-120`) of a trade that was told by it."""
    if facts.told is None:
        return facts
    if value.endswith("r"):
        return replace(facts, told=replace(facts.told, result_r=Decimal(value[:-1]), money=None))
    return replace(facts, told=replace(facts.told, money=Decimal(value), result_r=None))


def recost(cost: str, scene: Scene, value: str) -> TradeFacts:
    return correct_cost(scene.facts, cost, Decimal(value or 0))


def set_extreme(side: str, scene: Scene, value: str) -> TradeFacts:
    """The best or the worst price; an empty value takes it away."""
    if not value:
        return replace(scene.facts, **{side: None})
    return set_extremes(scene.facts, **{side: Decimal(value)})
