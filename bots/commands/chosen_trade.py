"""A trade that was picked from a list of proposals: a command then carries its id."""

from uuid import UUID

from bots.turn import Turn
from core.identifiers import TradeId
from core.trades.queries import find_trade
from core.trades.record import Trade


async def find_chosen(turn: Turn, word: str) -> Trade | None:
    """The person's trade of that id; None if the word is no id, or of none of theirs."""
    try:
        number = UUID(word)
    except ValueError:
        return None
    found = await find_trade(turn.uow, TradeId(number))
    return found[1] if found else None
