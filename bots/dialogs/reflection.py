"""How was it? What one trade still lacks, one question at a time, each answer kept at once."""

from bots.dialogs.asking import (
    ANSWER,
    ANSWER_STEP,
    BACK,
    LATER,
    add_to_trail,
    find_before,
    find_next,
    is_another,
    is_settled,
    pose,
    require_subject,
    take_answer,
)
from bots.dialogs.conductor import place
from bots.dialogs.dialog import Answers, Dialog
from bots.inbound import Kind
from bots.quick_questions import with_question
from bots.replies.later import compose_when
from bots.trade_acts import show_again, show_trade
from bots.turn import Answer, Turn
from core.reflection.later import find_evening
from core.reflection.queries import load_questions
from core.reflection.topics import Topic, find_open_topic, list_topics
from core.trades.desk import Desk
from core.trades.record import Trade


async def begin_reflection(turn: Turn, trade: Trade) -> Answer:
    """Ask what is open; where nothing is, everything once more."""
    asked = await load_questions(turn.uow)
    topic = find_open_topic(trade, asked)
    if topic is not None:
        return await pose(turn, REFLECTION, trade, topic, {})
    return await pose(turn, REFLECTION, trade, list_topics(trade, asked)[0], {"again": "yes"})


async def ask_one(turn: Turn, trade: Trade, topic: Topic) -> Answer:
    """Ask this one with more to choose from; who types goes on typing, who taps gets the card back."""
    return await pose(turn, REFLECTION, trade, topic, {"card": "yes"})


async def finish_reflection(turn: Turn, answers: Answers) -> Answer:
    desk, trade = await require_subject(turn, answers)
    match answers.get(ANSWER):
        case str() as given if given == BACK:
            before, trail = await find_before(turn, trade, answers)
            if before is not None:
                return await pose(
                    turn, REFLECTION, trade, before, {**answers, "trail": trail, "again": "yes"}
                )
        case str() as given if given == LATER:
            return await show_when(turn, trade)
        case _:
            trade = await take_answer(turn, desk, trade, answers)
    if answers.get("card") and turn.inbound.kind is Kind.ACTION:
        return place(turn, await with_question(turn, trade, await show_trade(turn, desk, trade)))
    return await _go_on(turn, desk, trade, answers)


async def show_when(turn: Turn, trade: Trade) -> Answer:
    """When shall the question come back?"""
    evening = await find_evening(turn.uow, turn.person.zone)
    screen = compose_when(trade, evening, zone=turn.person.zone, say=turn.say, sign=turn.sign)
    return place(turn, screen)


async def _go_on(turn: Turn, desk: Desk, trade: Trade, answers: Answers) -> Answer:
    topic = await find_next(turn, trade, answers)
    if topic is None:
        return place(turn, await show_trade(turn, desk, trade))
    return await pose(turn, REFLECTION, trade, topic, {**answers, "trail": add_to_trail(answers)})


REFLECTION = Dialog(
    name="reflection",
    version=2,
    steps=(ANSWER_STEP,),
    finish=finish_reflection,
    on_cancel=show_again,
    is_over=is_settled,
    is_another=is_another,
    comes_back=False,
    offers_cancel=True,
    keeps_given=True,
    back=BACK,
)
