"""The finding of a month in words, and its figures rounded so that they add up as printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.money import currency_digits, round_half_up
from core.summaries.month_calendar import DayCell, MonthCalendar
from reports.charts.figures import Unit, share_out
from reports.charts.finding import Finding, write_footer
from reports.charts.wording import count, month_name

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundedMonth:
    """The month's results as multiples of `quantum`: days add up to weeks, weeks to `total`."""

    quantum: Decimal
    total: Decimal
    weeks: dict[date, Decimal]
    days: dict[date, Decimal]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def list_roundings(calendar: MonthCalendar) -> Iterator[RoundedMonth]:
    """Candidates from the most exact on, for the first whose figures fit their cells.

    R takes one decimal where the printed figures add up by themselves, two otherwise.
    """
    if calendar.currency is None:
        plain = _round_month(calendar, Decimal("0.1"))
        if _adds_up(calendar, plain):
            yield plain
        yield _round_month(calendar, Decimal("0.01"))
        yield plain
    else:
        yield _round_month(calendar, Decimal(1).scaleb(-currency_digits(calendar.currency)))
    for power in (0, 2, 3, 5, 6, 8, 9):
        yield _round_month(calendar, Decimal(10) ** power)


def find_month_unit(calendar: MonthCalendar) -> Unit:
    """The precision of the title: that of the most exact candidate."""
    quantum = next(list_roundings(calendar)).quantum
    exponent = quantum.as_tuple().exponent
    return Unit(currency=calendar.currency, digits=-exponent if isinstance(exponent, int) else 0)


def find_month(calendar: MonthCalendar) -> Finding:
    """Title, subtitle and footer; without trades the words of the empty picture."""
    footer = _footer(calendar)
    if not calendar.trades:
        return _find_empty_month(calendar, footer)
    total = find_month_unit(calendar).signed(calendar.total)
    so_far = " so far" if calendar.is_running else ""
    return Finding(
        title=(
            f"{month_title(calendar)}{so_far}: {total}",
            f"in {count(calendar.trades, 'trade')}",
        ),
        subtitle=_count_days(calendar),
        footer=footer,
    )


def month_title(calendar: MonthCalendar) -> str:
    """`November`, with its year unless it is the running one."""
    name = month_name(calendar.month)
    same_year = calendar.month.year == calendar.today.year
    return name if same_year else f"{name} {calendar.month.year}"


def last_shown_day(calendar: MonthCalendar) -> date:
    """The last day the month's figures cover: its own last day, or today."""
    following = (calendar.month.replace(day=28) + timedelta(days=4)).replace(day=1)
    last = following - timedelta(days=1)
    return max(calendar.month, min(last, calendar.today))


def list_days_without_trade(calendar: MonthCalendar) -> list[date]:
    """Weekdays of the past without a closed trade; today is not over and not among them."""
    traded = {cell.day for cell in calendar.cells}
    last = last_shown_day(calendar)
    days = (calendar.month + timedelta(days=n) for n in range((last - calendar.month).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in traded and day != calendar.today]


def _count_days(calendar: MonthCalendar) -> str:
    signs = [_sign(calendar, cell) for cell in calendar.cells if cell.result is not None]
    up, down, flat = (signs.count(sign) for sign in (1, -1, 0))
    none = len(list_days_without_trade(calendar))
    unscored = sum(1 for cell in calendar.cells if cell.result is None)
    first = f"{count(up, 'day')} up, {down} down" if up else f"{count(down, 'day')} down"
    if not up and not down:
        first = f"{count(flat, 'day')} flat"
    elif flat:
        first += f", {flat} flat"
    if unscored:
        first += f", {unscored} without R"
    return f"{first}, {none} without a trade" if none else first


def _sign(calendar: MonthCalendar, cell: DayCell) -> int:
    return find_month_unit(calendar).sign(cell.result or _ZERO)


def _find_empty_month(calendar: MonthCalendar, footer: tuple[str, ...]) -> Finding:
    name = month_title(calendar)
    if calendar.left_out and calendar.currency is None:
        return Finding(
            title=(f"{name} in R starts", "with the first trade that has a stop"),
            subtitle=f"{count(calendar.left_out, 'trade')} closed, none with a stop",
            footer=footer,
        )
    return Finding(
        title=(f"Your {name} fills", "with the first closed trade"),
        subtitle=f"Nothing closed in {name} yet, so nothing is drawn",
        footer=footer,
    )


def _footer(calendar: MonthCalendar) -> tuple[str, ...]:
    return write_footer(
        trades=calendar.trades,
        left_out=calendar.left_out,
        period=(calendar.month, last_shown_day(calendar)),
        account=calendar.account,
        currency=calendar.currency,
        zone=calendar.zone,
    )


def _round_month(calendar: MonthCalendar, quantum: Decimal) -> RoundedMonth:
    scored = [(cell.day, cell.result) for cell in calendar.cells if cell.result is not None]
    mondays = sorted({monday_of(day) for day, _ in scored})
    exact = tuple(sum((r for d, r in scored if monday_of(d) == m), _ZERO) for m in mondays)
    total = round_half_up(calendar.total / quantum, 0) * quantum
    weeks = dict(zip(mondays, share_out(total, exact, quantum), strict=True))
    days: dict[date, Decimal] = {}
    for monday in mondays:
        of_week = [(day, result) for day, result in scored if monday_of(day) == monday]
        shares = share_out(weeks[monday], tuple(result for _, result in of_week), quantum)
        days |= dict(zip((day for day, _ in of_week), shares, strict=True))
    return RoundedMonth(quantum=quantum, total=total, weeks=weeks, days=days)


def _adds_up(calendar: MonthCalendar, rounded: RoundedMonth) -> bool:
    """Every figure is the plain rounding of its exact value: nothing had to be shared out."""
    exact_days = {cell.day: cell.result for cell in calendar.cells if cell.result is not None}
    exact_weeks: dict[date, Decimal] = {}
    for day, result in exact_days.items():
        monday = monday_of(day)
        exact_weeks[monday] = exact_weeks.get(monday, _ZERO) + result
    pairs = [(exact_days[day], shown) for day, shown in rounded.days.items()]
    pairs += [(exact_weeks[monday], shown) for monday, shown in rounded.weeks.items()]
    return all(round_half_up(exact / rounded.quantum, 0) * rounded.quantum == shown for exact, shown in pairs)
