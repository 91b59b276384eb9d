"""The picture for no data: it says what will be here and how to start, and draws no sample."""

from dataclasses import dataclass

from core.messaging.phrases import phrase, say
from reports.charts.canvas import Box, Canvas
from reports.charts.finding import Finding
from reports.charts.fonts import Face, fit_text
from reports.charts.frame import INNER, MARGIN, RIGHT, draw_footer, draw_title
from reports.charts.theme import Theme

_HEIGHT = 1080
_LEFT = 120
_ZERO, _REACH = 499, 140
_CARD_TOP, _CARD_BOTTOM = 724, 904
_INSET = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """`base`, `here`, `above` and `below` stand at the line; `how` and `example` on the card."""

    base: str
    here: str
    above: str
    below: str
    how: str
    example: str


_LOG_ONE = phrase("Log one the way you would say it:")
_A_TRADE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"

EQUITY_STORY = Story(
    base="0",
    here=phrase("you are here"),
    above=phrase("above zero: what you made"),
    below=phrase("below zero: what it cost"),
    how=_LOG_ONE,
    example=_A_TRADE,
)
CALENDAR_STORY = Story(
    base="0",
    here=phrase("you are here"),
    above=phrase("bar on top: a day up"),
    below=phrase("bar below: a day down"),
    how=_LOG_ONE,
    example=_A_TRADE,
)
MENTOR_STORY = Story(
    base="7",
    here=phrase("score 7 of 10"),
    above=phrase("one line for each student"),
    below=phrase("who needs you stands first"),
    how=phrase("Invite one, and the week draws itself:"),
    example="/mentor",
)


def draw_empty(finding: Finding, story: Story, theme: Theme) -> Canvas:
    """Draw the square picture of a period, a month or a week without anything in it."""
    canvas = Canvas(_HEIGHT, theme, alt=finding.alt)
    for y in (_ZERO - _REACH, _ZERO + _REACH):
        canvas.line((_LEFT, RIGHT), (y + 1, y + 1), theme.hairline, 2, dashes=(4, 10))
    canvas.rule(_LEFT, RIGHT, _ZERO, theme.zero, 3)
    canvas.ring(_LEFT, _ZERO + 1, 12, theme.ink, 5)
    canvas.text(90, _ZERO + 12, story.base, face=Face.REGULAR, size=32, color=theme.second, align="right")
    canvas.text(151, _ZERO - 33, say(story.here), face=Face.MEDIUM, size=34, color=theme.ink)
    for text, baseline in ((say(story.above), _ZERO - 33), (say(story.below), _ZERO + 61)):
        canvas.text(RIGHT, baseline, text, face=Face.REGULAR, size=34, color=theme.muted, align="right")
    _draw_card(canvas, story)
    draw_title(canvas, finding)
    draw_footer(canvas, finding)
    return canvas


def _draw_card(canvas: Canvas, story: Story) -> None:
    theme = canvas.theme
    card = Box(left=MARGIN, top=_CARD_TOP, right=RIGHT, bottom=_CARD_BOTTOM)
    canvas.rectangle(card, theme.surface, radius=16)
    x = MARGIN + _INSET
    canvas.text(x, _CARD_TOP + 66, say(story.how), face=Face.REGULAR, size=34, color=theme.second)
    example, size = fit_text(story.example, Face.SEMIBOLD, 44, INNER - 2 * _INSET, smallest=32)
    canvas.text(x, _CARD_TOP + 132, example, face=Face.SEMIBOLD, size=size, color=theme.ink)
