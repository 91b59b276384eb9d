"""Which day, week or month is meant by the words after /today, /week, /month."""

from datetime import date, timedelta

from core.errors import Invalid
from core.messaging.dates import find_month

_EARLIEST = date(1990, 1, 1)
_THIS_WORDS = (
    "this today now hoy ahora este esta esto hoje agora heute jetzt dieser diese dieses "
    "aujourd'hui maintenant сегодня сейчас этот эта эту"
)
_LAST_WORDS = (
    "last before previous yesterday último última ultimo ultima pasado pasada anterior ayer passado passada ontem "
    "letzte letzter letzten vorige gestern dernier dernière derniere hier вчера прошлый прошлая прошлую"
)
_THIS, _LAST = frozenset(_THIS_WORDS.split()), frozenset(_LAST_WORDS.split())


class PeriodUnclear(Invalid):
    """Field: `typed`."""

    code = "period_unclear"
    phrase = (
        "I read “{typed}”, but need a day such as 2026-10-28, a month such as 2026-10 or October, or “last”."
    )


def read_day(text: str, today: date) -> date:
    """`2026-10-28`, `yesterday`; nothing typed means today.

    Raises:
        PeriodUnclear: the words name no day, or one that is still to come.
    """
    return _read(text, today, before=today - timedelta(days=1))


def read_week(text: str, today: date) -> date:
    """A day of the week that is meant: `last`, `2026-10-28`. Raises as `read_day`."""
    return _read(text, today, before=today - timedelta(days=7))


def read_month(text: str, today: date) -> date:
    """A day of the month that is meant: `last`, `2026-10`, `october`. Raises as `read_day`."""
    return _read(text, today, before=today.replace(day=1) - timedelta(days=1))


def _read(text: str, today: date, *, before: date) -> date:
    typed = text.strip().casefold()
    if not typed or typed in _THIS:
        return today
    if typed in _LAST:
        return before
    named = _find_month(typed, today) or _find_date(typed) or _find_date(f"{typed}-01")
    if named is None or not _EARLIEST <= named <= today:
        raise PeriodUnclear(typed=text.strip()[:40])
    return named


def _find_date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _find_month(typed: str, today: date) -> date | None:
    """The latest month of that name, in any of our languages, that has begun; the first three letters do."""
    number = find_month(typed)
    if number is None:
        return None
    return date(today.year if number <= today.month else today.year - 1, number, 1)
