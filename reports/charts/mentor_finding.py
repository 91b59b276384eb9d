"""The finding of a mentor's week in words."""

from decimal import Decimal

from core.digests.overview import FocusKept, MentorOverview
from core.messaging.phrases import say
from core.money import format_percent
from reports.charts.finding import THIN, Finding
from reports.charts.wording import count_students, write_period, write_zone

_FOCUS_LENGTH = 60


def find_overview(overview: MentorOverview) -> Finding:
    """Title, subtitle and footer; without students the words of the empty picture."""
    first, last = overview.days[0], overview.days[-1]
    footer = (
        count_students(len(overview.students)),
        say("Week {number}, {period}", number=last.isocalendar().week, period=write_period(first, last)),
        say("in R"),
        write_zone(overview.zone),
    )
    if not overview.students:
        title = (say("Your students’ week"), say("will stand here"))
        return Finding(title=title, subtitle=say("No student has joined you yet"), footer=footer)
    return Finding(title=(_title(overview),), subtitle=_subtitle(overview), footer=footer)


def _title(overview: MentorOverview) -> str:
    needing, everyone = len(overview.needing), len(overview.students)
    if everyone == 1:
        name = overview.students[0].name
        return say("{name} needs you this week" if needing else "{name} is steady this week", name=name)
    if not needing:
        return say("All {everyone} are steady this week", everyone=everyone)
    if needing == everyone:
        return say("All {everyone} need you this week", everyone=everyone)
    return say(
        "{count} of {everyone} needs you this week",
        "{count} of {everyone} need you this week",
        count=needing,
        everyone=everyone,
    )


def _subtitle(overview: MentorOverview) -> str:
    every_day = sum(1 for row in overview.students if row.checked_in_every_day)
    checked_in = _count_checked_in(every_day, len(overview.students))
    if overview.focus is None or not overview.focus.asked:
        return checked_in
    focus = say("Focus “{text}” {kept}", text=_shorten(overview.focus.text), kept=_kept(overview.focus))
    return f"{checked_in}. {focus}"


def _count_checked_in(every_day: int, everyone: int) -> str:
    if everyone == 1:
        return say("Checked in every day" if every_day else "Not checked in every day")
    if not every_day:
        return say("Nobody checked in every day")
    if every_day == everyone:
        return say("All {everyone} checked in every day", everyone=everyone)
    return say("{count} checked in every day", count=every_day)


def _kept(focus: FocusKept) -> str:
    """A rate only from ten answers on, and compared only with a rate."""
    if focus.asked < THIN:
        return say("kept {kept} of {asked}", kept=focus.kept, asked=focus.asked)
    share = _share(focus.kept, focus.asked)
    if focus.asked_before < THIN:
        return say("kept {share}", share=share)
    before = _share(focus.kept_before, focus.asked_before)
    return say("kept {share}, {before} the week before", share=share, before=before)


def _share(kept: int, asked: int) -> str:
    return format_percent(Decimal(kept) / Decimal(asked))


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _FOCUS_LENGTH else words[: _FOCUS_LENGTH - 1].rstrip() + "…"
