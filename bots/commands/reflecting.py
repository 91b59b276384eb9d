"""/journal, the questions on a trade's card, and what was asked to come back later."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from bots.commands.registry import Command
from bots.dialogs.asking import keep_answer, skip_topic
from bots.dialogs.conductor import compose_words, place
from bots.dialogs.interview import begin_batch, open_interview
from bots.dialogs.reflection import ask_one, begin_reflection, show_when
from bots.dialogs.topics import read_topic
from bots.quick_questions import LATER, SET, SKIP, TYPE, with_question
from bots.replies.later import EVENING, HOUR
from bots.trade_acts import show_trade
from bots.turn import Answer, Turn
from bots.verbs import Outdated, Verb
from core.conversations.tokens import Press
from core.fields.queries import list_fields
from core.identifiers import TradeId
from core.messaging.dates import show_clock
from core.reflection.later import ask_later, find_evening, next_morning, take_due
from core.reflection.queries import load_questions
from core.reflection.topics import Aspect, Topic, find_open_topic, find_topic
from core.trades.desk import Desk
from core.trades.queries import find_trade, require_trade
from core.trades.record import Trade
from core.trades.service import TradeNotFound


async def journal(turn: Turn) -> Answer:
    return await open_interview(turn)


async def press_set(turn: Turn, press: Press) -> Answer:
    """An answer tapped on the card; the card then bears the next question."""
    desk, trade = await _require_target(turn, press)
    code, _, value = press.argument.partition(":")
    topic = await _find_topic(turn, code)
    if topic is None:
        raise Outdated
    trade = await keep_answer(turn, desk, trade, topic, read_topic(topic, value))
    return await _show(turn, desk, trade)


async def press_skip(turn: Turn, press: Press) -> Answer:
    desk, trade = await _require_target(turn, press)
    topic = await _find_topic(turn, press.argument)
    if topic is not None:
        trade = await skip_topic(turn, desk, trade, topic)
    return await _show(turn, desk, trade)


async def press_type(turn: Turn, press: Press) -> Answer:
    _, trade = await _require_target(turn, press)
    topic = await _find_topic(turn, press.argument)
    if topic is None:
        raise Outdated
    return await ask_one(turn, trade, topic)


async def press_later(turn: Turn, press: Press) -> Answer:
    _, trade = await _require_target(turn, press)
    return await show_when(turn, trade)


async def press_when(turn: Turn, press: Press) -> Answer:
    """The question comes back then; the card stays as it is."""
    desk, trade = await _require_target(turn, press)
    zone = turn.person.zone
    match press.argument:
        case value if value == HOUR:
            at = turn.now + timedelta(hours=1)
        case value if value == EVENING:
            at = await find_evening(turn.uow, zone) or next_morning(turn.now, zone)
        case _:
            at = next_morning(turn.now, zone)
    await ask_later(turn.uow, trade.id, at)
    local = at.astimezone(zone)
    is_today = local.date() == turn.now.astimezone(zone).date()
    lead = turn.say("I ask again at {time}.", time=show_clock(local))
    if not is_today:
        lead = turn.say("I ask again tomorrow at {time}.", time=show_clock(local))
    return place(turn, await show_trade(turn, desk, trade, lead=lead))


async def hear_reflect_prompt(turn: Turn, particulars: Mapping[str, str]) -> Answer:
    """What was put off comes back: one trade by its question, several together; answered ones stay in peace."""
    due = [TradeId(UUID(particulars["trade"])), *await take_due(turn.uow)]
    waiting = [trade for each in dict.fromkeys(due) if (trade := await _find_lacking(turn, each)) is not None]
    if not waiting:
        return Answer()
    if len(waiting) == 1:
        return await begin_reflection(turn, waiting[0])
    lead = turn.say("{count} trade waits for a word.", "{count} trades wait for a word.", count=len(waiting))
    return await begin_batch(turn, [trade.id for trade in waiting], lead=lead)


async def press_more(turn: Turn, press: Press) -> Answer:
    return await open_interview(turn, before=None if press.target is None else TradeId(press.target))


async def press_begin(turn: Turn, _press: Press) -> Answer:
    return await open_interview(turn)


async def press_enough(turn: Turn, _press: Press) -> Answer:
    return place(turn, compose_words(turn.say("Kept. /journal goes on any time.")))


async def _show(turn: Turn, desk: Desk, trade: Trade) -> Answer:
    return place(turn, await with_question(turn, trade, await show_trade(turn, desk, trade)))


async def _find_topic(turn: Turn, code: str) -> Topic | None:
    """Every question there is: a value may be set whatever became of the trade since."""
    own = [Topic(field=field) for field in await list_fields(turn.uow)]
    return find_topic([*(Topic(aspect=aspect) for aspect in Aspect), *own], code)


async def _find_lacking(turn: Turn, trade_id: TradeId) -> Trade | None:
    found = await find_trade(turn.uow, trade_id)
    if found is None or not found[1].facts.in_journal:
        return None
    return found[1] if find_open_topic(found[1], await load_questions(turn.uow)) else None


async def _require_target(turn: Turn, press: Press) -> tuple[Desk, Trade]:
    if press.target is None:
        raise TradeNotFound
    desk, trade = await require_trade(turn.uow, TradeId(press.target))
    if not trade.facts.in_journal:
        raise Outdated
    return desk, trade


REFLECTING_COMMANDS = (
    Command(name="journal", description="What your trades still lack, three at a time", handler=journal),
)
REFLECTING_VERBS = (
    Verb(name=SET, handler=press_set),
    Verb(name=SKIP, handler=press_skip),
    Verb(name=TYPE, handler=press_type),
    Verb(name=LATER, handler=press_later),
    Verb(name="rwhen", handler=press_when),
    Verb(name="jmore", handler=press_more),
    Verb(name="jbegin", handler=press_begin, subject="none"),
    Verb(name="jenough", handler=press_enough, subject="none"),
)
