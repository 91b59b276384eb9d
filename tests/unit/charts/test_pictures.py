"""The drawn pictures: size, words that stand free, points, and both palettes."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.text import Text
from PIL import Image

from core.digests.overview import MentorOverview
from core.messaging.languages import LANGUAGES
from core.messaging.phrases import speaking
from core.summaries.equity import EquityCurve
from core.summaries.month_calendar import DayCell, MonthCalendar
from reports.charts.canvas import WIDTH, Canvas
from reports.charts.equity import draw_equity
from reports.charts.equity_layout import EquityLayout
from reports.charts.mentor_overview import draw_mentor_overview
from reports.charts.month_calendar import draw_month_calendar
from reports.charts.placement import trace_skyline
from reports.charts.png import encode_png
from reports.charts.theme import DARK, LIGHT, Theme
from tests.builders.pictures import (
    a_calendar,
    a_class,
    a_curve,
    a_full_month,
    a_long_curve,
    a_student,
    an_overview,
)

pytestmark = pytest.mark.filterwarnings("error")

LONG_NAME = "Evaluation account number two, swing, 200k, with a very long name"

CURVES: dict[str, EquityCurve] = {
    "no trade": a_curve(),
    "only trades without a stop": a_curve(left_out=3),
    "one trade": a_curve(["1.3"]),
    "three trades": a_curve(["1.3", "-1", "0.8"]),
    "forty": a_long_curve(40, seed=2),
    "half a year": a_long_curve(249, since=date(2026, 6, 1)),
    "two thousand": a_long_curve(2000, per_day=16, seed=3),
    "years": a_long_curve(900, seed=11, since=date(2022, 3, 1)),
    "all losses": a_curve(["-1"] * 30),
    "all wins": a_curve(["0.7"] * 30),
    "all flat": a_curve(["0"] * 12),
    "ends in a loss": a_long_curve(200, edge=-0.35, seed=4),
    "money": a_long_curve(249, scale="168.35", currency="USD", seed=9),
    "huge": a_long_curve(120, scale="123456789.13", currency="USD", account=LONG_NAME),
    "tiny": a_long_curve(60, scale="0.004", seed=5),
    "one day": a_curve(["1", "-1", "2"] * 5, days=[date(2026, 3, 4)] * 15, since=date(2026, 3, 4)),
}
MONTHS: dict[str, MonthCalendar] = {
    "empty": a_calendar(),
    "one day": a_calendar({5: "1.25"}, today=date(2026, 5, 6)),
    "full": a_full_month(),
    "six weeks with weekends": a_full_month(weekends=True, month=date(2026, 8, 1)),
    "money": a_full_month(scale="151.37", currency="USD", until=20),
    "huge": a_full_month(scale="98765432.1", currency="CHF", weekends=True),
    "uneven": a_full_month(scale="0.9137"),
    "four weeks": a_full_month(month=date(2027, 2, 1)),
    "long name": a_calendar({4: "1"}, account=LONG_NAME),
}
WEEKS: dict[str, MentorOverview] = {
    "nobody": an_overview(),
    "one": an_overview(a_student("Mia")),
    "eleven": a_class(11),
    "sixty": a_class(60, needing=20),
    "everybody": a_class(3, needing=3),
    "names": an_overview(
        a_student("Maximiliane-Theodora von Hohenstein"),
        a_student("Юлия"),
        a_student("🚀"),
        a_student("李雷"),
    ),
    "new": an_overview(
        a_student("June", scores=[None] * 8 + ["7", "7.3"], results=[None] * 5, checkins="   ●●"),
        a_student("Kai", scores=[None] * 10, results=[None] * 5, checkins="     "),
    ),
    "wild": an_overview(
        a_student(
            "Mia", scores=["1", "10"] * 5, results=["133.4", "-250", "0", "0.1", "1"], reason="x " * 200
        ),
        a_student("Noah"),
    ),
    "seven days": an_overview(
        a_student("Mia", results=["1"] * 7, checkins="●●–○●●●", reason="Traded on Sunday"), days=7
    ),
}


def every_picture(theme: Theme) -> dict[str, Canvas]:
    curves = {f"equity, {name}": draw_equity(curve, theme) for name, curve in CURVES.items()}
    months = {f"month, {name}": draw_month_calendar(month, theme) for name, month in MONTHS.items()}
    weeks = {f"mentor, {name}": draw_mentor_overview(week, theme) for name, week in WEEKS.items()}
    return curves | months | weeks


def lines_of(canvas: Canvas) -> list[Line2D]:
    return [artist for artist in canvas.figure.artists if isinstance(artist, Line2D)]


def assert_words_stand_free(canvas: Canvas, name: str) -> None:
    for words in canvas.words:
        assert 0 <= words.box.left, (name, words)
        assert words.box.right <= WIDTH, (name, words)
        assert 0 <= words.box.top, (name, words)
        assert words.box.bottom <= canvas.height, (name, words)
    for one, other in combinations(canvas.words, 2):
        assert not one.box.meets(other.box), (name, one, other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_overlap_or_leave_any_picture(language: str) -> None:
    with speaking(language):
        for name, canvas in every_picture(DARK).items():
            assert_words_stand_free(canvas, name)


def test_every_picture_is_a_png_of_its_size_on_its_ground() -> None:
    for theme, ground in ((DARK, (15, 20, 27)), (LIGHT, (248, 249, 251))):
        for name, canvas in every_picture(theme).items():
            with Image.open(io.BytesIO(canvas.png())) as picture:
                assert (WIDTH, canvas.height) == picture.size, name
                assert "RGB" == picture.mode
                assert ground == picture.getpixel((3, 3)), name


def test_pictures_are_small_enough_for_a_chat() -> None:
    for name, canvas in every_picture(DARK).items():
        assert canvas.height <= 4000, name
        assert len(canvas.png()) < 600_000, name


def test_every_alternative_text_ends_with_the_footer() -> None:
    for name, canvas in every_picture(DARK).items():
        assert canvas.alt.endswith("Lisbon time"), name
        assert canvas.alt.count(". ") >= 2, name


def test_nothing_under_28_pixels_is_written() -> None:
    for name, canvas in every_picture(DARK).items():
        sizes = [a.get_fontsize() for a in canvas.figure.artists if isinstance(a, Text)]
        assert min(sizes) >= 28, name


def test_the_curve_has_a_point_for_each_trade_and_its_start() -> None:
    for name in ("forty", "half a year", "two thousand"):
        layout = EquityLayout(curve=CURVES[name])
        xs, _ = layout.line
        lines = [
            line for line in lines_of(draw_equity(CURVES[name], DARK)) if len(line.get_xdata()) == len(xs)
        ]
        assert len(CURVES[name].trades) + 1 == len(xs), name
        assert lines, name
        assert sorted(xs) == xs, name


def test_a_quiet_end_of_the_period_stays_flat_until_now() -> None:
    curve = a_curve(["1", "2"], since=date(2026, 2, 2), until=date(2026, 2, 27))

    xs, ys = EquityLayout(curve=curve).line

    assert 1024 == xs[-1]
    assert ys[-2] == ys[-1]


def test_labels_on_the_curve_never_cross_it() -> None:
    for name, curve in CURVES.items():
        if not curve.trades:
            continue
        skyline = trace_skyline(*EquityLayout(curve=curve).line)
        for words in draw_equity(curve, DARK).words:
            if words.text.startswith(("Best day", "Worst day")):
                crest, trough = skyline.between(words.box.left, words.box.right)
                assert words.box.bottom < crest or words.box.top > trough, (name, words)


def test_best_and_worst_days_are_named_only_where_data_is_not_thin() -> None:
    thin = " ".join(words.text for words in draw_equity(a_curve(["1", "-2", "1"]), DARK).words)
    rich = " ".join(words.text for words in draw_equity(CURVES["half a year"], DARK).words)

    assert "day" not in thin.replace("trade by trade", "")
    assert "Best day +" in rich


def test_the_words_in_a_month_are_those_of_its_days() -> None:
    written = [words.text for words in draw_month_calendar(MONTHS["one day"], DARK).words]

    assert "+1.3" in written
    assert "none yet" in written
    assert 2 == written.count("no trade")


def test_a_day_without_a_stop_is_shown_and_said_not_counted() -> None:
    month = a_calendar({4: "1.5"}, today=date(2026, 5, 6))
    unscored = DayCell(day=date(2026, 5, 5), result=None, trades=0, left_out=2)

    canvas = draw_month_calendar(replace(month, cells=(*month.cells, unscored)), DARK)

    assert "no R" in [words.text for words in canvas.words]
    assert "1 day up, 1 without R, 1 without a trade" in canvas.alt
    assert "2 trades, 2 without R" in canvas.alt
    assert_words_stand_free(canvas, "a day without R")


def test_the_mentor_sees_no_money() -> None:
    for week in WEEKS.values():
        written = " ".join(words.text for words in draw_mentor_overview(week, DARK).words)
        assert not set("$€£¥") & set(written)


def test_a_score_line_breaks_where_a_score_is_missing() -> None:
    whole = an_overview(a_student(scores=["7", "8", "7", "8", "7", "8", "7", "8", "7", "8"]))
    broken = an_overview(a_student(scores=["7", "8", "7", None, "7", "8", "7", None, "7", "8"]))

    def pieces(overview: MentorOverview) -> int:
        return len(lines_of(draw_mentor_overview(overview, DARK)))

    assert 1 == pieces(whole)
    assert 3 == pieces(broken)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.decimals(min_value=-9, max_value=9, places=1), min_size=10, max_size=80),
    st.sampled_from([None, "USD", "CHF", "JPY"]),
)
def test_words_stand_free_on_any_curve(results: list[Decimal], currency: str | None) -> None:
    curve = a_curve(results, currency=currency)

    assert_words_stand_free(draw_equity(curve, DARK), "any curve")


def test_the_encoder_keeps_every_pixel() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (37, 53, 4), dtype=np.uint8)

    with Image.open(io.BytesIO(encode_png(pixels))) as picture:
        assert np.array_equal(pixels[:, :, :3], np.asarray(picture))
