"""Exchange-traded futures by their root symbol, from the exchanges' contract specifications."""

from decimal import Decimal

from core.instruments.instrument import AssetClass, Instrument, PriceBand, SizeUnit

_HIGH_PRICED = 1000
MONTH_CODES = "FGHJKMNQUVXZ"

# root | name | currency | tick size | value of one tick | decimals shown | believable from | to
_SPECIFICATIONS = """
ES   | E-mini S&P 500            | USD | 0.25      | 12.50  | 2 | 1000   | 20000
MES  | Micro E-mini S&P 500      | USD | 0.25      | 1.25   | 2 | 1000   | 20000
NQ   | E-mini Nasdaq-100         | USD | 0.25      | 5      | 2 | 3000   | 80000
MNQ  | Micro E-mini Nasdaq-100   | USD | 0.25      | 0.50   | 2 | 3000   | 80000
YM   | E-mini Dow                | USD | 1         | 5      | 0 | 10000  | 120000
MYM  | Micro E-mini Dow          | USD | 1         | 0.50   | 0 | 10000  | 120000
RTY  | E-mini Russell 2000       | USD | 0.10      | 5      | 1 | 600    | 8000
M2K  | Micro E-mini Russell 2000 | USD | 0.10      | 0.50   | 1 | 600    | 8000
NKD  | Nikkei 225 in dollars     | USD | 5         | 25     | 0 | 10000  | 120000
CL   | Crude oil                 | USD | 0.01      | 10     | 2 | 10     | 250
MCL  | Micro crude oil           | USD | 0.01      | 1      | 2 | 10     | 250
QM   | E-mini crude oil          | USD | 0.025     | 12.50  | 3 | 10     | 250
BZ   | Brent crude oil           | USD | 0.01      | 10     | 2 | 10     | 250
NG   | Natural gas               | USD | 0.001     | 10     | 3 | 1      | 20
MNG  | Micro natural gas         | USD | 0.001     | 1      | 3 | 1      | 20
RB   | RBOB gasoline             | USD | 0.0001    | 4.20   | 4 | 0.5    | 8
HO   | NY harbor ULSD            | USD | 0.0001    | 4.20   | 4 | 0.5    | 8
GC   | Gold                      | USD | 0.10      | 10     | 1 | 900    | 12000
MGC  | Micro gold                | USD | 0.10      | 1      | 1 | 900    | 12000
SI   | Silver                    | USD | 0.005     | 25     | 3 | 8      | 300
SIL  | Micro silver              | USD | 0.005     | 5      | 3 | 8      | 300
HG   | Copper                    | USD | 0.0005    | 12.50  | 4 | 1.5    | 15
MHG  | Micro copper              | USD | 0.0005    | 1.25   | 4 | 1.5    | 15
PL   | Platinum                  | USD | 0.10      | 5      | 1 | 500    | 5000
PA   | Palladium                 | USD | 0.50      | 50     | 1 | 300    | 5000
6E   | Euro FX                   | USD | 0.00005   | 6.25   | 5 | 0.6    | 2.2
M6E  | Micro euro FX             | USD | 0.0001    | 1.25   | 4 | 0.6    | 2.2
6B   | British pound             | USD | 0.0001    | 6.25   | 4 | 0.7    | 2.6
M6B  | Micro British pound       | USD | 0.0001    | 0.625  | 4 | 0.7    | 2.6
6J   | Japanese yen              | USD | 0.0000005 | 6.25   | 7 | 0.004  | 0.015
6A   | Australian dollar         | USD | 0.00005   | 5      | 5 | 0.35   | 1.4
M6A  | Micro Australian dollar   | USD | 0.0001    | 1      | 4 | 0.35   | 1.4
6C   | Canadian dollar           | USD | 0.00005   | 5      | 5 | 0.4    | 1.4
6S   | Swiss franc               | USD | 0.00005   | 6.25   | 5 | 0.6    | 2.2
6N   | New Zealand dollar        | USD | 0.00005   | 5      | 5 | 0.35   | 1.3
6M   | Mexican peso              | USD | 0.00001   | 5      | 5 | 0.02   | 0.12
ZT   | 2-year T-note             | USD | 0.00390625 | 7.8125 | 4 | 90    | 125
ZF   | 5-year T-note             | USD | 0.0078125 | 7.8125 | 4 | 85     | 145
ZN   | 10-year T-note            | USD | 0.015625  | 15.625 | 4 | 80     | 165
TN   | Ultra 10-year T-note      | USD | 0.015625  | 15.625 | 4 | 80     | 185
ZB   | T-bond                    | USD | 0.03125   | 31.25  | 4 | 80     | 210
UB   | Ultra T-bond              | USD | 0.03125   | 31.25  | 4 | 80     | 260
ZC   | Corn                      | USD | 0.25      | 12.50  | 2 | 200    | 1200
ZS   | Soybeans                  | USD | 0.25      | 12.50  | 2 | 600    | 2500
ZW   | Wheat                     | USD | 0.25      | 12.50  | 2 | 250    | 2000
ZL   | Soybean oil               | USD | 0.01      | 6      | 2 | 15     | 120
ZM   | Soybean meal              | USD | 0.10      | 10     | 1 | 180    | 700
HE   | Lean hogs                 | USD | 0.025     | 10     | 3 | 30     | 180
LE   | Live cattle               | USD | 0.025     | 10     | 3 | 70     | 400
KC   | Coffee C                  | USD | 0.05      | 18.75  | 2 | 70     | 700
SB   | Sugar No. 11              | USD | 0.01      | 11.20  | 2 | 7      | 50
CC   | Cocoa                     | USD | 1         | 10     | 0 | 1500   | 20000
CT   | Cotton No. 2              | USD | 0.01      | 5      | 2 | 35     | 250
MBT  | Micro bitcoin             | USD | 5         | 0.50   | 0 | 3000   | 1000000
MET  | Micro ether               | USD | 0.50      | 0.05   | 2 | 80     | 50000
DX   | US dollar index           | USD | 0.005     | 5      | 3 | 70     | 130
VX   | VIX                       | USD | 0.05      | 50     | 2 | 8      | 100
FDAX | DAX                       | EUR | 1         | 25     | 0 | 4000   | 80000
FDXM | Mini-DAX                  | EUR | 1         | 5      | 0 | 4000   | 80000
FDXS | Micro-DAX                 | EUR | 1         | 1      | 0 | 4000   | 80000
FESX | Euro Stoxx 50             | EUR | 1         | 10     | 0 | 1500   | 15000
WIN  | Mini Ibovespa             | BRL | 5         | 1      | 0 | 30000  | 500000
IND  | Ibovespa                  | BRL | 5         | 5      | 0 | 30000  | 500000
WDO  | Mini dollar (B3)          | BRL | 0.5       | 5      | 1 | 2000   | 15000
DOL  | Dollar (B3)               | BRL | 0.5       | 25     | 1 | 2000   | 15000
FGBL | Bund                      | EUR | 0.01      | 10     | 2 | 90     | 185
"""


def list_futures() -> list[Instrument]:
    """Every future of the table, one contract each."""
    return [_future(line) for line in _SPECIFICATIONS.strip().splitlines()]


def _future(line: str) -> Instrument:
    root, name, currency, tick, tick_value, digits, low, high = (part.strip() for part in line.split("|"))
    tick_size = Decimal(tick)
    point_value = Decimal(f"{Decimal(tick_value) / tick_size:f}")
    return Instrument(
        symbol=root,
        name=name,
        asset_class=AssetClass.FUTURE,
        quote_currency=currency,
        tick_size=tick_size,
        point_value=point_value,
        contract_size=point_value,
        price_digits=int(digits),
        shown_digits=0 if Decimal(high) >= _HIGH_PRICED else min(int(digits), 2),
        size_unit=SizeUnit.CONTRACTS,
        band=PriceBand(low=Decimal(low), high=Decimal(high)),
    )
