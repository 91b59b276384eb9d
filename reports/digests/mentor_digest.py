"""The mentor's week as one message: who needs a person, who is steady, the picture."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from core.digests.overview import CheckinMark, FocusKept, StudentRow
from core.digests.queries import MentorWeek, Student
from core.messaging.phrases import Say
from core.messaging.screen import (
    Action,
    Block,
    Item,
    Items,
    Picture,
    Screen,
    Span,
    Subject,
    Text,
    Title,
    Tone,
    spans,
)
from core.money import format_percent
from core.periods import week_number

_NAMED = 3
_MOST_ITEMS = 10


def compose_mentor_digest(
    week: MentorWeek,
    *,
    picture: Picture | None,
    open_student: Callable[[Student], Action],
    say: Say,
) -> Screen:
    """Compose the digest; without students it says what will be here."""
    overview = week.overview
    number = week_number(overview.days[0])
    if not overview.students:
        text = say("No students yet. /mentor makes an invitation.")
        return Screen(
            blocks=(Title(spans(say("Week {number} · no students", number=number))), Text(spans(text)))
        )
    blocks: list[Block] = [Title(spans(_headline(week, number, say)))]
    needing = [
        Item(name=row.name, line=spans(row.reason or ""), action=open_student(student))
        for row, student in zip(overview.students, week.students, strict=True)
        if row.needs_mentor
    ][:_MOST_ITEMS]
    if needing:
        blocks.append(Items(heading=say("Needs you"), items=tuple(needing)))
    blocks.append(Text(_steady_line(overview.steady, overview.focus, say)))
    if picture is not None:
        blocks.append(picture)
    return Screen(blocks=tuple(blocks), subject=Subject(kind="digest", id=overview.days[0].isoformat()))


def _headline(week: MentorWeek, number: int, say: Say) -> str:
    students = week.overview.students
    every_day = sum(1 for row in students if row.checked_in_every_day)
    people = say("{count} student", "{count} students", count=len(students))
    return say(
        "Week {number} · {people} · {every_day} checked in every day",
        number=number,
        people=people,
        every_day=every_day,
    )


def _steady_line(steady: Sequence[StudentRow], focus: FocusKept | None, say: Say) -> tuple[Span, ...]:
    parts: list[str | Span] = []
    if steady and not any(_has_begun(row) for row in steady):
        parts.append(say("The week has just begun: nothing to read yet"))
    elif steady:
        names = ", ".join(row.name for row in steady[:_NAMED])
        more = f" +{len(steady) - _NAMED}" if len(steady) > _NAMED else ""
        parts += [say("Steady:"), " ", Span(names + more, Tone.STRONG)]
    else:
        parts.append(say("Nobody is steady this week"))
    if focus is not None and focus.asked:
        parts.append(" · " + _focus_line(focus, say))
    return spans(*parts)


def _has_begun(row: StudentRow) -> bool:
    """Something was due, or was traded, in this week."""
    due = any(mark is not CheckinMark.NOT_DUE for mark in row.checkins)
    return due or any(result is not None for result in row.results)


def _focus_line(focus: FocusKept, say: Say) -> str:
    line = say(
        "Focus “{text}” kept {kept} of {asked} ({share})",
        text=focus.text,
        kept=focus.kept,
        asked=focus.asked,
        share=format_percent(_share(focus.kept, focus.asked)),
    )
    if focus.asked_before:
        before = format_percent(_share(focus.kept_before, focus.asked_before))
        return say("{focus}, {share} last week", focus=line, share=before)
    return line


def _share(kept: int, asked: int) -> Decimal:
    return Decimal(kept) / asked
