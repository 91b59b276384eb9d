"""A matplotlib Figure on which everything is placed in pixels, y downwards, 1080 wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from reports.charts.fonts import Face, font_properties, measure_width
from reports.charts.png import encode_png
from reports.charts.theme import Theme

WIDTH = 1080
_DPI = 72
_HALO = 7
_CAP_HEIGHT = 0.727
"""Inter's capitals and digits, in shares of the size."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels; `top` is the smaller y."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0) -> bool:
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Text as it was placed: its cap height and advance width, not its ink."""

    text: str
    box: Box


class Canvas:
    """Collects artists in drawing order: what is added later lies on top."""

    def __init__(self, height: int, theme: Theme, *, alt: str) -> None:
        self.height = height
        self.alt = alt
        self.theme = theme
        self.words: list[Words] = []
        self.figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=theme.ground)
        FigureCanvasAgg(self.figure)
        self._to_pixels = Affine2D().scale(1, -1).translate(0, height)
        self._order = 0

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        color: str,
        width: float,
        *,
        alpha: float = 1,
        clip: Box | None = None,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """Join the points; `dashes` are lengths of dash and gap in pixels."""
        artist = Line2D(xs, ys, color=color, linewidth=width, alpha=alpha)
        artist.set_solid_capstyle("round" if len(xs) > 2 else "butt")
        artist.set_solid_joinstyle("round")
        if dashes is not None:
            artist.set_linestyle((0, tuple(length / width for length in dashes)))
        self._add(artist, clip)

    def rule(self, left: float, right: float, y: float, color: str, width: int = 2) -> None:
        """A horizontal line whose upper edge lies exactly on the pixel row `y`."""
        self.rectangle(Box(left=left, top=y, right=right, bottom=y + width), color)

    def area(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        base: float,
        color: str,
        *,
        alpha: float,
        clip: Box | None = None,
    ) -> None:
        """Fill between the points and the horizontal `base`."""
        corners = np.column_stack(([xs[0], *xs, xs[-1]], [base, *ys, base]))
        path = Path(corners, closed=False)
        self._add(PathPatch(path, facecolor=color, linewidth=0, alpha=alpha), clip)

    def rectangle(
        self,
        box: Box,
        color: str,
        *,
        radius: float = 0,
        alpha: float = 1,
        outline: float = 0,
        clip: Box | None = None,
        clip_radius: float = 0,
    ) -> None:
        """A filled box, or with `outline` only its edge of that width, drawn inside the box."""
        inset = outline / 2
        corner = (box.left + inset, box.top + inset)
        size = (box.right - box.left - outline, box.bottom - box.top - outline)
        if radius:
            shape = f"round,pad=0,rounding_size={radius - inset}"
            artist = FancyBboxPatch(corner, *size, boxstyle=shape)
        else:
            artist = Rectangle(corner, *size)
        artist.set(facecolor="none" if outline else color, edgecolor=color, alpha=alpha)
        artist.set_linewidth(outline)
        self._add(artist, clip, clip_radius)

    def disc(self, x: float, y: float, radius: float, color: str) -> None:
        self._add(Circle((x, y), radius, facecolor=color, linewidth=0))

    def ring(
        self, x: float, y: float, radius: float, color: str, width: float, *, filled: bool = True
    ) -> None:
        """A circle of `radius` to the middle of its line, filled with the ground unless told not."""
        inside = self.theme.ground if filled else "none"
        self._add(Circle((x, y), radius, facecolor=inside, edgecolor=color, linewidth=width))

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        face: Face,
        size: float,
        color: str,
        align: Align = "left",
        tabular: bool = False,
        halo: bool = False,
    ) -> Box:
        """Set one line; returns where it stands.

        `tabular`: digits of equal width. `halo`: lines of the grid stop before the words; a box
        looks like a stroke around hairlines and costs a tenth of it.
        """
        artist = Text(x, baseline, text, color=color, parse_math=False)
        artist.set_fontproperties(font_properties(face, size))
        width = measure_width(text, face, size, tabular=tabular)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        artist.set_x(left)
        if tabular:
            artist.set_fontfeatures(("tnum",))
        box = Box(left=left, top=baseline - size * _CAP_HEIGHT, right=left + width, bottom=baseline)
        if halo:
            self.rectangle(_around(box, _HALO), self.theme.ground)
        self._add(artist)
        self.words.append(Words(text=text, box=box))
        return box

    def png(self) -> bytes:
        with mpl.rc_context({"text.hinting": "no_hinting"}):
            agg = FigureCanvasAgg(self.figure)
            agg.draw()
        return encode_png(np.asarray(agg.buffer_rgba()))

    def _add(self, artist: Artist, clip: Box | None = None, clip_radius: float = 0) -> None:
        artist.set_transform(self._to_pixels)
        artist.set_zorder(self._order)
        self._order += 1
        self.figure.add_artist(artist, clip=False)
        if clip is not None:
            shape = _clip_shape(clip, clip_radius)
            shape.set_transform(self._to_pixels)
            artist.set_clip_path(shape)


def _around(box: Box, gap: float) -> Box:
    return Box(left=box.left - gap, top=box.top - gap, right=box.right + gap, bottom=box.bottom + gap)


def _clip_shape(box: Box, radius: float) -> FancyBboxPatch | Rectangle:
    corner, width, height = (box.left, box.top), box.right - box.left, box.bottom - box.top
    if not radius:
        return Rectangle(corner, width, height)
    return FancyBboxPatch(corner, width, height, boxstyle=f"round,pad=0,rounding_size={radius}")
