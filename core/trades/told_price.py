"""The price at which a trade makes the money that was told (`closed +120`)."""

from decimal import Decimal

from core.trades.conversion import is_foreign, last_rate, rate_by_price
from core.trades.record import Trade


def price_of_money(trade: Trade, money: Decimal, currency: str | None = None) -> Decimal | None:
    """Before costs, for all that is open; `currency` None: the account's.

    None where the point value or the rate is unknown, or no price above zero makes that much.
    """
    average, quantity, market = trade.position.open_average, trade.position.open_quantity, trade.instrument
    account = trade.account_currency or trade.facts.currency
    told = currency or account
    if average is None or market is None or not quantity:
        return None
    points = money / (quantity * market.point_value) * trade.side.sign
    if not is_foreign(trade.facts, told):
        return average + points
    if told != account:
        return None
    if rate_by_price(market, account, average) is not None:
        # quoted in itself: the money is points / price, so price - average = points x price
        return average / (1 - points) if points < 1 else None
    known = last_rate(trade.facts)
    return None if known is None else average + points / known[0]
