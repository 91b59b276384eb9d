"""What the month says in words, and figures that add up as they are printed."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.summaries.month_calendar import DayCell, MonthCalendar
from reports.charts.calendar_finding import find_empty_month, find_month, list_roundings
from reports.charts.calendar_layout import CalendarLayout
from tests.builders.pictures import a_calendar, a_full_month

TODAY = date(2026, 5, 13)


def words_of(calendar: MonthCalendar) -> tuple[str, ...]:
    return find_month(calendar, CalendarLayout(calendar=calendar).rounded).title


def test_a_running_month_says_so() -> None:
    calendar = a_calendar({4: "1.5", 5: "-0.4"}, today=TODAY)

    assert ("May so far: +1.1R", "in 4 trades") == words_of(calendar)


def test_a_month_that_is_over_stands_alone_and_an_old_one_with_its_year() -> None:
    over = a_calendar({4: "1.5"}, today=date(2026, 6, 2))
    old = a_calendar({4: "1.5"}, today=date(2027, 6, 2))

    assert "May: +1.5R" == words_of(over)[0]
    assert "May 2026: +1.5R" == words_of(old)[0]


def test_days_are_counted_up_down_flat_and_without() -> None:
    calendar = a_calendar({4: "1.5", 5: "-0.4", 6: "0", 12: "2"}, today=TODAY)

    subtitle = find_month(calendar, CalendarLayout(calendar=calendar).rounded).subtitle

    assert "2 days up, 1 down, 1 flat, 4 without a trade" == subtitle


def test_money_in_the_title_keeps_the_cents_that_the_cells_cannot_show() -> None:
    calendar = a_full_month(scale="151.37", currency="USD")
    rounded = CalendarLayout(calendar=calendar).rounded

    finding = find_month(calendar, rounded)

    assert Decimal(1) == rounded.quantum
    assert finding.title[0].endswith("+$1,498.56")
    assert "USD, days rounded" in finding.footer


def test_tenths_that_do_not_add_up_are_printed_as_hundredths() -> None:
    whole = a_calendar({4: "1.5", 5: "-0.4"}, today=TODAY)
    uneven = a_calendar({4: "1.25", 5: "0.25", 6: "0.25"}, today=TODAY)

    assert Decimal("0.1") == next(list_roundings(whole)).quantum
    assert Decimal("0.01") == next(list_roundings(uneven)).quantum
    assert "May so far: +1.75R" == words_of(uneven)[0]


def test_an_empty_month_says_how_it_fills() -> None:
    finding = find_empty_month(a_calendar(today=TODAY))

    assert ("Your May fills", "with the first closed trade") == finding.title


def test_a_past_month_without_trades_is_not_asked_to_fill() -> None:
    finding = find_empty_month(a_calendar(today=date(2026, 8, 1)))

    assert ("No closed trade", "in May") == finding.title


CELLS = st.dictionaries(
    st.integers(1, 31),
    st.decimals(min_value=-9999, max_value=9999, places=4, allow_nan=False),
    min_size=1,
)


@given(CELLS, st.sampled_from([None, "USD", "JPY", "CHF"]))
def test_days_add_up_to_weeks_and_weeks_to_the_month_as_printed(
    results: dict[int, Decimal], currency: str | None
) -> None:
    cells = tuple(
        DayCell(day=date(2026, 5, day), result=result, trades=1) for day, result in sorted(results.items())
    )
    calendar = MonthCalendar(
        month=date(2026, 5, 1),
        cells=cells,
        today=date(2026, 5, 31),
        currency=currency,
        account="Main",
        zone="UTC",
    )

    rounded = CalendarLayout(calendar=calendar).rounded

    assert rounded.total == sum(rounded.weeks.values())
    assert rounded.total == sum(rounded.days.values())
    assert abs(calendar.total - rounded.total) <= rounded.quantum / 2
    for cell in cells:
        assert cell.result is not None
        assert abs(cell.result - rounded.days[cell.day]) < 2 * rounded.quantum
