"""The finding of a mentor's week in words."""

from decimal import Decimal

from core.digests.overview import FocusKept, MentorOverview
from core.money import format_percent
from reports.charts.finding import THIN, Finding
from reports.charts.wording import count, write_period, write_zone

_FOCUS_LENGTH = 60


def find_overview(overview: MentorOverview) -> Finding:
    """Title, subtitle and footer; without students the words of the empty picture."""
    first, last = overview.days[0], overview.days[-1]
    footer = (
        count(len(overview.students), "student"),
        f"Week {last.isocalendar().week}, {write_period(first, last)}",
        "in R",
        write_zone(overview.zone),
    )
    if not overview.students:
        title = ("Your students’ week", "will stand here")
        return Finding(title=title, subtitle="No student has joined you yet", footer=footer)
    return Finding(title=(_title(overview),), subtitle=_subtitle(overview), footer=footer)


def _title(overview: MentorOverview) -> str:
    needing, everyone = len(overview.needing), len(overview.students)
    if everyone == 1:
        return f"{overview.students[0].name} {'needs you' if needing else 'is steady'} this week"
    if not needing:
        return f"All {everyone} are steady this week"
    if needing == everyone:
        return f"All {everyone} need you this week"
    return f"{needing} of {everyone} {'needs' if needing == 1 else 'need'} you this week"


def _subtitle(overview: MentorOverview) -> str:
    every_day = sum(1 for row in overview.students if row.checked_in_every_day)
    checked_in = _count_checked_in(every_day, len(overview.students))
    if overview.focus is None or not overview.focus.asked:
        return checked_in
    return f"{checked_in}. Focus “{_shorten(overview.focus.text)}” {_kept(overview.focus)}"


def _count_checked_in(every_day: int, everyone: int) -> str:
    if everyone == 1:
        return "Checked in every day" if every_day else "Not checked in every day"
    who = "Nobody" if not every_day else f"All {everyone}" if every_day == everyone else every_day
    return f"{who} checked in every day"


def _kept(focus: FocusKept) -> str:
    """A rate only from ten answers on, and compared only with a rate."""
    if focus.asked < THIN:
        return f"kept {focus.kept} of {focus.asked}"
    now = f"kept {_share(focus.kept, focus.asked)}"
    if focus.asked_before < THIN:
        return now
    return f"{now}, {_share(focus.kept_before, focus.asked_before)} the week before"


def _share(kept: int, asked: int) -> str:
    return format_percent(Decimal(kept) / Decimal(asked))


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _FOCUS_LENGTH else words[: _FOCUS_LENGTH - 1].rstrip() + "…"
