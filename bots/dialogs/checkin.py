"""The check-in: five taps in one message, two rows of five, the mentor's focus if there is one."""

from datetime import date

from bots.dialogs.conductor import compose_words, place, start
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.scores import read_score, score_options
from bots.dialogs.spoken_words import Word, means
from bots.offers import with_offer
from bots.replies.checkin_card import (
    answered_rows,
    compose_checkin_card,
    day_headline,
    notes_lines,
)
from bots.turn import Answer, Turn
from core.checkins.checkin import CheckIn, PlanAdherence
from core.checkins.queries import find_checkin, find_focus, find_streak, take_notes
from core.checkins.service import keep_checkin
from core.errors import Invalid
from core.messaging.screen import Block, Facts, Span, Subject, Text, Title, Tone, spans
from core.summaries.queries import count_period
from core.trades.queries import load_desk

RISK, EXECUTION, EMOTION, PLAN, FOCUS = "risk", "execution", "emotion", "plan", "focus"


class PlanUnclear(Invalid):
    """Field: `typed`."""

    code = "plan_unclear"
    phrase = "I read “{typed}”. Did you follow the plan: yes, partly or no?"


class FocusUnclear(Invalid):
    """Field: `typed`."""

    code = "focus_unclear"
    phrase = "I read “{typed}”. Did you keep the focus: kept or broke?"


async def open_checkin(turn: Turn, day: date) -> Answer:
    """Ask for `day`; what the mentor wrote meanwhile stands above the first question."""
    notes = await take_notes(turn.uow)
    focus = await find_focus(turn.uow, day)
    answers: dict[str, str | None] = {"day": day.isoformat()}
    if notes:
        answers["notes"] = notes_lines(notes, turn.say)
    if focus is not None:
        answers["watched"] = focus.body
    return await start(turn, CHECKIN, answers)


async def show_checkin(turn: Turn, day: date) -> Answer:
    """The kept check-in of `day`."""
    checkin = await find_checkin(turn.uow, day)
    if checkin is None:
        return place(turn, compose_words(turn.say("No check-in of that day is kept. /checkin")))
    focus = await find_focus(turn.uow, day)
    streak = await find_streak(turn.uow, day)
    body = None if focus is None else focus.body
    card = compose_checkin_card(checkin, streak=streak, focus=body, say=turn.say, sign=turn.sign)
    return place(turn, await with_offer(turn, card, day))


async def show_checkin_card(turn: Turn, subject: Subject) -> Answer:
    """The card that `subject` names by its day."""
    return await show_checkin(turn, date.fromisoformat(subject.id))


def read_plan(text: str, _answers: Answers) -> str:
    if means(text, Word.PARTLY):
        return "partly"
    if means(text, Word.YES, Word.KEPT, Word.NO, Word.BROKE):
        return "yes" if means(text, Word.YES, Word.KEPT) else "no"
    raise PlanUnclear(typed=text.strip()[:40])


def read_focus(text: str, _answers: Answers) -> str:
    if means(text, Word.YES, Word.KEPT, Word.NO, Word.BROKE):
        return "yes" if means(text, Word.YES, Word.KEPT) else "no"
    raise FocusUnclear(typed=text.strip()[:40])


async def ask_risk(turn: Turn, answers: Answers) -> Question:
    return await _ask_score(turn, answers, turn.say("Risk management?"), 1)


async def ask_execution(turn: Turn, answers: Answers) -> Question:
    return await _ask_score(turn, answers, turn.say("Execution?"), 2)


async def ask_emotion(turn: Turn, answers: Answers) -> Question:
    return await _ask_score(turn, answers, turn.say("Emotional discipline?"), 3)


async def ask_plan(turn: Turn, answers: Answers) -> Question:
    options = (
        Option(label=turn.say("Yes"), value="yes"),
        Option(label=turn.say("Partly"), value="partly"),
        Option(label=turn.say("No"), value="no"),
    )
    blocks = await _blocks(turn, answers, turn.say("Followed the plan?"), 4)
    return Question(blocks=blocks, options=(options,))


async def ask_focus(turn: Turn, answers: Answers) -> Question:
    options = (Option(label=turn.say("Kept"), value="yes"), Option(label=turn.say("Broke"), value="no"))
    asked = turn.say("Mentor's focus: {focus}?", focus=(answers.get("watched") or "").rstrip("?. "))
    return Question(blocks=await _blocks(turn, answers, asked, 5), options=(options,))


async def finish_checkin(turn: Turn, answers: Answers) -> Answer:
    day = date.fromisoformat(answers["day"] or "")
    is_late = turn.now.astimezone(turn.person.zone).date() > day
    await keep_checkin(turn.uow, _checkin(answers, day, is_late=is_late))
    return await show_checkin(turn, day)


async def _ask_score(turn: Turn, answers: Answers, asked: str, number: int) -> Question:
    blocks = await _blocks(turn, answers, asked, number)
    return Question(blocks=blocks, options=score_options(), hint=turn.say("Tap, or type 1–10"))


async def _blocks(turn: Turn, answers: Answers, asked: str, number: int) -> tuple[Block, ...]:
    day = date.fromisoformat(answers["day"] or "")
    today = turn.now.astimezone(turn.person.zone).date()
    desk = await load_desk(turn.uow, turn.person.account)
    figures = await count_period(turn.uow, desk.account, day, day)
    blocks: list[Block] = [Title(day_headline(figures, day, today, turn.say))]
    if answers.get("notes") and number == 1:
        blocks.append(Text(spans(answers["notes"] or "")))
    rows = answered_rows(_checkin(answers, day, is_late=False), answers.get("watched"), turn.say)
    if rows:
        blocks.append(Facts(rows))
    of = turn.say("{number} of {count}", number=number, count=5 if answers.get("watched") else 4)
    blocks.append(Text(spans(Span(asked, Tone.STRONG), "  ", Span(of, Tone.MUTED))))
    return tuple(blocks)


def _checkin(answers: Answers, day: date, *, is_late: bool) -> CheckIn:
    plan, focus = answers.get(PLAN), answers.get(FOCUS)
    return CheckIn(
        day=day,
        risk=_number(answers.get(RISK)),
        execution=_number(answers.get(EXECUTION)),
        emotion=_number(answers.get(EMOTION)),
        plan=PlanAdherence(plan) if plan else None,
        focus_kept=None if not focus else focus == "yes",
        is_late=is_late,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


CHECKIN = Dialog(
    name="checkin",
    version=1,
    steps=(
        Step(name=RISK, ask=ask_risk, read=read_score),
        Step(name=EXECUTION, ask=ask_execution, read=read_score),
        Step(name=EMOTION, ask=ask_emotion, read=read_score),
        Step(name=PLAN, ask=ask_plan, read=read_plan),
        Step(name=FOCUS, ask=ask_focus, read=read_focus, applies=lambda known: bool(known.get("watched"))),
    ),
    finish=finish_checkin,
)
