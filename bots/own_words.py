"""Words in a reply to a trade's card: `Sleep: 7` answers an own question, `calm` alone is how it felt."""

from msgspec.structs import replace

from bots.dialogs.feelings import LONGEST_FEELING, read_feelings
from bots.trade_acts import change_and_show
from bots.turn import Answer, Turn
from core.fields.field import find_named, read_answer
from core.fields.queries import list_fields
from core.identifiers import FieldId
from core.reflection.queries import list_usual_feelings
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.record import Trade
from core.trades.service import ActKind
from core.trades.shorthand.feelings import FEELINGS

_OWN = 50


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


async def hear_feeling(turn: Turn, desk: Desk, trade: Trade, text: str) -> Answer | None:
    """`anxious`, `calm, focused`: nothing but names of feelings, of everybody's or of the trader's own."""
    plain = text.casefold()
    if len(plain) > LONGEST_FEELING or not await _names_feelings(turn, plain):
        return None
    feeling = read_feelings(text)
    return await change_and_show(
        turn, desk, trade, lambda facts: replace(facts, feeling=feeling), ActKind.EDIT
    )


async def _names_feelings(turn: Turn, plain: str) -> bool:
    words = plain.replace(",", " ").strip(" .!").split()
    if not words or all(word in FEELINGS for word in words):
        return bool(words)
    parts = [part.strip(" .!") for part in plain.replace(" and ", ",").split(",")]
    own = await list_usual_feelings(turn.uow, limit=_OWN)
    return all(part in FEELINGS or part in own for part in parts)
