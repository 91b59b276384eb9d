"""Buttons about a trade's life: taken after all, the rate of its currency, its legs."""

from bots.commands.trade_buttons import require_target
from bots.dialogs.conductor import start
from bots.dialogs.trade_legs import begin_legs
from bots.dialogs.trade_rate import TRADE_RATE, rate_answers
from bots.dialogs.trade_take import take_trade
from bots.turn import Answer, Turn
from bots.verbs import Outdated, Verb
from core.conversations.tokens import Press


async def press_took(turn: Turn, press: Press) -> Answer:
    _, trade = await require_target(turn, press)
    if not trade.is_missed:
        raise Outdated
    return await take_trade(turn, trade)


async def press_rate(turn: Turn, press: Press) -> Answer:
    _, trade = await require_target(turn, press)
    return await start(turn, TRADE_RATE, rate_answers(trade))


async def press_legs(turn: Turn, press: Press) -> Answer:
    _, trade = await require_target(turn, press)
    return await begin_legs(turn, trade)


LIFE_VERBS = (
    Verb(name="took", handler=press_took),
    Verb(name="rate", handler=press_rate),
    Verb(name="legs", handler=press_legs),
)
