"""Stock indices and oil as contracts for difference: one lot moves one unit of currency a point."""

from decimal import Decimal

from core.instruments.instrument import AssetClass, Instrument, PriceBand, SizeUnit

# symbol | name | currency | believable from | to
_INDICES = """
US500  | S&P 500        | USD | 1000  | 20000
SPX500 | S&P 500        | USD | 1000  | 20000
NAS100 | Nasdaq-100     | USD | 3000  | 80000
US30   | Dow Jones      | USD | 10000 | 120000
US2000 | Russell 2000   | USD | 600   | 8000
GER40  | DAX            | EUR | 4000  | 80000
UK100  | FTSE 100       | GBP | 3000  | 25000
FRA40  | CAC 40         | EUR | 2500  | 25000
EU50   | Euro Stoxx 50  | EUR | 1500  | 15000
ESP35  | IBEX 35        | EUR | 5000  | 40000
ITA40  | FTSE MIB       | EUR | 10000 | 100000
SUI20  | SMI            | CHF | 4000  | 30000
JP225  | Nikkei 225     | JPY | 10000 | 120000
HK50   | Hang Seng      | HKD | 8000  | 70000
AUS200 | ASX 200        | AUD | 3000  | 20000
CHN50  | China A50      | USD | 6000  | 40000
USDX   | Dollar index   | USD | 70    | 130
VIX    | Volatility     | USD | 8     | 100
"""

_OILS = {"USOIL": "WTI crude oil", "UKOIL": "Brent crude oil"}


def list_indices() -> list[Instrument]:
    return [_index(line) for line in _INDICES.strip().splitlines()]


def list_energies() -> list[Instrument]:
    """Oil and gas by the lot: 1,000 barrels, 10,000 mmBtu."""
    oils = [_energy(symbol, name, "0.01", 1000, (10, 250)) for symbol, name in _OILS.items()]
    return [*oils, _energy("NATGAS", "Natural gas", "0.001", 10_000, (1, 20))]


def _index(line: str) -> Instrument:
    symbol, name, currency, low, high = (part.strip() for part in line.split("|"))
    return Instrument(
        symbol=symbol,
        name=name,
        asset_class=AssetClass.INDEX,
        quote_currency=currency,
        tick_size=Decimal("0.01"),
        point_value=Decimal(1),
        contract_size=Decimal(1),
        price_digits=2,
        size_unit=SizeUnit.LOTS,
        band=PriceBand(low=Decimal(low), high=Decimal(high)),
    )


def _energy(symbol: str, name: str, tick: str, lot: int, band: tuple[int, int]) -> Instrument:
    return Instrument(
        symbol=symbol,
        name=name,
        asset_class=AssetClass.ENERGY,
        quote_currency="USD",
        tick_size=Decimal(tick),
        pip_size=Decimal(tick),
        point_value=Decimal(lot),
        contract_size=Decimal(lot),
        price_digits=len(tick.partition(".")[2]),
        shown_digits=2,
        size_unit=SizeUnit.LOTS,
        band=PriceBand(low=Decimal(band[0]), high=Decimal(band[1])),
    )
