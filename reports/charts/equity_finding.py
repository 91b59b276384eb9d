"""The finding of an equity curve in words."""

from datetime import date
from decimal import Decimal

from core.messaging.dates import name_month, name_month_of
from core.messaging.phrases import say
from core.summaries.equity import EquityCurve, Fall
from reports.charts.figures import Unit, unit_of_sums
from reports.charts.finding import THIN, Finding, write_footer
from reports.charts.wording import in_trades, short_day, write_period

_YEAR = 365
_ALONE = Decimal("0.6")
"""A fall is called the one fall if no other reaches this share of it."""


def find_equity_unit(curve: EquityCurve) -> Unit:
    return unit_of_sums(curve.currency, curve.heights)


def find_equity(curve: EquityCurve) -> Finding:
    """Title, subtitle and footer; without trades the words of the empty picture."""
    footer = write_footer(
        trades=len(curve.trades),
        left_out=curve.left_out,
        period=(curve.since, curve.until),
        account=curve.account,
        currency=curve.currency,
        zone=curve.zone,
    )
    if not curve.trades:
        return Finding(title=_empty_title(curve), subtitle=_empty_subtitle(curve), footer=footer)
    return Finding(
        title=_title(curve), subtitle=say("Result after costs, added up trade by trade"), footer=footer
    )


def write_since(since: date, until: date) -> str:
    """`since June`, `since 14 Jun`, `since June 2025`, `in November`, `on 20 Nov`."""
    if since == until:
        return say("on {day}", day=short_day(until))
    if since.day == 1 and (since.year, since.month) == (until.year, until.month):
        return say("in {month}", month=name_month(since))
    start = name_month_of(since) if since.day == 1 else short_day(since)
    return say("since {when}", when=start if since.year == until.year else f"{start} {since.year}")


def needs_years(curve: EquityCurve) -> bool:
    """A day and a month alone would be ambiguous in this picture."""
    return (curve.until - curve.since).days >= _YEAR


def write_fall_days(fall: Fall, *, with_year: bool) -> str:
    """`8 Sep to 21 Sep, back 23 Oct`."""
    start = short_day(fall.started_on, with_year=with_year)
    bottom = short_day(fall.bottom_on, with_year=with_year)
    days = start if start == bottom else say("{start} to {end}", start=start, end=bottom)
    if fall.back_on is None:
        return say("{days}, not back yet", days=days)
    if fall.back_on == fall.started_on:
        return say("{days}, back the same day", days=days)
    return say("{days}, back {day}", days=days, day=short_day(fall.back_on, with_year=with_year))


def write_now(curve: EquityCurve, unit: Unit) -> str:
    """Where the curve stands now: `now −5.3R`, or `now at the high`."""
    if unit.sign(curve.below_high) == 0:
        return say("now at the high")
    return say("now {result}", result=unit.signed(curve.below_high))


def _title(curve: EquityCurve) -> tuple[str, ...]:
    unit = find_equity_unit(curve)
    total, since = unit.signed(curve.total), write_since(curve.since, curve.until)
    if len(curve.trades) < THIN:
        return (f"{total} {since}", in_trades(len(curve.trades)))
    return (f"{total} {since},", _way(curve, unit))


def _way(curve: EquityCurve, unit: Unit) -> str:
    """How the curve came there: the second line of the title."""
    fall = curve.find_deepest_fall()
    if not any(unit.sign(height) for height in curve.heights):
        return say("neither up nor down")
    if fall is None or unit.sign(fall.depth) == 0:
        return say("never below the high")
    if max(curve.highs) == 0:
        return say("never above zero")
    depth = unit.plain(fall.depth)
    if fall.back is None and curve.below_high == -fall.depth:
        return say("now {depth} below the high", depth=depth)
    others = (other.depth for other in curve.falls if other is not fall)
    is_alone = max(others, default=Decimal(0)) < fall.depth * _ALONE
    if fall.back is None:
        return say("one fall of {depth}, not back yet" if is_alone else "deepest fall {depth}", depth=depth)
    return say(
        "one fall of {depth} on the way" if is_alone else "deepest fall {depth} on the way", depth=depth
    )


def _empty_title(curve: EquityCurve) -> tuple[str, ...]:
    if curve.left_out and curve.currency is None:
        return (say("Your curve in R starts"), say("with the first trade that has a stop"))
    return (say("Your equity curve starts"), say("with the first closed trade"))


def _empty_subtitle(curve: EquityCurve) -> str:
    when = _when(curve.since, curve.until)
    if curve.left_out and curve.currency is None:
        return say(
            "{count} trade closed {when}, none with a stop",
            "{count} trades closed {when}, none with a stop",
            count=curve.left_out,
            when=when,
        )
    if curve.left_out:
        return say("Nothing closed in {currency} {when} yet", currency=curve.currency, when=when)
    return say("Nothing closed {when} yet, so nothing is drawn", when=when)


def _when(since: date, until: date) -> str:
    same_month = (since.year, since.month) == (until.year, until.month)
    if same_month and since.day == 1:
        return say("in {month}", month=name_month(since))
    if since == until:
        return say("on {day}", day=short_day(until))
    return say("in {period}", period=write_period(since, until))
