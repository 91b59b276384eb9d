"""How much is traded: the size that was typed, or the one that risks what was said."""

from decimal import ROUND_DOWN, Decimal

from bots.dialogs.dialog import Answers
from bots.dialogs.draft_steps import ENTRY, SIZE, STOP, SYMBOL
from core.instruments.instrument import SizeUnit
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.shorthand import Reading
from core.trades.trade import Side

_STEPS = {
    SizeUnit.LOTS: Decimal("0.01"),
    SizeUnit.CONTRACTS: Decimal(1),
    SizeUnit.SHARES: Decimal(1),
    SizeUnit.COINS: Decimal("0.0001"),
}


def sizes_of(reading: Reading, desk: Desk) -> dict[str, str]:
    """The size in the market's own unit; one typed in money becomes coins or shares by the entry."""
    if reading.quantity is None or reading.quantity <= 0:
        return {}
    market = desk.find_market(reading.symbol) if reading.symbol else None
    if reading.quantity_unit == "usd":
        if market is None or reading.entry is None or not market.point_value:
            return {}
        bought = reading.quantity / reading.entry / market.point_value
        return {SIZE: str(bought.quantize(Decimal("0.00000001")).normalize())}
    unit = market.size_unit.value if market else reading.quantity_unit
    return {SIZE: str(reading.quantity), **({"unit": unit} if unit else {})}


def stated_risk(risk: str | None, desk: Desk) -> Decimal | None:
    """Money risked as stated, in the account's currency; a percentage needs a known balance."""
    if not risk:
        return None
    if not risk.endswith("%"):
        return Decimal(risk)
    balance = desk.account.starting_balance
    return None if balance is None else balance * Decimal(risk.removesuffix("%")) / 100


def size_by_risk(answers: Answers, desk: Desk) -> Decimal | None:
    """The size that risks what was said (`$200 risk`, `1% risk`) down to the stop, cut to a ticket's step."""
    market = desk.find_market(answers.get(SYMBOL) or "")
    entry, stop = _number(answers.get(ENTRY)), _number(answers.get(STOP))
    stated = stated_risk(answers.get("risk"), desk)
    if market is None or entry is None or stop is None or stated is None or entry == stop:
        return None
    bare = TradeFacts(
        symbol=market.symbol, side=Side.LONG, currency=market.quote_currency, planned_entry=entry
    )
    risk = desk.to_market(stated, bare)
    if risk is None:
        return None
    exact = risk / (abs(entry - stop) * market.point_value)
    step = _STEPS[market.size_unit]
    cut = (exact / step).to_integral_value(rounding=ROUND_DOWN) * step
    return cut.normalize() if cut > 0 else None


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
