"""The next question about an open trade, right on its card: one tap answers it and the next stands there."""

from collections.abc import Sequence

from msgspec.structs import replace

from bots.dialogs.dialog import Option
from bots.dialogs.topics import IN_A_ROW, Wording, word_topic
from bots.replies.buttons import button
from bots.turn import Turn
from core.messaging.screen import Action, Block, Choices, Screen, Span, Text, Tone, Weight, spans
from core.reflection.queries import load_questions
from core.reflection.topics import Aspect, Topic, find_open_topic
from core.trades.record import Trade

SET, SKIP, TYPE, LATER = "q", "qs", "qt", "ql"
"""The verbs of these buttons. SET is that short because a feeling has to fit beside it."""

_SCORES = 10


async def with_first_question(turn: Turn, trade: Trade, screen: Screen) -> Screen:
    """The card of a trade that was just filed: what it was and how it felt is asked where the line did not say.
    Confidence follows a first tap and is not asked by itself.
    """
    if trade.facts.setup and trade.facts.feeling and not turn.person.asks_own:
        return screen
    return await with_question(turn, trade, screen, but=(Aspect.CONFIDENCE,))


async def with_question(turn: Turn, trade: Trade, screen: Screen, *, but: Sequence[str] = ()) -> Screen:
    """The card with the first question that is open (`but` these), above its buttons. The bare card where others
    read along, and once the trade is closed: then `How was it?` asks.
    """
    if not trade.is_open or not turn.inbound.direct:
        return screen
    topic = find_open_topic(trade, await load_questions(turn.uow), but=but)
    if topic is None:
        return screen
    wording = await word_topic(turn, trade, topic, most=IN_A_ROW)
    question = Choices(rows=_draw(turn, trade, topic, wording), question=wording.words)
    asked: tuple[Block, ...] = (Text(spans(Span(wording.words, Tone.STRONG))), question)
    blocks = list(screen.blocks)
    if blocks and isinstance(blocks[-1], Choices):
        return replace(screen, blocks=(*blocks[:-1], *asked, blocks[-1]))
    return replace(screen, blocks=(*blocks, *asked))


def _draw(turn: Turn, trade: Trade, topic: Topic, wording: Wording) -> tuple[tuple[Action, ...], ...]:
    options = [option for row in wording.rows for option in row]
    if len(options) == _SCORES:
        rows = [tuple(_answer(turn, trade, topic, option) for option in row) for row in wording.rows]
    else:
        shown = options if topic.field is not None else options[:IN_A_ROW]
        rows = [
            tuple(_answer(turn, trade, topic, option) for option in shown[at : at + IN_A_ROW])
            for at in range(0, len(shown), IN_A_ROW)
        ]
    return (*rows, _ways(turn, trade, topic, wording, is_scored=len(options) == _SCORES))


def _answer(turn: Turn, trade: Trade, topic: Topic, option: Option) -> Action:
    argument = f"{topic.code}:{option.value}"
    return button(turn.sign, option.label, SET, target=trade.id, argument=argument, weight=option.weight)


def _ways(turn: Turn, trade: Trade, topic: Topic, wording: Wording, *, is_scored: bool) -> tuple[Action, ...]:
    say, sign = turn.say, turn.sign
    found = [
        button(sign, say("Skip"), SKIP, target=trade.id, argument=topic.code, weight=Weight.QUIET),
        button(sign, say("Later"), LATER, target=trade.id, weight=Weight.QUIET),
    ]
    if wording.hint and not is_scored:
        label = say("Type it") if not wording.rows else say("Other…")
        found.insert(0, button(sign, label, TYPE, target=trade.id, argument=topic.code))
    return tuple(found)
