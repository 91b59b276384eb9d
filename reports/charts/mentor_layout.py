"""Where a mentor's students stand in the picture, and the scales that all of them share."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from core.digests.overview import MentorOverview, StudentRow
from core.messaging.phrases import say
from reports.charts.finding import Finding
from reports.charts.fonts import Face, keep_drawable, wrap_text
from reports.charts.frame import INNER, title_depth

REASON_SIZE, REASON_STEP = 34, 44
CARD_GAP = 12
ROW_STEP = 84
SCORES_LEFT, SCORES_RIGHT = 232, 432
BARS_LEFT = 563
_CARD_HEIGHT = 156
_HEADINGS_GAP, _CARDS_GAP = 78, 26
_STEADY_GAP, _STEADY_RULE = 54, 14
_LEGEND_GAP, _LEGEND_BELOW = 52, 154
_MOST_CARDS, _MOST_ROWS = 14, 26
_SCORE_BASE = Decimal(7)
_SCORE_REACH, BAR_REACH = 36.0, 35.0
_OUTLIER = 4
"""A day beyond so many times the median day is cut, so that it does not flatten all others."""
_SCORE_PIXELS, _BAR_PIXELS = 14.7, 24.0
"""The largest scales: pixels for one point of score and for 1R."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One student who needs the mentor: `top` of the surface and the reason in lines."""

    row: StudentRow
    top: float
    height: float
    reason: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MentorLayout:
    """An overview with at least one student, laid out below its title."""

    overview: MentorOverview
    finding: Finding

    @cached_property
    def headings(self) -> float:
        """The baseline of the column headings."""
        return title_depth(self.finding) + _HEADINGS_GAP

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """From the top down; those beyond the first fourteen are only counted."""
        cards: list[Card] = []
        top = self.headings + _CARDS_GAP
        for row in self.overview.needing[:_MOST_CARDS]:
            text = keep_drawable(row.reason or "")
            reason = tuple(wrap_text(text, Face.MEDIUM, REASON_SIZE, INNER, lines=2))
            height = _CARD_HEIGHT + (len(reason) - 1) * REASON_STEP
            cards.append(Card(row=row, top=top, height=height, reason=reason))
            top += height + CARD_GAP
        return tuple(cards)

    @property
    def cards_end(self) -> float:
        if not self.cards:
            return self.headings
        return self.cards[-1].top + self.cards[-1].height

    @cached_property
    def rows(self) -> tuple[StudentRow, ...]:
        """The steady students that are shown; a long class is cut and the rest counted."""
        return self.overview.steady[: max(4, _MOST_ROWS - 2 * len(self.cards))]

    @property
    def hidden(self) -> int:
        """Students who are counted but not drawn."""
        return len(self.overview.students) - len(self.cards) - len(self.rows)

    @property
    def steady_heading(self) -> float | None:
        """The baseline of the word; None where nobody is above or below it."""
        return self.cards_end + _STEADY_GAP if self.cards and self.rows else None

    @property
    def rows_top(self) -> float:
        heading = self.steady_heading
        return self.headings + 20 if heading is None else heading + _STEADY_RULE

    @property
    def rows_end(self) -> float:
        if not self.rows:
            return self.cards_end + CARD_GAP
        return self.rows_top + len(self.rows) * ROW_STEP

    @property
    def legend(self) -> float:
        """The baseline of the legend."""
        hidden = ROW_STEP if self.hidden else 0
        return self.rows_end + hidden + _LEGEND_GAP

    @property
    def height(self) -> int:
        return round(self.legend + _LEGEND_BELOW)

    @cached_property
    def _score_scale(self) -> float:
        scores = [s for row in self._shown for s in row.scores if s is not None]
        furthest = max((abs(score - _SCORE_BASE) for score in scores), default=Decimal(1))
        return min(_SCORE_PIXELS, _SCORE_REACH / max(float(furthest), 0.1))

    @cached_property
    def _bar_scale(self) -> float:
        sizes = [abs(r) for row in self._shown for r in row.results if r]
        if not sizes:
            return _BAR_PIXELS
        reach = min(max(sizes), median(sizes) * _OUTLIER)
        return min(_BAR_PIXELS, BAR_REACH / float(reach))

    @property
    def _shown(self) -> tuple[StudentRow, ...]:
        return (*(card.row for card in self.cards), *self.rows)

    def score_height(self, score: Decimal) -> float:
        """Pixels above (negative: below) the line of score 7, on the scale of all students."""
        return float(score - _SCORE_BASE) * self._score_scale

    def bar_height(self, result: Decimal) -> float:
        """Pixels above (negative: below) zero, on the scale of all students; may pass the reach."""
        return float(result) * self._bar_scale

    def name_of(self, row: StudentRow) -> str:
        """The name, or the student's number where no letter of it can be drawn."""
        return keep_drawable(row.name) or say("No. {number}", number=self.overview.students.index(row) + 1)
