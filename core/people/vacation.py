"""Days off: check-ins rest until a person is back, and a streak goes on as if those days had not been."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from core.errors import Invalid
from core.messaging.dates import find_month, find_weekday
from core.people.person import Person
from core.periods import resolve_local
from core.storage.unit_of_work import UnitOfWork

LONGEST = timedelta(days=366)
_KEPT = 20
_NAME = "vacations"
_DAY = timedelta(days=1)
_WEEK = 7
_WEEKS = ("week", "semana", "woche", "semaine", "недел")
_DAYS = ("day", "día", "dia", "tag", "jour", "день", "дня", "дней")
_TOMORROW = frozenset({"tomorrow", "mañana", "amanhã", "morgen", "demain", "завтра"})
_ONE = frozenset({"a", "one", "next", "una", "uma", "einer", "une", "через"})

Away = tuple[date, date]
"""First and last day."""


class ReturnUnclear(Invalid):
    """Field: `typed`."""

    code = "return_unclear"
    phrase = "I read “{typed}”, but need the day you are back, such as Monday, 30 Nov or 2026-11-30."


def read_vacations(preferences: Mapping[str, object]) -> tuple[Away, ...]:
    """All that are remembered, the oldest first."""
    return msgspec.convert(preferences.get(_NAME, ()), type=tuple[Away, ...])


def find_return(vacations: Sequence[Away], today: date) -> date | None:
    """The day on which the present vacation is over; None if there is none."""
    return next((last + _DAY for first, last in vacations if first <= today <= last), None)


def is_away(vacations: Sequence[Away], day: date) -> bool:
    return any(first <= day <= last for first, last in vacations)


def rest_until(vacations: Sequence[Away], now: datetime, zone: ZoneInfo) -> datetime:
    """The moment after which check-ins open again: now, or the end of the present vacation."""
    back = find_return(vacations, now.astimezone(zone).date())
    return now if back is None else resolve_local(back, time(0), zone) - timedelta(microseconds=1)


async def go_away(uow: UnitOfWork, person: Person, back: date) -> None:
    """From today on until `back`; a vacation that has begun ends then instead."""
    today = uow.now.astimezone(person.zone).date()
    known = read_vacations(person.preferences)
    began = next((first for first, last in known if first <= today <= last), today)
    await _keep(uow, person, [*_without(known, today), (began, back - _DAY)])


async def come_back(uow: UnitOfWork, person: Person) -> None:
    """The present vacation ended yesterday."""
    today = uow.now.astimezone(person.zone).date()
    known = read_vacations(person.preferences)
    began = next((first for first, last in known if first <= today <= last), today)
    ended = [(began, today - _DAY)] if began < today else []
    await _keep(uow, person, [*_without(known, today), *ended])


def parse_return(text: str, today: date) -> date:
    """`Monday`, `back on Monday`, `30 Nov`, `2026-11-30`, `in 2 weeks`, `10 days`: the first day back.

    Raises:
        ReturnUnclear: no day after today, at most a year away, is named.
    """
    words = text.casefold().replace(",", " ").split()
    found = _find_day(words, today)
    if found is None or not today < found <= today + LONGEST:
        raise ReturnUnclear(typed=text.strip()[:40])
    return found


def _find_day(words: list[str], today: date) -> date | None:
    numbers = [int(word.rstrip(".")) for word in words if word.rstrip(".").isdecimal() and len(word) < 4]
    for word in words:
        try:
            return date.fromisoformat(word)
        except ValueError:
            continue
    month = next((found for word in words if (found := find_month(word))), None)
    if month is not None and numbers:
        return _next_date(today, month, numbers[0])
    weekday = next((found for word in words if (found := find_weekday(word))), None)
    if weekday is not None:
        return today + _DAY * ((weekday - today.isoweekday() - 1) % _WEEK + 1)
    if _TOMORROW.intersection(words):
        return today + _DAY
    count = numbers[0] if numbers else int(bool(_ONE.intersection(words)))
    length = _WEEK if any(word.startswith(_WEEKS) for word in words) else 1
    named = length == _WEEK or any(word.startswith(_DAYS) for word in words)
    return today + _DAY * count * length if named and count else None


def _next_date(today: date, month: int, day: int) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > today:
            return found
    return None


def _without(known: Sequence[Away], today: date) -> list[Away]:
    return [away for away in known if not away[0] <= today <= away[1]]


async def _keep(uow: UnitOfWork, person: Person, vacations: list[Away]) -> None:
    kept = [[first.isoformat(), last.isoformat()] for first, last in sorted(vacations)[-_KEPT:]]
    preferences = msgspec.json.encode({**person.preferences, _NAME: kept}).decode()
    await uow.execute(
        "update users set preferences = $2::text::jsonb where id = $1", uow.user_id, preferences
    )
