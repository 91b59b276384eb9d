"""Much traded US shares and funds, so that their owner is not asked what a point is worth."""

from decimal import Decimal

from core.instruments.instrument import AssetClass, Instrument, SizeUnit

_SHARES = """
AAPL Apple|MSFT Microsoft|NVDA Nvidia|AMZN Amazon|GOOGL Alphabet|GOOG Alphabet|META Meta|TSLA Tesla|AMD AMD|NFLX Netflix
INTC Intel|AVGO Broadcom|PLTR Palantir|COIN Coinbase|MSTR Strategy|HOOD Robinhood|SOFI SoFi|NIO Nio|BABA Alibaba|UBER Uber
SHOP Shopify|SNOW Snowflake|PYPL PayPal|DIS Disney|JPM JPMorgan|BAC Bank of America|GS Goldman Sachs|XOM Exxon|CVX Chevron
BA Boeing|KO Coca-Cola|PEP PepsiCo|WMT Walmart|COST Costco|MU Micron|SMCI Supermicro|ARM Arm|TSM TSMC|QCOM Qualcomm|CRM Salesforce
ORCL Oracle|ADBE Adobe|GME GameStop|AMC AMC|RIVN Rivian|LCID Lucid|F Ford|GM General Motors|T AT&T|MARA MARA|RIOT Riot
SPY S&P 500 fund|QQQ Nasdaq-100 fund|IWM Russell 2000 fund|DIA Dow fund|TLT T-bond fund|GLD Gold fund|SLV Silver fund
USO Oil fund|TQQQ Nasdaq-100 3x|SQQQ Nasdaq-100 -3x|SOXL Semiconductors 3x|UVXY VIX 1.5x|XLE Energy fund|XLF Financials fund
SPX S&P 500 index|NDX Nasdaq-100 index
"""


def list_shares() -> list[Instrument]:
    entries = _SHARES.strip().replace("\n", "|").split("|")
    return [share(*entry.split(" ", 1)) for entry in entries]


def share(symbol: str, name: str) -> Instrument:
    """A share quoted in dollars and cents."""
    return Instrument(
        symbol=symbol,
        name=name,
        asset_class=AssetClass.STOCK,
        quote_currency="USD",
        tick_size=Decimal("0.01"),
        point_value=Decimal(1),
        contract_size=Decimal(1),
        price_digits=2,
        shown_digits=2,
        size_unit=SizeUnit.SHARES,
    )


def option_on(symbol: str) -> Instrument:
    """A listed option on a US share: a contract is 100 shares."""
    return Instrument(
        symbol=symbol,
        name=f"Option on {symbol}",
        asset_class=AssetClass.STOCK,
        quote_currency="USD",
        tick_size=Decimal("0.01"),
        point_value=Decimal(100),
        contract_size=Decimal(100),
        price_digits=2,
        shown_digits=2,
        size_unit=SizeUnit.CONTRACTS,
    )
