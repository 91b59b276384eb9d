"""Finds room for a label beside a curve, so that no words ever lie on the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
from numpy.typing import NDArray

from reports.charts.canvas import Box

_STEP = 8
_TRIED = 60
_RING = 18
_NEAR = 56
_WRONG_SIDE, _ON_RULE = 220, 120
_LEVEL, _IS_LEVEL, _IS_OVER = 30, 160, 24
"""Costs in pixels of leader: a label level with its mark or right over it reads worse."""
_CLEAR = 16.0
"""Pixels that stay free between words and the curve."""


Leader = tuple[tuple[float, float], tuple[float, float]]
"""The two ends of a line, the mark first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skyline:
    """The highest and the lowest pixel that a curve touches in each column from `left` on."""

    left: int
    tops: NDArray[np.float64]
    bottoms: NDArray[np.float64]

    def between(self, left: float, right: float) -> tuple[float, float]:
        """Top and bottom of the curve within the columns; an empty span if it is not there."""
        start = max(0, int(left) - self.left)
        stop = max(start, int(np.ceil(right)) - self.left + 1)
        tops, bottoms = self.tops[start:stop], self.bottoms[start:stop]
        if tops.size == 0:
            return float("inf"), float("-inf")
        return float(tops.min()), float(bottoms.max())


def trace_skyline(xs: Sequence[float], ys: Sequence[float]) -> Skyline:
    """Columns of a line whose points go from left to right."""
    first, last = int(xs[0]), int(np.ceil(xs[-1]))
    columns = np.arange(first, last + 1)
    heights = np.interp(columns, xs, ys)
    tops, bottoms = heights.copy(), heights.copy()
    places = np.clip(np.rint(xs).astype(int) - first, 0, len(columns) - 1)
    np.minimum.at(tops, places, ys)
    np.maximum.at(bottoms, places, ys)
    return Skyline(left=first, tops=tops, bottoms=bottoms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a label may stand: inside `frame`, off the curve, off `taken`, better not on `rules`.

    A leader may cross what is `barred`, but no words stand there.
    """

    frame: Box
    skyline: Skyline
    taken: tuple[Box, ...] = ()
    barred: tuple[Box, ...] = ()
    rules: tuple[float, ...] = ()

    def find_place(
        self, width: float, height: float, mark: tuple[float, float], *, above: bool
    ) -> Box | None:
        """The free box that lies best for a leader line from `mark`; None if there is no room.

        Best is near, on the asked side of the curve, in the gap between two gridlines, and joined
        by a leader that crosses neither the curve nor what is taken.
        """
        lefts = np.arange(self.frame.left, self.frame.right - width + 1, _STEP)
        tops = np.arange(self.frame.top, self.frame.bottom - height + 1, _STEP)
        if not lefts.size or not tops.size:
            return None
        costs = self._costs(lefts, tops, (width, height), mark, above=above)
        ranked = np.argsort(costs, axis=None, kind="stable")
        order = (*ranked[:_TRIED], *ranked[_TRIED :: _TRIED // 4])
        places = [np.unravel_index(flat, costs.shape) for flat in order]
        boxes = [
            _box_at(float(lefts[i]), float(tops[j]), width, height)
            for i, j in places
            if np.isfinite(costs[i, j])
        ]
        straight = (box for box in boxes if not self._is_crossed(leader_of(box, mark)))
        return next(straight, None)

    def _costs(
        self,
        lefts: NDArray[np.float64],
        tops: NDArray[np.float64],
        size: tuple[float, float],
        mark: tuple[float, float],
        *,
        above: bool,
    ) -> NDArray[np.float64]:
        """One cost for each left (rows) and top (columns); infinite where words cannot stand."""
        width, height = size
        spans = [self.skyline.between(x - _CLEAR, x + width + _CLEAR) for x in lefts]
        crest = np.array([top for top, _ in spans])[:, None]
        trough = np.array([bottom for _, bottom in spans])[:, None]
        is_over = tops + height + _CLEAR < crest
        is_under = tops - _CLEAR > trough
        across = np.maximum(np.maximum(lefts - mark[0], mark[0] - lefts - width), 0)[:, None]
        along = np.maximum(np.maximum(tops - mark[1], mark[1] - tops - height), 0)[None, :]
        costs = across * 1.4 + along + np.maximum(0, _NEAR - np.maximum(across, along)) * 4
        costs = costs + np.where(is_over == above, 0, _WRONG_SIDE)
        costs = costs + np.where(along < _LEVEL, _IS_LEVEL, 0) + np.where(across < 8, _IS_OVER, 0)
        for rule in self.rules:
            costs = costs + np.where((tops - 8 < rule) & (rule < tops + height + 8), _ON_RULE, 0)
        costs[~(is_over | is_under)] = np.inf
        for other in (*self.taken, *self.barred):
            beside = (lefts < other.right + _CLEAR) & (other.left < lefts + width + _CLEAR)
            level = (tops < other.bottom + _CLEAR) & (other.top < tops + height + _CLEAR)
            costs[beside[:, None] & level[None, :]] = np.inf
        return costs

    def _is_crossed(self, leader: Leader) -> bool:
        """By the curve or by what stands there already; the mark's own ring does not count."""
        sides: set[bool] = set()
        for x, y in _points_of(leader):
            crest, trough = self.skyline.between(x, x)
            if crest - 3 <= y <= trough + 3 or any(_holds(box, x, y) for box in self.taken):
                return True
            sides.add(y < crest)
        return len(sides) > 1


def leader_of(box: Box, mark: tuple[float, float]) -> Leader:
    """From the mark to the corner of the label that faces it."""
    x, y = mark
    end_x = min(max(x, box.left - 11), box.right + 11)
    if box.bottom < y:
        return (x, y), (end_x, box.bottom + 8)
    return (x, y), (end_x, box.top - 10 if box.top > y else (box.top + box.bottom) / 2)


def cover_leader(leader: Leader) -> tuple[Box, ...]:
    """Small boxes along the line, for labels that are placed later."""
    return tuple(Box(left=x - 4, top=y - 4, right=x + 4, bottom=y + 4) for x, y in _points_of(leader))


def _points_of(leader: Leader) -> list[tuple[float, float]]:
    """Points along the line, the ring at its start left out."""
    (start_x, start_y), (end_x, end_y) = leader
    length = max(1.0, hypot(end_x - start_x, end_y - start_y))
    shares = np.linspace(min(1.0, _RING / length), 1, 24)
    return [(start_x + (end_x - start_x) * s, start_y + (end_y - start_y) * s) for s in shares]


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left - 4 < x < box.right + 4 and box.top - 4 < y < box.bottom + 4


def _box_at(left: float, top: float, width: float, height: float) -> Box:
    return Box(left=left, top=top, right=left + width, bottom=top + height)
