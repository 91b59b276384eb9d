"""Every word in a picture comes from the catalogues."""

import re
from datetime import date

from core.messaging.phrases import speaking
from core.messaging.tongue import find_tongue
from reports.charts.equity import draw_equity
from reports.charts.mentor_overview import draw_mentor_overview
from reports.charts.month_calendar import draw_month_calendar
from reports.charts.theme import DARK
from tests.builders.pictures import (
    a_calendar,
    a_class,
    a_curve,
    a_full_month,
    a_long_curve,
    a_student,
    an_overview,
)
from tests.languages.pseudo import everything_marked, unsaid

_WORD = re.compile(r"[^\W\d_]{2,}")
_TYPED = "long eurusd sl lots mentor main focus tape reason usd"


def test_every_word_in_a_picture_comes_from_the_catalogue() -> None:
    curves = [a_curve([]), a_curve(["1", "-2", "1"]), a_curve(["1"] * 12, currency="USD"), a_long_curve(90)]
    months = [a_calendar({}), a_calendar({4: "1.5"}, today=date(2026, 5, 6)), a_full_month()]
    weeks = [an_overview(), a_class(12), an_overview(a_student("Mia"))]
    with everything_marked(), speaking("es"):
        drawn = [draw_equity(curve, DARK) for curve in curves]
        drawn += [draw_month_calendar(month, DARK) for month in months]
        drawn += [draw_mentor_overview(week, DARK) for week in weeks]
    texts = {words.text for canvas in drawn for words in canvas.words} | {canvas.alt for canvas in drawn}
    tongue = find_tongue("es")
    own = " ".join((*tongue.months, *tongue.short_months, *tongue.short_weekdays, *tongue.cities.values()))
    typed = " ".join(
        f"{row.name} {row.reason} {week.focus and week.focus.text}" for week in weeks for row in week.students
    )
    allowed = frozenset(_WORD.findall(f"{_TYPED} {typed} {own}".casefold()))
    left = {text for text in texts if not allowed.issuperset(_WORD.findall(unsaid(text).casefold()))}
    assert sorted(left) == [], "\n".join(sorted(left))
