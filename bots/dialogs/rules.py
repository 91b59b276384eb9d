"""Words for rules: several new ones at once, one a line, or better words for one."""

from uuid import UUID

from bots.dialogs.dialog import Answers, Dialog, Question, Step
from bots.strategy_screens import show_rule, show_rules
from bots.turn import Answer, Turn
from core.identifiers import RuleId, StrategyId
from core.messaging.screen import Text, Title, spans
from core.strategies.queries import require_rule
from core.strategies.rules import add_rules, reword_rule
from core.strategies.strategy import require_rules

WORDS = "words"


def read_rules(text: str, answers: Answers) -> str:
    bodies = require_rules(text)
    return " ".join(bodies) if answers.get("rule") else "\n".join(bodies)


async def ask_rules(turn: Turn, answers: Answers) -> Question:
    say = turn.say
    if answers.get("rule"):
        rule = await require_rule(turn.uow, RuleId(UUID(answers.get("rule") or "")))
        return Question(
            blocks=(Title(spans(say("In better words?"))), Text(spans(rule.body))), hint=say("The rule")
        )
    note = say("One a line. Such as: waited for the close, or at most three trades a day.")
    return Question(
        blocks=(Title(spans(say("Which rules shall I ask for?"))), Text(spans(note))),
        hint=say("One rule a line"),
    )


async def finish_rules(turn: Turn, answers: Answers) -> Answer:
    words = answers.get(WORDS) or ""
    if answers.get("rule"):
        rule = RuleId(UUID(answers.get("rule") or ""))
        await reword_rule(turn.uow, rule, require_rules(words)[0])
        found = await require_rule(turn.uow, rule)
        return await show_rules(turn, found.strategy, lead=turn.say("Changed."))
    strategy = _strategy_of(answers)
    await add_rules(turn.uow, strategy, require_rules(words))
    return await show_rules(turn, strategy, lead=turn.say("I ask for them after each close."))


async def leave_rules(turn: Turn, answers: Answers) -> Answer:
    if answers.get("rule"):
        return await show_rule(turn, RuleId(UUID(answers.get("rule") or "")))
    return await show_rules(turn, _strategy_of(answers))


def _strategy_of(answers: Answers) -> StrategyId | None:
    strategy = answers.get("strategy")
    return StrategyId(UUID(strategy)) if strategy else None


RULE_WORDS = Dialog(
    name="rules",
    version=1,
    steps=(Step(name=WORDS, ask=ask_rules, read=read_rules),),
    finish=finish_rules,
    on_cancel=leave_rules,
    comes_back=False,
    offers_cancel=True,
)
