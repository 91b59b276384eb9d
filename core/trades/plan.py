"""What a trade means to risk and to win, frozen at its first entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.instruments.instrument import Instrument
from core.trades.trade import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`risk` is positive money in the quote currency; `rewards` the planned R of each target, None where
    it cannot be said (no stop, or stop or target on the wrong side).
    """

    stop_distance: Decimal | None
    stop_pips: Decimal | None
    risk: Decimal | None
    rewards: tuple[Decimal | None, ...]


def plan_trade(
    *,
    side: Side,
    entry: Decimal,
    stop: Decimal | None,
    targets: Sequence[Decimal],
    quantity: Decimal | None,
    instrument: Instrument | None,
) -> Plan:
    """The plan as the card shows it: `stop 1.0820 (30 pips, −$150 = 1R) · target 1.0910 (2.0R)`."""
    distance = None if stop is None else (entry - stop) * side.sign
    if distance is not None and distance <= 0:
        distance = None
    risk = None
    if distance is not None and quantity is not None and instrument is not None:
        risk = instrument.value(distance, quantity)
    return Plan(
        stop_distance=distance,
        stop_pips=None if distance is None or instrument is None else instrument.pips(distance),
        risk=risk,
        rewards=tuple(_reward(side, entry, target, distance) for target in targets),
    )


def _reward(side: Side, entry: Decimal, target: Decimal, distance: Decimal | None) -> Decimal | None:
    gain = (target - entry) * side.sign
    return None if distance is None or gain <= 0 else gain / distance
