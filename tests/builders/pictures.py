"""Values for pictures: a believable trader by a fixed seed, and the edges by hand."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from core.digests.overview import CheckinMark, FocusKept, MentorOverview, StudentRow
from core.summaries.equity import ClosedResult, EquityCurve
from core.summaries.month_calendar import DayCell, MonthCalendar

ZONE = "Europe/Lisbon"


def a_curve(
    results: Iterable[str | Decimal] = (),
    *,
    days: Sequence[date] | None = None,
    since: date = date(2026, 2, 2),
    until: date | None = None,
    currency: str | None = None,
    account: str = "Main",
    left_out: int = 0,
) -> EquityCurve:
    """One trade on each weekday from `since` on, or on the `days` given."""
    values = [Decimal(result) for result in results]
    closed_on = list(days) if days is not None else _weekdays(since, len(values))
    trades = tuple(
        ClosedResult(day=day, result=result) for day, result in zip(closed_on, values, strict=True)
    )
    last = max(closed_on, default=since)
    return EquityCurve(
        trades=trades,
        currency=currency,
        since=since,
        until=until or last,
        account=account,
        zone=ZONE,
        left_out=left_out,
    )


def a_long_curve(
    trades: int,
    *,
    seed: int = 7,
    edge: float = 0.12,
    scale: str = "1",
    per_day: int = 3,
    currency: str | None = None,
    since: date = date(2026, 1, 1),
    account: str = "Main",
) -> EquityCurve:
    """A trader with `edge` R per trade; results in tenths of R times `scale`."""
    dice = random.Random(seed)
    results: list[Decimal] = []
    for _ in range(trades):
        won = dice.random() < 0.44
        r = dice.choice((0.5, 1.2, 1.6, 2.1, 2.8)) if won else dice.choice((-1, -1, -1, -0.6, -0.3))
        tenths = round((r + edge) * 10)
        results.append(Decimal(tenths) / 10 * Decimal(scale))
    days: list[date] = []
    for day in _weekdays(since, 3 * trades + 9):
        days += [day] * min(dice.choice(range(per_day + 1)), trades - len(days))
        if len(days) == trades:
            break
    return a_curve(results, days=days, since=since, currency=currency, account=account)


def a_calendar(
    results: dict[int, str] | None = None,
    *,
    month: date = date(2026, 5, 1),
    today: date | None = None,
    currency: str | None = None,
    trades: dict[int, int] | None = None,
    account: str = "Main",
) -> MonthCalendar:
    """A month by day of month; today is its last day unless told otherwise."""
    counts = trades or {}
    cells = tuple(
        DayCell(day=month.replace(day=day), result=Decimal(result), trades=counts.get(day, 2))
        for day, result in sorted((results or {}).items())
    )
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return MonthCalendar(
        month=month,
        cells=cells,
        today=today or last,
        currency=currency,
        account=account,
        zone=ZONE,
    )


def a_full_month(
    *,
    month: date = date(2026, 5, 1),
    scale: str = "1",
    weekends: bool = False,
    seed: int = 3,
    until: int = 31,
    currency: str | None = None,
) -> MonthCalendar:
    """Most days traded."""
    dice = random.Random(seed)
    results: dict[int, str] = {}
    for day in range(1, 29 if month.month == 2 else 31):
        is_weekend = month.replace(day=day).weekday() >= 5
        if day > until or (is_weekend and not weekends) or dice.random() < 0.12:
            continue
        results[day] = str(Decimal(dice.randrange(-30, 42)) / 10 * Decimal(scale))
    trades = {day: dice.randrange(1, 5) for day in results}
    today = month.replace(day=until) if until < 28 else None
    return a_calendar(results, month=month, today=today, trades=trades, currency=currency)


def a_student(
    name: str = "Mia",
    *,
    scores: Sequence[str | None] = ("7.5",) * 10,
    results: Sequence[str | None] = ("1.0", "-0.5", None, "0.8", "0.2"),
    checkins: str = "●●●●●",
    reason: str | None = None,
) -> StudentRow:
    """`checkins`: ● in time, ○ late, – missed, a space for a day that was not due."""
    marks = {
        "●": CheckinMark.IN_TIME,
        "○": CheckinMark.LATE,
        "–": CheckinMark.MISSED,
        " ": CheckinMark.NOT_DUE,
    }
    return StudentRow(
        name=name,
        scores=tuple(None if score is None else Decimal(score) for score in scores),
        results=tuple(None if result is None else Decimal(result) for result in results),
        checkins=tuple(marks[sign] for sign in checkins),
        reason=reason,
    )


def an_overview(
    *students: StudentRow,
    monday: date = date(2026, 6, 8),
    days: int = 5,
    focus: FocusKept | None = None,
) -> MentorOverview:
    return MentorOverview(
        days=tuple(monday + timedelta(days=n) for n in range(days)),
        students=students,
        zone=ZONE,
        focus=focus,
    )


def a_class(students: int, *, needing: int = 2, seed: int = 5) -> MentorOverview:
    """So many students, the first ones with a reason."""
    dice = random.Random(seed)
    names = ("Mia", "Noah", "Olga", "Pavel", "Rosa", "Sven", "Tara", "Ugo", "Vera", "Wim", "Xenia")
    reasons = ("Three days over the daily loss limit", "No check-in since Tuesday")
    rows: list[StudentRow] = []
    for index in range(students):
        level = dice.uniform(6, 8.6)
        rows.append(
            a_student(
                names[index % len(names)],
                scores=[f"{min(10, level + dice.uniform(-0.8, 0.8)):.1f}" for _ in range(10)],
                results=[str(Decimal(dice.randrange(-20, 25)) / 10) for _ in range(5)],
                checkins="".join(dice.choice("●●●●●○–") for _ in range(5)),
                reason=reasons[index % 2] if index < needing else None,
            )
        )
    focus = FocusKept(text="size stays the same all week", kept=31, asked=40)
    return an_overview(*rows, focus=focus)


def _weekdays(since: date, count: int) -> list[date]:
    days: list[date] = []
    day = since
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return days
