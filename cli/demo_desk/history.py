"""Half a year of believable days for one trader: the same every time, from a seed. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from cli.demo_desk.cast import ZONE, Market, Trader
from core.periods import resolve_local
from core.trades.trade import Side

_FEELINGS = ("calm", "calm", "calm", "confident", "hesitant", "tired", "fomo", "frustrated")
_ROUGH = ("fomo", "frustrated", "revenge")
_OPENING = time(9, 31)
_MINUTES = 380
_COMMISSION = {"lots": Decimal(7), "contracts": Decimal("1.20"), "coins": Decimal(12)}


@dataclass(frozen=True, kw_only=True, slots=True)
class PastTrade:
    """One closed trade; `exits` are (share of the size, price, moment), the shares adding up to one."""

    symbol: str
    side: Side
    entry: Decimal
    stop: Decimal
    target: Decimal
    size: Decimal
    unit: str
    opened_at: datetime
    exits: tuple[tuple[Decimal, Decimal, datetime], ...]
    commission: Decimal
    setup: str
    feeling: str
    entry_quality: int
    exit_quality: int
    rules_kept: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PastCheckin:
    day: date
    at: datetime
    scores: tuple[int, int, int]
    adherence: str
    focus_kept: bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PastDay:
    day: date
    trades: tuple[PastTrade, ...]
    checkin: PastCheckin | None


def past_days(trader: Trader, *, first: date, last: date) -> Iterator[PastDay]:
    """Every weekday from `first` to `last`, both included, oldest first."""
    # a demo, not a secret: the same seed tells the same half-year
    chance = Random(f"{trader.slug}:{last}")  # noqa: S311
    prices = {market.symbol: market.price for market in trader.markets}
    day = first
    while day <= last:
        if day.isoweekday() <= 5:
            form = _form(trader, (day - first) / max(last - first, timedelta(days=1)))
            trades = tuple(_trades(trader, day, prices, chance, form))
            yield PastDay(day=day, trades=trades, checkin=_checkin(trader, day, trades, chance))
        day += timedelta(days=1)


def _form(trader: Trader, progress: float) -> float:
    """How well it goes, added to the edge: a rough patch after the first half, better towards the end."""
    rough = -0.13 if 0.52 < progress < 0.66 else 0.02
    late = 0.04 if progress > 0.66 and not trader.chases_losses else 0.0
    return rough + late


def _trades(
    trader: Trader, day: date, prices: dict[str, Decimal], chance: Random, form: float
) -> Iterator[PastTrade]:
    count = max(0, min(6, round(chance.gauss(trader.trades_a_day, 1.1))))
    zone, lost = ZoneInfo(ZONE), False
    minutes = sorted(chance.sample(range(4, _MINUTES - 60), count))
    for minute in minutes:
        market = chance.choice(trader.markets)
        opened = resolve_local(day, _OPENING, zone) + timedelta(minutes=minute)
        is_chasing = lost and trader.chases_losses and chance.random() < 0.55
        trade = _trade(trader, market, prices, opened, chance, form, is_chasing=is_chasing)
        lost = (trade.exits[-1][1] - trade.entry) * trade.side.sign < 0
        yield trade


def _trade(
    trader: Trader,
    market: Market,
    prices: dict[str, Decimal],
    opened: datetime,
    chance: Random,
    form: float,
    *,
    is_chasing: bool,
) -> PastTrade:
    drift = Decimal(str(round(chance.gauss(0.02, 0.8), 3))) * market.stop
    entry = prices[market.symbol] = _tick(prices[market.symbol] + drift, market)
    side = chance.choice((Side.LONG, Side.SHORT))
    stop_distance = _tick(market.stop * Decimal(str(round(chance.uniform(0.7, 1.3), 2))), market)
    edge = trader.edge + form - (0.12 if is_chasing else 0)
    reward = _reward(trader, chance, wins=chance.random() < edge)
    size = market.size * (2 if is_chasing else 1)
    held = timedelta(minutes=chance.randint(4, 55), seconds=chance.randint(0, 59))
    out = _tick(entry + stop_distance * reward * side.sign, market)
    return PastTrade(
        symbol=market.symbol,
        side=side,
        entry=entry,
        stop=entry - stop_distance * side.sign,
        target=_tick(entry + stop_distance * Decimal(2) * side.sign, market),
        size=size,
        unit=market.unit,
        opened_at=opened,
        exits=_exits(entry, out, reward, opened, held, market, chance),
        commission=_COMMISSION[market.unit] * size,
        setup=chance.choice(trader.setups),
        feeling=chance.choice(_ROUGH if is_chasing else _FEELINGS),
        entry_quality=_score(trader.discipline - (2.5 if is_chasing else 0), chance),
        exit_quality=_score(trader.discipline - 0.4, chance),
        rules_kept=not is_chasing and chance.random() < 0.9,
    )


def _reward(trader: Trader, chance: Random, *, wins: bool) -> Decimal:
    """In R: a loss is mostly the stop, now and then a little past it or cut early; some trades are scratched."""
    if chance.random() < 0.06:
        return Decimal(0)
    if wins:
        return Decimal(str(round(max(0.3, chance.gauss(trader.payoff, 0.6)), 2)))
    return Decimal(str(round(-min(1.35, max(0.35, chance.gauss(0.95, 0.18))), 2)))


def _exits(
    entry: Decimal,
    out: Decimal,
    reward: Decimal,
    opened: datetime,
    held: timedelta,
    market: Market,
    chance: Random,
) -> tuple[tuple[Decimal, Decimal, datetime], ...]:
    if reward < 1 or chance.random() > 0.3 or market.size % 2:
        return ((Decimal(1), out, opened + held),)
    half = _tick(entry + (out - entry) / 2, market)
    share = Decimal("0.5")
    return ((share, half, opened + held / 2), (share, out, opened + held))


def _checkin(trader: Trader, day: date, trades: tuple[PastTrade, ...], chance: Random) -> PastCheckin | None:
    if chance.random() > trader.checks_in:
        return None
    slipped = sum(not trade.rules_kept for trade in trades)
    level = trader.discipline - 1.2 * slipped
    scores = (_score(level, chance), _score(level - 0.2, chance), _score(level + 0.1, chance))
    at = resolve_local(day, time(18, 30), ZoneInfo(ZONE)) + timedelta(minutes=chance.randint(1, 40))
    early = any(trade.opened_at < resolve_local(day, time(9, 45), ZoneInfo(ZONE)) for trade in trades)
    adherence = "yes" if not slipped else "partly" if slipped == 1 else "no"
    return PastCheckin(
        day=day, at=at, scores=scores, adherence=adherence, focus_kept=not early if trades else None
    )


def _score(level: float, chance: Random) -> int:
    return max(1, min(10, round(chance.gauss(level, 0.9))))


def _tick(price: Decimal, market: Market) -> Decimal:
    """To the market's step, told by how its stop distance is written."""
    return price.quantize(market.stop) if market.unit != "contracts" else (price * 4).quantize(Decimal(1)) / 4
