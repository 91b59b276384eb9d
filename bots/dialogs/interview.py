"""/journal: what trades still lack is asked trade by trade, the newest first, three at a time."""

from collections.abc import Sequence
from uuid import UUID

from bots.dialogs.asking import (
    ANSWER,
    ANSWER_STEP,
    BACK,
    add_to_trail,
    find_before,
    find_next,
    is_another,
    is_settled,
    pose,
    require_subject,
    take_answer,
)
from bots.dialogs.conductor import compose_words, place
from bots.dialogs.dialog import Answers, Dialog
from bots.dialogs.topics import unpack_topic
from bots.replies.interview import compose_batch_end
from bots.turn import Answer, Turn
from core.identifiers import TradeId
from core.reflection.later import forget_trade
from core.reflection.queries import count_lacking, list_lacking, load_questions
from core.reflection.topics import Topic, find_open_topic
from core.trades.queries import find_trade
from core.trades.record import Trade

BATCH = 3


async def open_interview(turn: Turn, *, before: TradeId | None = None) -> Answer:
    """Go through the newest trades that lack a word, from those older than `before` on."""
    found = await list_lacking(turn.uow, before=before, limit=BATCH)
    if found:
        return await begin_batch(turn, found)
    if before is not None:
        return place(turn, compose_words(turn.say("That was the last one. Your journal is complete.")))
    return place(turn, compose_words(turn.say("Nothing is missing: every trade has its words.")))


async def begin_batch(turn: Turn, trades: Sequence[TradeId], *, lead: str = "") -> Answer:
    """Ask about these, one after the other; those that lack nothing are passed over. `lead` says why."""
    run = {"batch": " ".join(str(trade) for trade in trades), "number": "0", "of": str(len(trades))}
    return await _ask_next_trade(turn, {**run, "lead": lead})


async def finish_interview(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_subject(turn, answers)
    answers = {**answers, "lead": ""}
    if answers.get(ANSWER) == BACK:
        before, trail = await find_before(turn, trade, answers)
        run = {**answers, "trail": trail}
        return await pose(turn, INTERVIEW, trade, before or unpack_topic(answers), run)
    trade = await take_answer(turn, desk, trade, answers)
    topic = await find_next(turn, trade, answers)
    if topic is not None:
        return await pose(turn, INTERVIEW, trade, topic, {**answers, "trail": add_to_trail(answers)})
    return await _ask_next_trade(turn, answers)


async def stop_interview(turn: Turn, _answers: Answers) -> Answer:
    """What was given is kept already."""
    left = await count_lacking(turn.uow)
    if not left:
        return place(turn, compose_words(turn.say("Kept. Nothing is missing any more.")))
    words = turn.say(
        "Kept. {count} trade still waits for a word: /journal",
        "Kept. {count} trades still wait for a word: /journal",
        count=left,
    )
    return place(turn, compose_words(words))


async def _ask_next_trade(turn: Turn, run: Answers) -> Answer:
    ids = [TradeId(UUID(each)) for each in (run.get("batch") or "").split()]
    for number in range(int(run.get("number") or 0), len(ids)):
        found = await _find_lacking(turn, ids[number])
        if found is not None:
            await forget_trade(turn.uow, ids[number])
            progress = {**run, "number": str(number + 1), "trail": ""}
            return await pose(turn, INTERVIEW, *found, progress)
    more = await list_lacking(turn.uow, before=ids[-1], limit=BATCH)
    return place(turn, compose_batch_end(ids[-1], len(more), say=turn.say, sign=turn.sign))


async def _find_lacking(turn: Turn, trade_id: TradeId) -> tuple[Trade, Topic] | None:
    found = await find_trade(turn.uow, trade_id)
    if found is None or not found[1].facts.in_journal:
        return None
    asked = await load_questions(turn.uow)
    if find_open_topic(found[1], asked) is None:
        return None
    topic = find_open_topic(found[1], asked, with_note=True)
    return None if topic is None else (found[1], topic)


INTERVIEW = Dialog(
    name="interview",
    version=1,
    steps=(ANSWER_STEP,),
    finish=finish_interview,
    on_cancel=stop_interview,
    is_over=is_settled,
    is_another=is_another,
    offers_cancel=True,
    keeps_given=True,
    back=BACK,
)
