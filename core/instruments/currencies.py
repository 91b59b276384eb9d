"""The currencies that an account may be kept in: those of ISO 4217 in use, and the coins that brokers settle in."""

_MONEY = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF
IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR
SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED
VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
_COINS = "BTC ETH SOL BNB XRP USDT USDC BUSD DAI FDUSD TUSD"

CURRENCIES = frozenset(f"{_MONEY} {_COINS}".split())

_DOLLARS = frozenset(("USD", "USDT", "USDC", "BUSD", "DAI", "FDUSD", "TUSD"))
"""The dollar and the coins that are redeemed for one: venues quote and settle them alike."""


def is_same_money(one: str, other: str) -> bool:
    """Whether an amount of one is taken as the same amount of the other, without a rate."""
    return one == other or (one in _DOLLARS and other in _DOLLARS)
