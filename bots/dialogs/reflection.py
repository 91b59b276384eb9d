"""How was it? Entry, exit, rules kept, and the feeling if it was not said: one question at a time."""

from uuid import UUID

from msgspec.structs import replace

from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.scores import read_score, score_options
from bots.replies.figures import DONE_SIGN, named
from bots.trade_acts import change_and_show, is_taken_back, show_again
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.identifiers import TradeId
from core.messaging.screen import Title, spans
from core.trades.facts import TradeFacts
from core.trades.queries import require_trade
from core.trades.record import Trade
from core.trades.service import ActKind

FEELING, ENTRY, EXIT, RULES = "feeling", "entry", "exit", "rules"
_FEELINGS = ("calm", "confident", "anxious", "greedy", "fomo", "tired")
LONGEST_FEELING = 60


class TooLong(Invalid):
    """Field: `limit`."""

    code = "too_long"
    phrase = "That is longer than {limit} characters. A word or two will do; more goes into a note."


def reflection_answers(trade: Trade) -> dict[str, str | None]:
    """The trade, and the feeling if it was said: it is not asked again."""
    answers: dict[str, str | None] = {"trade": str(trade.id)}
    if trade.facts.feeling:
        answers[FEELING] = trade.facts.feeling
    return answers


def read_feeling(text: str, _answers: Answers) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST_FEELING:
        raise TooLong(limit=LONGEST_FEELING)
    return words


def read_rules(text: str, _answers: Answers) -> str:
    typed = text.strip().casefold()
    if typed in ("yes", "y", "kept", "no", "n", "broke", "broken"):
        return "yes" if typed in ("yes", "y", "kept") else "no"
    raise RulesUnclear(typed=text.strip()[:40])


class RulesUnclear(Invalid):
    """Field: `typed`."""

    code = "rules_unclear"
    phrase = "I read “{typed}”. Were your rules kept, yes or no?"


async def ask_feeling(turn: Turn, answers: Answers) -> Question:
    options = [Option(label=turn.say(word), value=word) for word in _FEELINGS]
    return Question(
        blocks=(await _headed(turn, answers, turn.say("how did it feel?")),),
        options=(tuple(options[:3]), tuple(options[3:])),
        hint=turn.say("A word for it"),
    )


async def ask_entry(turn: Turn, answers: Answers) -> Question:
    return Question(
        blocks=(await _headed(turn, answers, turn.say("the entry, 1 to 10?")),),
        options=score_options(),
        hint=turn.say("Tap, or type 1–10"),
    )


async def ask_exit(turn: Turn, answers: Answers) -> Question:
    return Question(
        blocks=(await _headed(turn, answers, turn.say("the exit, 1 to 10?")),),
        options=score_options(),
        hint=turn.say("Tap, or type 1–10"),
    )


async def ask_rules(turn: Turn, answers: Answers) -> Question:
    return Question(
        blocks=(await _headed(turn, answers, turn.say("rules kept?")),),
        options=(
            (Option(label=turn.say("Kept"), value="yes"), Option(label=turn.say("Broke one"), value="no")),
        ),
    )


async def finish_reflection(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    entry, leaving, rules = answers.get(ENTRY), answers.get(EXIT), answers.get(RULES)
    parts = [
        turn.say("entry {score}", score=entry) if entry else "",
        turn.say("exit {score}", score=leaving) if leaving else "",
        "" if not rules else turn.say("rules kept") if rules == "yes" else turn.say("rules broken"),
    ]
    lead = " · ".join(part for part in parts if part)
    return await change_and_show(
        turn, desk, trade, lambda facts: _rated(facts, answers), ActKind.RATE, lead=lead
    )


def _rated(facts: TradeFacts, answers: Answers) -> TradeFacts:
    entry, leaving, rules = answers.get(ENTRY), answers.get(EXIT), answers.get(RULES)
    return replace(
        facts,
        feeling=answers.get(FEELING) or facts.feeling,
        entry_quality=int(entry) if entry else facts.entry_quality,
        exit_quality=int(leaving) if leaving else facts.exit_quality,
        rules_kept=rules == "yes" if rules else facts.rules_kept,
    )


async def _headed(turn: Turn, answers: Answers, question: str) -> Title:
    _, trade = await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    return Title(spans(f"{DONE_SIGN} {named(trade.symbol, trade.side)}: {question}"))


REFLECTION = Dialog(
    name="reflection",
    version=1,
    steps=(
        Step(name=FEELING, ask=ask_feeling, read=read_feeling, skippable=True),
        Step(name=ENTRY, ask=ask_entry, read=read_score, skippable=True),
        Step(name=EXIT, ask=ask_exit, read=read_score, skippable=True),
        Step(name=RULES, ask=ask_rules, read=read_rules, skippable=True),
    ),
    finish=finish_reflection,
    on_cancel=show_again,
    is_over=is_taken_back,
    offers_cancel=True,
)
