"""Asks one question about one trade, keeps the answer at once, and finds the next: for a card, a prompt, an interview."""

from uuid import UUID

from bots.dialogs.checklist import (
    checks_of,
    is_finished,
    list_checks,
    offer_checks,
    pack_rules,
    read_checks,
    unpack_rules,
)
from bots.dialogs.conductor import start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.spoken_words import Word, means
from bots.dialogs.topics import pack_topic, read_topic, settle_answer, unpack_topic, word_topic
from bots.replies.figures import DONE_SIGN, OPEN_SIGN, named, show_result
from bots.turn import Answer, Turn
from core.identifiers import TradeId
from core.messaging.screen import Block, Span, Text, Title, Tone, Weight, spans
from core.reflection.queries import load_questions
from core.reflection.topics import (
    Aspect,
    Topic,
    check_rules,
    find_answer,
    find_open_topic,
    find_topic,
    give_answer,
    is_missing,
    list_topics,
    pass_over,
)
from core.strategies.queries import list_rules_for
from core.trades.desk import Desk
from core.trades.queries import find_trade, require_trade
from core.trades.record import Trade
from core.trades.service import ActKind, change_trade, write_facts

ANSWER = "answer"
BACK, LATER = "<back", "<later"
"""What the buttons beside the ready answers say; nobody types that."""

_RUN = ("trail", "again", "card", "batch", "number", "of", "lead")


async def pose(turn: Turn, dialog: Dialog, trade: Trade, topic: Topic, run: Answers) -> Answer:
    """Ask it. `run` tells what this asking is part of: the `trail` behind it, a `batch` of trades, everything
    `again`, or one thing for the `card`.
    """
    rules = await list_rules_for(turn.uow, trade.facts.setup) if topic.aspect is Aspect.RULES else []
    particulars = {name: value for name, value in run.items() if name in _RUN}
    known = {
        "trade": str(trade.id),
        "revision": str(trade.revision),
        **pack_topic(topic),
        **pack_rules(rules),
    }
    known.update(particulars)
    return await start(turn, dialog, known)


async def ask_answer(turn: Turn, answers: Answers) -> Question:
    _, trade = await require_subject(turn, answers)
    topic, rules = unpack_topic(answers), unpack_rules(answers)
    marks = answers.get(ANSWER)
    wording = await word_topic(turn, trade, topic)
    blocks: list[Block] = [Title(_headline(turn, trade, answers))]
    if answers.get("lead"):
        blocks.append(Text(spans(answers.get("lead") or "")))
    blocks.append(Text(spans(Span(wording.words, Tone.STRONG))))
    rows = wording.rows
    if rules:
        blocks += list_checks(rules, marks)
        rows = offer_checks(turn, rules, marks)
    present = find_answer(trade.facts, topic) if answers.get("again") and not rules else None
    if present:
        blocks.append(Text(spans(Span(turn.say("now: {answer}", answer=present), Tone.MUTED))))
    ends: list[Option] = []
    if answers.get("trail"):
        ends.append(Option(label=turn.say("Back"), value=BACK, weight=Weight.QUIET))
    if not answers.get("batch") and not answers.get("again") and not answers.get("card"):
        ends.append(Option(label=turn.say("Later"), value=LATER, weight=Weight.QUIET))
    return Question(
        blocks=tuple(blocks), options=(*rows, *((tuple(ends),) if ends else ())), hint=wording.hint
    )


def read_answer(text: str, answers: Answers) -> str:
    if text in (BACK, LATER):
        return text
    if means(text, Word.LATER) and not answers.get("batch"):
        return LATER
    rules = unpack_rules(answers)
    return read_checks(text, rules, answers.get(ANSWER)) if rules else read_topic(unpack_topic(answers), text)


def is_whole(answers: Answers) -> bool:
    given = answers.get(ANSWER)
    return not answers.get("rules") or given in (None, BACK, LATER) or is_finished(given)


async def require_subject(turn: Turn, answers: Answers) -> tuple[Desk, Trade]:
    """The trade that the open question is about. Raises: TradeNotFound."""
    return await require_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))


async def is_settled(turn: Turn, answers: Answers) -> bool:
    """The trade was taken back, or the question was answered elsewhere; one about a single trade is dropped as
    soon as other words changed the trade, since its card then asks.
    """
    found = await find_trade(turn.uow, TradeId(UUID(answers["trade"] or "")))
    if found is None or not found[1].facts.in_journal:
        return True
    if not answers.get("batch") and answers.get("revision") not in (None, str(found[1].revision)):
        return True
    walked = answers.get("again") or answers.get("trail")
    return not walked and not is_missing(found[1].facts, unpack_topic(answers))


def is_another(before: Answers, now: Answers) -> bool:
    return before.get("trade") != now.get("trade")


async def take_answer(turn: Turn, desk: Desk, trade: Trade, answers: Answers) -> Trade:
    """Keep what was answered, or that it was skipped."""
    topic, given = unpack_topic(answers), answers.get(ANSWER)
    rules = unpack_rules(answers)
    if given is None:
        return await skip_topic(turn, desk, trade, topic)
    if rules:
        checks = checks_of(rules, given)
        return await change_trade(
            turn.uow, desk, trade, lambda facts: check_rules(facts, checks), ActKind.RATE
        )
    return await keep_answer(turn, desk, trade, topic, given)


async def keep_answer(turn: Turn, desk: Desk, trade: Trade, topic: Topic, given: str) -> Trade:
    """Keep a canonical answer as an act of its own, so that undo takes back just that."""
    answer = await settle_answer(turn, topic, given)
    if answer is None:
        return trade
    kind = ActKind.NOTE if topic.aspect is Aspect.NOTE else ActKind.RATE
    return await change_trade(turn.uow, desk, trade, lambda facts: give_answer(facts, topic, answer), kind)


async def skip_topic(turn: Turn, desk: Desk, trade: Trade, topic: Topic) -> Trade:
    """Nobody asks it again by themselves; nothing that undo would have to take back."""
    if not is_missing(trade.facts, topic):
        return trade
    return await write_facts(turn.uow, desk, trade, pass_over(trade.facts, topic))


async def find_next(turn: Turn, trade: Trade, answers: Answers) -> Topic | None:
    """The question after the present one; None: there is none."""
    asked = await load_questions(turn.uow)
    with_note = bool(answers.get("batch"))
    if not answers.get("again"):
        return find_open_topic(trade, asked, with_note=with_note, but=(answers.get("topic") or "",))
    topics = list_topics(trade, asked)
    names = [topic.name for topic in topics]
    present = answers.get("topic") or ""
    at = names.index(present) + 1 if present in names else len(names)
    return topics[at] if at < len(topics) else None


async def find_before(turn: Turn, trade: Trade, answers: Answers) -> tuple[Topic | None, str]:
    """The question before the present one, and the trail behind that."""
    trail = (answers.get("trail") or "").split()
    topics = list_topics(trade, await load_questions(turn.uow), with_note=True)
    while trail:
        topic = find_topic(topics, trail.pop())
        if topic is not None:
            return topic, " ".join(trail)
    return None, ""


def add_to_trail(answers: Answers) -> str:
    return f"{answers.get('trail') or ''} {answers.get('topic')}".strip()


def _headline(turn: Turn, trade: Trade, answers: Answers) -> tuple[Span, ...]:
    """`2 of 3 · ✓ EURUSD ▲ +1.27R`."""
    sign = OPEN_SIGN if trade.is_open else DONE_SIGN
    head = f"{sign} {named(trade.symbol, trade.side)}"
    if answers.get("batch"):
        of = turn.say("{number} of {count}", number=answers.get("number"), count=answers.get("of"))
        head = f"{of} · {head}"
    net = trade.position.net if turn.inbound.direct else None
    result = () if trade.is_open else show_result(trade.position.result_r, net, trade.currency)
    return spans(head, *((" ", *result) if result else ()))


ANSWER_STEP = Step(name=ANSWER, ask=ask_answer, read=read_answer, skippable=True, is_whole=is_whole)
