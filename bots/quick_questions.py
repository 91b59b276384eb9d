"""The next question about a trade, right on its card: one tap answers it and the next stands there."""

from msgspec.structs import replace

from bots.dialogs.checklist import ALL
from bots.dialogs.dialog import Option
from bots.dialogs.topics import IN_A_ROW, Wording, word_topic
from bots.replies.buttons import button
from bots.turn import Turn
from core.messaging.screen import Action, Block, Choices, Screen, Span, Text, Tone, Weight, spans
from core.reflection.queries import load_questions
from core.reflection.topics import Aspect, Topic, find_open_topic
from core.strategies.queries import list_rules_for
from core.trades.record import Trade

SET, SKIP, TYPE, LATER = "q", "qs", "qt", "ql"
"""The verbs of these buttons. SET is that short because a feeling has to fit beside it."""

_SCORES = 10
_HOW = "how."


async def with_question(turn: Turn, trade: Trade, screen: Screen) -> Screen:
    """The card with the first question that is open, above its buttons; where others read along, the bare card."""
    topic = find_open_topic(trade, await load_questions(turn.uow)) if turn.inbound.direct else None
    if topic is None:
        return screen
    wording = await word_topic(turn, trade, topic, most=IN_A_ROW)
    if topic.aspect is Aspect.RULES and await list_rules_for(turn.uow, trade.facts.setup):
        all_kept = Option(label=turn.say("All kept"), value=ALL, weight=Weight.PRIMARY)
        wording = Wording(words=wording.words, rows=((all_kept,),), hint=turn.say("Go through them"))
    question = Choices(rows=_draw(turn, trade, topic, wording), question=wording.words)
    asked: tuple[Block, ...] = (Text(spans(Span(wording.words, Tone.STRONG))), question)
    blocks = list(screen.blocks)
    if blocks and isinstance(blocks[-1], Choices):
        own = _without_entrance(blocks[-1])
        return replace(screen, blocks=(*blocks[:-1], *asked, own))
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
        if topic.aspect is Aspect.RULES:
            label = wording.hint
        found.insert(0, button(sign, label, TYPE, target=trade.id, argument=topic.code))
    return tuple(found)


def _without_entrance(card: Choices) -> Choices:
    """The card's own buttons without `How was it?`, which is being asked."""
    rows = [tuple(action for action in row if not action.token.startswith(_HOW)) for row in card.rows]
    kept = [row for row in rows if row]
    if kept != list(card.rows) and sum(len(row) for row in kept) <= IN_A_ROW:
        kept = [tuple(action for row in kept for action in row)]
    return replace(card, rows=tuple(kept))
