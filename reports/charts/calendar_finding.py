"""The finding of a month in words, and its figures rounded so that they add up as printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.messaging.dates import as_title, name_month
from core.messaging.phrases import say
from core.money import currency_digits, round_half_up
from core.summaries.month_calendar import MonthCalendar
from reports.charts.figures import Unit, share_out
from reports.charts.finding import Finding, write_footer
from reports.charts.wording import in_trades

_ZERO = Decimal(0)
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


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
        plain = _round_month(calendar, _TENTH)
        if _adds_up(calendar, plain):
            yield plain
        yield _round_month(calendar, _HUNDREDTH)
        yield plain
    else:
        yield _round_month(calendar, Decimal(1).scaleb(-currency_digits(calendar.currency)))
    for power in (0, 2, 3, 5, 6, 8, 9):
        yield _round_month(calendar, Decimal(10) ** power)


def find_month_unit(calendar: MonthCalendar, rounded: RoundedMonth) -> Unit:
    """Money keeps its cents in sentences; R takes one decimal, or two if its days need them."""
    if calendar.currency is not None:
        return Unit(currency=calendar.currency, digits=currency_digits(calendar.currency))
    return Unit(currency=None, digits=2 if rounded.quantum == _HUNDREDTH else 1)


def find_month(calendar: MonthCalendar, rounded: RoundedMonth) -> Finding:
    """Title, subtitle and footer, for days that are shown as `rounded`."""
    unit = find_month_unit(calendar, rounded)
    month, total = month_title(calendar), unit.signed(calendar.total)
    return Finding(
        title=(
            say(
                "{month} so far: {total}" if calendar.is_running else "{month}: {total}",
                month=as_title(month),
                total=total,
            ),
            in_trades(calendar.trades),
        ),
        subtitle=_count_days(calendar, unit),
        footer=_footer(calendar, days_rounded=_is_rounded(unit, rounded)),
    )


def find_empty_month(calendar: MonthCalendar) -> Finding:
    """The words of the picture of a month without a counted trade."""
    name, footer = month_title(calendar), _footer(calendar)
    if calendar.left_out and calendar.currency is None:
        return Finding(
            title=(
                say("{month} in R starts", month=as_title(name)),
                say("with the first trade that has a stop"),
            ),
            subtitle=say(
                "{count} trade closed, none with a stop",
                "{count} trades closed, none with a stop",
                count=calendar.left_out,
            ),
            footer=footer,
        )
    if not calendar.is_running:
        title = (say("No closed trade"), say("in {month}", month=name))
        return Finding(title=title, subtitle=say("So nothing is drawn"), footer=footer)
    return Finding(
        title=(say("Your {month} fills", month=name), say("with the first closed trade")),
        subtitle=say("Nothing closed in {month} yet, so nothing is drawn", month=name),
        footer=footer,
    )


def month_title(calendar: MonthCalendar) -> str:
    """`November`, with its year unless it is the running one; as it stands inside a sentence."""
    return name_month(calendar.month, year=calendar.month.year != calendar.today.year)


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


def _count_days(calendar: MonthCalendar, unit: Unit) -> str:
    signs = [unit.sign(cell.result) for cell in calendar.cells if cell.result is not None]
    up, down, flat = (signs.count(sign) for sign in (1, -1, 0))
    unscored = len(calendar.cells) - len(signs)
    none = len(list_days_without_trade(calendar))
    counts = ((up, _up), (down, _down), (flat, _flat), (unscored, _without_r))
    said = [(number, words) for number, words in counts if number]
    parts = [words(number, at == 0) for at, (number, words) in enumerate(said)]
    return ", ".join([*parts, say("{count} without a trade", count=none)] if none else parts)


def _up(days: int, is_first: bool) -> str:  # noqa: FBT001 - one of four of a kind
    if is_first:
        return say("{count} day up", "{count} days up", count=days)
    return say("{count} up", count=days)


def _down(days: int, is_first: bool) -> str:  # noqa: FBT001
    if is_first:
        return say("{count} day down", "{count} days down", count=days)
    return say("{count} down", count=days)


def _flat(days: int, is_first: bool) -> str:  # noqa: FBT001
    if is_first:
        return say("{count} day flat", "{count} days flat", count=days)
    return say("{count} flat", count=days)


def _without_r(days: int, is_first: bool) -> str:  # noqa: FBT001
    if is_first:
        return say("{count} day without R", "{count} days without R", count=days)
    return say("{count} without R", count=days)


def _is_rounded(unit: Unit, rounded: RoundedMonth) -> bool:
    """The days show less than the title."""
    return rounded.quantum > Decimal(1).scaleb(-unit.digits)


def _footer(calendar: MonthCalendar, *, days_rounded: bool = False) -> tuple[str, ...]:
    return write_footer(
        trades=calendar.trades,
        left_out=calendar.left_out,
        period=(calendar.month, last_shown_day(calendar)),
        account=calendar.account,
        currency=calendar.currency,
        zone=calendar.zone,
        days_rounded=days_rounded,
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
