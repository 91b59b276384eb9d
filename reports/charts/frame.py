"""The grid that all pictures share: title, subtitle, footer and what lies between."""

from reports.charts.canvas import WIDTH, Canvas
from reports.charts.finding import Finding
from reports.charts.fonts import Face, fit_text, keep_drawable, measure_width, wrap_text

MARGIN = 56
RIGHT = WIDTH - MARGIN
INNER = RIGHT - MARGIN
TITLE_BASELINE = 102
FOOTER_ROOM = 104
"""From the footer's hairline to the bottom of the picture."""

_TITLE, _TITLE_STEP, _SMALLEST_TITLE = 60, 70, 40
_SUBTITLE, _SUBTITLE_STEP, _SUBTITLE_GAP = 34, 46, 58
_FOOTER = 28
_WIDE, _TIGHT = 16.0, 7.0
_FOOTER_GAPS = (_WIDE, 13.0, 10.0, _TIGHT)


def draw_title(canvas: Canvas, finding: Finding) -> float:
    """Set title and subtitle; returns the baseline of the last line.

    A title that is too wide gets smaller as a whole; a single line that is too wide is broken first.
    """
    title = [keep_drawable(line) for line in finding.title]
    if len(title) == 1:
        title = wrap_text(title[0], Face.DISPLAY, _TITLE, INNER, lines=2)
    size = min(fit_text(line, Face.DISPLAY, _TITLE, INNER, smallest=_SMALLEST_TITLE)[1] for line in title)
    baseline = float(TITLE_BASELINE - _TITLE_STEP)
    for line in title:
        baseline += _TITLE_STEP
        shown, _ = fit_text(line, Face.DISPLAY, size, INNER, smallest=size)
        canvas.text(MARGIN - 2, baseline, shown, face=Face.DISPLAY, size=size, color=canvas.theme.ink)
    return _draw_subtitle(canvas, finding.subtitle, baseline)


def title_depth(finding: Finding) -> float:
    """The baseline that `draw_title` will return, before there is a canvas."""
    title = finding.title
    if len(title) == 1:
        title = tuple(wrap_text(keep_drawable(title[0]), Face.DISPLAY, _TITLE, INNER, lines=2))
    lines = len(_wrap_subtitle(finding.subtitle))
    last_title = TITLE_BASELINE + (len(title) - 1) * _TITLE_STEP
    return last_title + _SUBTITLE_GAP + (lines - 1) * _SUBTITLE_STEP


def draw_footer(canvas: Canvas, finding: Finding) -> None:
    """Set the footer under its hairline; never cut: spacing shrinks first, then a second line."""
    theme, height = canvas.theme, canvas.height
    canvas.rule(MARGIN, RIGHT, height - FOOTER_ROOM - 1, theme.hairline)
    parts = [keep_drawable(part) for part in finding.footer]
    for gap in _FOOTER_GAPS:
        if _footer_width(parts, gap) <= INNER:
            _draw_footer_line(canvas, parts, gap, height - 48)
            return
    first, second = min(
        ((parts[:n], parts[n:]) for n in range(1, len(parts))),
        key=lambda lines: max(_footer_width(line, _WIDE) for line in lines),
    )
    for line, up in ((first, 62), (second, 24)):
        gap = _WIDE if _footer_width(line, _WIDE) <= INNER else _TIGHT
        _draw_footer_line(canvas, _shorten_longest(line, gap), gap, height - up)


def _draw_subtitle(canvas: Canvas, subtitle: str, title_baseline: float) -> float:
    baseline = title_baseline + _SUBTITLE_GAP - _SUBTITLE_STEP
    for line in _wrap_subtitle(subtitle):
        baseline += _SUBTITLE_STEP
        color = canvas.theme.second
        canvas.text(MARGIN, baseline, line, face=Face.REGULAR, size=_SUBTITLE, color=color)
    return baseline


def _wrap_subtitle(subtitle: str) -> list[str]:
    return wrap_text(keep_drawable(subtitle), Face.REGULAR, _SUBTITLE, INNER, lines=2)


def _footer_width(parts: list[str], gap: float) -> float:
    widths = sum(measure_width(part, Face.REGULAR, _FOOTER) for part in parts)
    return widths + (len(parts) - 1) * (2 * gap + measure_width("·", Face.REGULAR, _FOOTER))


def _shorten_longest(parts: list[str], gap: float) -> list[str]:
    """Only a name that is too long for a line of its own loses its end."""
    too_wide = _footer_width(parts, gap) - INNER
    if too_wide <= 0:
        return parts
    longest = max(parts, key=len)
    room = measure_width(longest, Face.REGULAR, _FOOTER) - too_wide
    shown, _ = fit_text(longest, Face.REGULAR, _FOOTER, room, smallest=_FOOTER)
    return [shown if part == longest else part for part in parts]


def _draw_footer_line(canvas: Canvas, parts: list[str], gap: float, baseline: float) -> None:
    x, color = float(MARGIN), canvas.theme.muted
    for index, part in enumerate(parts):
        if index:
            dot = canvas.text(x + gap, baseline, "·", face=Face.REGULAR, size=_FOOTER, color=color)
            x = dot.right + gap
        x = canvas.text(x, baseline, part, face=Face.REGULAR, size=_FOOTER, color=color).right
