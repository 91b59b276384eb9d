"""Words for a setup: a new one's name, another name, what it is about, its tags."""

from uuid import UUID

from bots.dialogs.dialog import Answers, Dialog, Question, Step
from bots.dialogs.spoken_words import Word, means
from bots.strategy_screens import show_strategies, show_strategy
from bots.turn import Answer, Turn
from core.identifiers import StrategyId
from core.messaging.screen import Block, Text, Title, spans
from core.strategies.queries import require_tally
from core.strategies.service import create_strategy, describe_strategy, rename_strategy, tag_strategy
from core.strategies.strategy import require_about, require_name, require_tags

WORDS = "words"
NEW, NAME, ABOUT, TAGS = "new", "name", "about", "tags"


def read_words(text: str, answers: Answers) -> str:
    clears = means(text, Word.NONE)
    match answers.get("what"):
        case "about":
            return "" if clears else require_about(text)
        case "tags":
            return "" if clears else ", ".join(require_tags(text))
        case _:
            return require_name(text)


async def ask_words(turn: Turn, answers: Answers) -> Question:
    say, what = turn.say, answers.get("what")
    if what == NEW:
        blocks: tuple[Block, ...] = (Title(spans(say("What is the setup called?"))),)
        return Question(blocks=blocks, hint=say("A name, such as breakout"))
    strategy = (await require_tally(turn.uow, _id_of(answers))).strategy
    if what == NAME:
        head = say("{name}: what shall it be called?", name=strategy.name)
        note = say("The old name still finds it.")
        return Question(blocks=(Title(spans(head)), Text(spans(note))), hint=say("A name, such as breakout"))
    if what == TAGS:
        head = say("{name}: by which tags shall it be found?", name=strategy.name)
        note = say("What you type is added.")
        if strategy.tags:
            tags = " ".join(f"#{tag.replace(' ', '-')}" for tag in strategy.tags)
            note = say("Now: {tags}. What you type is added; none clears them all.", tags=tags)
        return Question(
            blocks=(Title(spans(head)), Text(spans(note))), hint=say("Short words, such as #bo #range")
        )
    head = say("{name}: when is it one?", name=strategy.name)
    now = (Text(spans(strategy.about)),) if strategy.about else ()
    return Question(blocks=(Title(spans(head)), *now), hint=say("A few sentences; none clears it"))


async def finish_words(turn: Turn, answers: Answers) -> Answer:
    words = answers.get(WORDS) or ""
    if answers.get("what") == NEW:
        made = await create_strategy(turn.uow, words)
        return await show_strategy(turn, made.id, lead=turn.say("In the list now."))
    strategy = _id_of(answers)
    before = (await require_tally(turn.uow, strategy)).strategy.name
    lead = turn.say("Changed.")
    match answers.get("what"):
        case "name":
            await rename_strategy(turn.uow, strategy, words)
            lead = turn.say("{old} is called {new} now.", old=before, new=words)
        case "tags":
            await tag_strategy(turn.uow, strategy, require_tags(words))
        case _:
            await describe_strategy(turn.uow, strategy, words)
    return await show_strategy(turn, strategy, lead=lead)


async def leave_words(turn: Turn, answers: Answers) -> Answer:
    if answers.get("what") == NEW:
        return await show_strategies(turn)
    return await show_strategy(turn, _id_of(answers))


def _id_of(answers: Answers) -> StrategyId:
    return StrategyId(UUID(answers.get("strategy") or ""))


STRATEGY_WORDS = Dialog(
    name="strategy",
    version=1,
    steps=(Step(name=WORDS, ask=ask_words, read=read_words),),
    finish=finish_words,
    on_cancel=leave_words,
    comes_back=False,
    offers_cancel=True,
)
