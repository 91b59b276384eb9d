"""`Sleep: 7` in a reply to a trade's card answers a question of the trader's own."""

from msgspec.structs import replace

from bots.trade_acts import change_and_show
from bots.turn import Answer, Turn
from core.fields.field import find_named, read_answer
from core.fields.queries import list_fields
from core.identifiers import FieldId
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.record import Trade
from core.trades.service import ActKind


async def hear_own_answers(turn: Turn, desk: Desk, trade: Trade, text: str) -> Answer | None:
    """Keep what is answered, one a line; None unless every line names a question that is known.

    Raises:
        Invalid: an answer is of another kind; nothing is kept then.
    """
    lines = [line.partition(":") for line in text.splitlines() if line.strip()]
    if not lines or not all(colon and value.strip() for _, colon, value in lines):
        return None
    fields = await list_fields(turn.uow)
    found: dict[FieldId, str] = {}
    for name, _, value in lines:
        field = find_named(fields, name)
        if field is None:
            return None
        found[field.id] = read_answer(field, value)

    def answered(facts: TradeFacts) -> TradeFacts:
        passed = tuple(name for name in facts.passed if name not in {str(field) for field in found})
        return replace(facts, answers={**facts.answers, **found}, passed=passed)

    return await change_and_show(turn, desk, trade, answered, ActKind.RATE)
