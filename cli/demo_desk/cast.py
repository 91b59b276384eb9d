"""Who sits at the demo desk, and how each of them trades."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Market:
    """`price` is where it stood half a year ago, `stop` a usual stop distance, `risk_size` the usual size."""

    symbol: str
    price: Decimal
    stop: Decimal
    size: Decimal
    unit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Trader:
    """`edge` is the chance of a win; `payoff` the usual reward of one in R. `discipline` is the level of
    the daily scores (1 to 10); with `chases_losses` size doubles after a loss and the rules slip.
    """

    slug: str
    name: str
    markets: tuple[Market, ...]
    trades_a_day: float
    edge: float
    payoff: float
    discipline: float
    setups: tuple[str, ...]
    checks_in: float
    chases_losses: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Mentor:
    slug: str
    name: str
    focus: str


ZONE = "America/New_York"
CHECKIN_AT = time(18, 30)
DIGEST_AT = time(17, 0)
DIGEST_WEEKDAY = 5

NORA = Mentor(slug="nora", name="Nora", focus="no entry before 09:45")

EURUSD = Market(
    symbol="EURUSD", price=Decimal("1.0820"), stop=Decimal("0.0030"), size=Decimal("0.5"), unit="lots"
)
GBPUSD = Market(
    symbol="GBPUSD", price=Decimal("1.2710"), stop=Decimal("0.0036"), size=Decimal("0.4"), unit="lots"
)
XAUUSD = Market(
    symbol="XAUUSD", price=Decimal("2330.0"), stop=Decimal("6.0"), size=Decimal("0.2"), unit="lots"
)
NQ = Market(symbol="MNQ", price=Decimal(18500), stop=Decimal(25), size=Decimal(2), unit="contracts")
ES = Market(symbol="MES", price=Decimal(5300), stop=Decimal(6), size=Decimal(3), unit="contracts")
BTC = Market(symbol="BTCUSDT", price=Decimal(64000), stop=Decimal(600), size=Decimal("0.15"), unit="coins")

TRADERS = (
    Trader(
        slug="ana",
        name="Ana",
        markets=(EURUSD, GBPUSD, NQ),
        trades_a_day=2.0,
        edge=0.47,
        payoff=1.7,
        discipline=8.0,
        setups=("breakout", "retest", "london open"),
        checks_in=0.95,
    ),
    Trader(
        slug="ben",
        name="Ben",
        markets=(NQ, ES),
        trades_a_day=2.6,
        edge=0.42,
        payoff=1.4,
        discipline=6.4,
        setups=("orb", "vwap fade"),
        checks_in=0.8,
        chases_losses=True,
    ),
    Trader(
        slug="caro",
        name="Caro",
        markets=(XAUUSD, BTC),
        trades_a_day=1.3,
        edge=0.5,
        payoff=1.5,
        discipline=7.6,
        setups=("range", "news fade"),
        checks_in=0.9,
    ),
)
