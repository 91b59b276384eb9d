"""What the trader said of a trade, for its card: the scores in a line, broken rules and own questions in rows."""

from bots.replies.figures import joined
from bots.turn import Turn
from core.fields.field import CustomField, FieldKind, show_number
from core.fields.queries import list_fields_of
from core.messaging.phrases import Say
from core.messaging.screen import Block, Fact, Facts, Text, spans
from core.strategies.queries import list_named_rules
from core.trades.record import Trade


async def list_own_blocks(turn: Turn, trade: Trade) -> tuple[Block, ...]:
    """The blocks of a card: nothing where nothing was said."""
    line = scores_line(trade, turn.say)
    rows = await list_own_rows(turn, trade)
    return (*((Text(spans(line)),) if line else ()), *((Facts(rows),) if rows else ()))


async def list_own_rows(turn: Turn, trade: Trade) -> tuple[Fact, ...]:
    """Which rules were broken, then each answered question of the trader's own, retired ones last."""
    answers, say = trade.facts.answers, turn.say
    broken = [rule for rule, kept in trade.facts.rule_checks.items() if not kept]
    rows = [Fact(say("broke"), spans(rule.body)) for rule in await list_named_rules(turn.uow, broken)]
    fields = await list_fields_of(turn.uow, answers.keys()) if answers else []
    rows += [
        Fact(field.name, spans(show_answer(field, answers[field.id], say)))
        for field in fields
        if field.id in answers
    ]
    return tuple(rows)


def scores_line(trade: Trade, say: Say) -> str:
    """`sure 6 · entry 8 · exit 7 · rules kept`, as much of it as was said."""
    facts = trade.facts
    rules = None
    if facts.rules_kept is not None:
        rules = say("rules kept") if facts.rules_kept else say("rules broken")
    return joined(
        (
            None if facts.confidence is None else say("confidence {score}", score=facts.confidence),
            None if facts.entry_quality is None else say("entry {score}", score=facts.entry_quality),
            None if facts.exit_quality is None else say("exit {score}", score=facts.exit_quality),
            rules,
        )
    )


def show_answer(field: CustomField, answer: str, say: Say) -> str:
    """An answer as it is kept, in the reader's words."""
    match field.kind:
        case FieldKind.NUMBER:
            return show_number(answer)
        case FieldKind.YES_NO:
            return say("yes") if answer == "yes" else say("no")
        case FieldKind.TEXT | FieldKind.CHOICE:
            return answer
