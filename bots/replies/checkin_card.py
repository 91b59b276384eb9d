"""A kept check-in: `✓ Checked in: 8.00 · day 12 of your streak`."""

from datetime import date

from bots.replies.buttons import button, choices
from bots.replies.day_line import count_trades
from bots.replies.figures import DONE_SIGN, joined, show_r
from core.checkins.checkin import CheckIn, PlanAdherence
from core.checkins.queries import FromMentor
from core.conversations.tokens import Sign
from core.messaging.dates import show_long_day
from core.messaging.phrases import Say
from core.messaging.screen import (
    Block,
    Fact,
    Facts,
    Screen,
    Span,
    Spans,
    Subject,
    Text,
    Title,
    Tone,
    spans,
)
from core.money import format_number
from core.summaries.figures import PeriodFigures


def compose_checkin_card(checkin: CheckIn, *, streak: int, focus: str | None, say: Say, sign: Sign) -> Screen:
    overall = checkin.overall
    done = say("{sign} Checked in", sign=DONE_SIGN)
    head = joined(
        (
            done if overall is None else f"{done}: {format_number(overall, 2)}",
            say("day {count} of your streak", count=streak) if streak > 1 else None,
            say("late") if checkin.is_late else None,
        )
    )
    blocks: list[Block] = [Title(spans(head)), Facts(answered_rows(checkin, focus, say))]
    if checkin.words:
        blocks.append(Text(spans(checkin.words)))
    day = checkin.day.isoformat()
    blocks.append(
        choices(
            (
                button(sign, say("Add words"), "ciwords", argument=day),
                button(sign, say("Change"), "cichange", argument=day),
            )
        )
    )
    return Screen(blocks=tuple(blocks), subject=Subject(kind="checkin", id=day))


def answered_rows(checkin: CheckIn, focus: str | None, say: Say) -> tuple[Fact, ...]:
    """One row for each question that has an answer."""
    rows = [
        (say("Risk management"), _score(checkin.risk)),
        (say("Execution"), _score(checkin.execution)),
        (say("Emotional discipline"), _score(checkin.emotion)),
        (say("Followed the plan"), show_adherence(checkin.plan, say)),
        (
            say("Mentor's focus: {focus}", focus=focus) if focus else say("Mentor's focus"),
            _kept(checkin, say),
        ),
    ]
    return tuple(Fact(label, spans(Span(value, Tone.STRONG))) for label, value in rows if value)


def day_headline(figures: PeriodFigures, day: date, today: date, say: Say) -> Spans:
    """`How was today? 3 trades, +1.9R.`; a day without trades is a decision too."""
    asked = say("How was today?") if day == today else say("How was {day}?", day=show_long_day(day))
    if figures.is_empty:
        decided = (
            say("No trades today is a decision too.") if day == today else say("No trades is a decision too.")
        )
        return spans(f"{asked} {decided}")
    if not figures.closed and figures.result_r is not None:
        return spans(f"{asked} ", show_r(figures.result_r, 1), " ", say("booked of open trades."))
    parts: list[str | Span] = [f"{asked} {count_trades(figures, say)}"]
    if figures.result_r is not None:
        parts += [", ", show_r(figures.result_r, 1)]
    return spans(*parts, ".")


def notes_lines(notes: list[FromMentor], say: Say) -> str:
    """What the mentor wrote since the last check-in, one line each."""
    return "\n".join(
        say("From {mentor}: {body}", mentor=note.mentor or say("your mentor"), body=note.body)
        for note in notes
    )


def show_adherence(plan: PlanAdherence | None, say: Say) -> str:
    match plan:
        case PlanAdherence.YES:
            return say("Yes")
        case PlanAdherence.PARTLY:
            return say("Partly")
        case PlanAdherence.NO:
            return say("No")
        case None:
            return ""


def _score(score: int | None) -> str:
    return "" if score is None else str(score)


def _kept(checkin: CheckIn, say: Say) -> str:
    if checkin.focus_kept is None:
        return ""
    return say("Kept") if checkin.focus_kept else say("Broke")
