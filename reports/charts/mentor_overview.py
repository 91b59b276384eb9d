"""The mentor's week: one row for each student, those who need a person first."""

from core.digests.overview import CheckinMark, MentorOverview
from core.messaging.dates import show_short_weekday
from core.messaging.phrases import say
from reports.charts.canvas import WIDTH, Box, Canvas
from reports.charts.empty import MENTOR_STORY, draw_empty
from reports.charts.fonts import Face
from reports.charts.frame import MARGIN, RIGHT, draw_footer, draw_title
from reports.charts.mentor_finding import find_overview
from reports.charts.mentor_layout import (
    BARS_LEFT,
    REASON_SIZE,
    REASON_STEP,
    ROW_STEP,
    SCORES_LEFT,
    Card,
    MentorLayout,
)
from reports.charts.mentor_row import checkin_centers, draw_checkin, draw_student
from reports.charts.theme import Theme

_HEADING, _LEGEND = 30, 30
_CARD_MARGIN, _CARD_RADIUS = 28, 14
_TO_MIDDLE, _TO_REASON = 54, 128
"""From the top of a card to the middle of its row and to the reason's first baseline."""


def draw_mentor_overview(overview: MentorOverview, theme: Theme) -> Canvas:
    """Draw the week in R; without students the empty picture that says how to invite one."""
    finding = find_overview(overview)
    if not overview.students:
        return draw_empty(finding, MENTOR_STORY, theme)
    layout = MentorLayout(overview=overview, finding=finding)
    canvas = Canvas(layout.height, theme, alt=finding.alt)
    _draw_headings(canvas, layout)
    for card in layout.cards:
        _draw_card(canvas, layout, card)
    _draw_steady(canvas, layout)
    _draw_legend(canvas, layout)
    draw_title(canvas, finding)
    draw_footer(canvas, finding)
    return canvas


def _draw_headings(canvas: Canvas, layout: MentorLayout) -> None:
    color, baseline = canvas.theme.muted, layout.headings
    days = max(len(row.scores) for row in layout.overview.students)
    scores = say("Score, {count} day", "Score, {count} days", count=days)
    for x, text in ((SCORES_LEFT, scores), (BARS_LEFT + 3, say("R this week"))):
        canvas.text(x, baseline, text, face=Face.MEDIUM, size=_HEADING, color=color)
    centers = checkin_centers(len(layout.overview.days))
    for x, day in zip(centers, layout.overview.days, strict=True):
        letter = show_short_weekday(day)[0].upper()
        canvas.text(x, baseline, letter, face=Face.MEDIUM, size=_HEADING, color=color, align="center")


def _draw_card(canvas: Canvas, layout: MentorLayout, card: Card) -> None:
    surface = Box(
        left=_CARD_MARGIN,
        top=card.top,
        right=WIDTH - _CARD_MARGIN,
        bottom=card.top + card.height,
    )
    canvas.rectangle(surface, canvas.theme.surface, radius=_CARD_RADIUS)
    draw_student(canvas, layout, card.row, card.top + _TO_MIDDLE)
    for index, line in enumerate(card.reason):
        baseline = card.top + _TO_REASON + index * REASON_STEP
        canvas.text(MARGIN, baseline, line, face=Face.MEDIUM, size=REASON_SIZE, color=canvas.theme.ink)


def _draw_steady(canvas: Canvas, layout: MentorLayout) -> None:
    theme = canvas.theme
    if layout.steady_heading is not None:
        canvas.text(
            MARGIN,
            layout.steady_heading,
            say("Steady"),
            face=Face.MEDIUM,
            size=_HEADING,
            color=theme.muted,
        )
    for index, row in enumerate(layout.rows):
        top = layout.rows_top + index * ROW_STEP
        canvas.rule(MARGIN, RIGHT, top - 1, theme.hairline)
        draw_student(canvas, layout, row, top + ROW_STEP / 2)
    if layout.hidden:
        canvas.rule(MARGIN, RIGHT, layout.rows_end - 1, theme.hairline)
        hidden_needing = len(layout.overview.needing) - len(layout.cards)
        text = say("and {count} student more", "and {count} students more", count=layout.hidden)
        if hidden_needing:
            text = say("{students}, {count} of them need you", students=text, count=hidden_needing)
        baseline = layout.rows_end + ROW_STEP / 2 + 12
        canvas.text(MARGIN, baseline, text, face=Face.REGULAR, size=REASON_SIZE, color=theme.muted)


def _draw_legend(canvas: Canvas, layout: MentorLayout) -> None:
    theme, baseline, x = canvas.theme, layout.legend, float(MARGIN)
    signs = ((CheckinMark.IN_TIME, say("in time")), (CheckinMark.LATE, say("late")))
    for mark, word in (*signs, (CheckinMark.MISSED, say("missed"))):
        draw_checkin(canvas, mark, x + 10, baseline - 10, radius=10, color=theme.ink)
        box = canvas.text(x + 32, baseline, word, face=Face.REGULAR, size=_LEGEND, color=theme.second)
        x = box.right + 34
    canvas.rule(x, x + 38, baseline - 11, theme.zero)
    canvas.text(x + 50, baseline, say("score 7"), face=Face.REGULAR, size=_LEGEND, color=theme.second)
