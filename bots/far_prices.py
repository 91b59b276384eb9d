"""A price that lies ten times off what its trade was entered at is named, with what was probably meant."""

from decimal import Decimal

from bots.replies.figures import show_price
from core.errors import Invalid
from core.trades.levels import find_slipped
from core.trades.record import Trade


class FarPrice(Invalid):
    """Fields: `symbol`, `typed`, `entry`, `meant`."""

    code = "far_price"
    phrase = "I read {typed}, but {symbol} was entered at {entry}. Nothing was changed. Did you mean {meant}?"


def require_near(trade: Trade, *prices: Decimal | None) -> None:
    """Nothing, if every price is believable.

    Raises:
        FarPrice: one is ten times off the entry, and off what its market is known to cost.
    """
    entry = trade.position.open_average or trade.position.average_entry
    band = trade.instrument.band if trade.instrument else None
    for price in prices:
        if price is None or entry is None or (band is not None and band.holds(price)):
            continue
        meant = find_slipped(price, entry)
        if meant is not None:
            raise FarPrice(
                symbol=trade.symbol,
                typed=f"{price:f}",
                entry=show_price(trade, entry),
                meant=show_price(trade, meant),
            )
