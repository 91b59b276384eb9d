"""The settings about when the journal speaks by itself: check-ins, their days, a vacation, digests."""

import re
from datetime import date, time, timedelta

from bots.dialogs.dialog import Answers
from bots.dialogs.spoken_words import Word, means
from bots.turn import Turn
from core.errors import Invalid
from core.messaging.dates import find_weekday, show_day, show_weekday
from core.people.preferences import (
    WORKDAYS,
    plan_checkins,
    set_checkin,
    set_checkin_days,
    set_digest_time,
)
from core.people.vacation import come_back, find_return, go_away, parse_return, read_vacations

RHYTHM = ("checkin", "days", "away", "digest")
NOW, NEVER = "now", "never"
_FRIDAY = 5
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]?([0-5]\d)?\Z")
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
SUNDAY_TO_THURSDAY = (1, 2, 3, 4, 7)
_WEEK = 7
_UNTIL = ("to", "until", "a", "até", "bis", "à", "по", "до")
_BETWEEN = (*_UNTIL, "and", "&", "y", "e", "und", "et", "и", "с")
_NAMED = {
    "every day": EVERY_DAY,
    "all": EVERY_DAY,
    "daily": EVERY_DAY,
    "workdays": WORKDAYS,
    "weekdays": WORKDAYS,
}

Wording = tuple[str, str, tuple[tuple[str, str], ...]]


class TimeUnclear(Invalid):
    """Field: `typed`."""

    code = "time_unclear"
    phrase = "I read “{typed}”, but need a time such as 18:30."


class DaysUnclear(Invalid):
    """Field: `typed`."""

    code = "days_unclear"
    phrase = "I read “{typed}”, but need weekdays, such as Mon–Fri or Mon, Wed, Fri."


def read_rhythm(what: str, text: str, answers: Answers) -> str:
    """The value of one of RHYTHM in canonical text."""
    match what:
        case "checkin":
            return NEVER if means(text, Word.NEVER, Word.NO, Word.NONE) else read_clock(text)
        case "days":
            return read_days(text)
        case "away":
            return read_return(text, answers)
        case _:
            return _read_digest(text)


def word_rhythm(turn: Turn, what: str) -> Wording:
    """Question, hint and ready answers."""
    say = turn.say
    match what:
        case "checkin":
            usual = (("17:00", "17:00"), ("18:30", "18:30"), ("21:00", "21:00"), (say("Never"), "never"))
            return say("When shall I ask how the day was?"), say("A time, such as 18:30"), usual
        case "days":
            return _word_days(turn)
        case "away":
            return _word_return(turn)
        case _:
            usual = (
                (f"{show_weekday(_FRIDAY)} 17:00", "fri 17:00"),
                (f"{show_weekday(7)} 18:00", "sun 18:00"),
            )
            return say("When shall the digest appear?"), say("A day and a time, such as Fri 17:00"), usual


async def apply_rhythm(turn: Turn, what: str, value: str) -> None:
    match what:
        case "checkin":
            await set_checkin(turn.uow, at=None if value == NEVER else time.fromisoformat(value))
        case "days":
            await set_checkin_days(turn.uow, [int(day) for day in value.split()])
        case "away":
            await _apply_return(turn, value)
        case _:
            day, at = value.split()
            await set_digest_time(turn.uow, weekday=int(day), at=time.fromisoformat(at))


def read_clock(text: str) -> str:
    """`18:30`, `1830`, `9` as HH:MM."""
    match = _CLOCK.fullmatch(text.strip().casefold())
    if match is None:
        raise TimeUnclear(typed=text.strip()[:40])
    return f"{int(match[1]):02d}:{match[2] or '00'}"


def read_days(text: str) -> str:
    """ISO weekdays in order, apart by spaces: `Mon-Fri`, `Sun to Thu`, `Mon, Wed and Fri`, `every day`.

    Raises:
        DaysUnclear: no weekday is named.
    """
    typed = " ".join(text.casefold().split())
    if typed in _NAMED:
        return _write(_NAMED[typed])
    if typed and all(part in "1234567" and len(part) == 1 for part in typed.split()):
        return typed
    parts = typed.replace("–", "-").replace("-", " to ").replace(",", " ").split()
    days: set[int] = set()
    last: int | None = None
    begun: int | None = None
    for part in parts:
        day = find_weekday(part)
        if day is None and part not in _BETWEEN:
            raise DaysUnclear(typed=text.strip()[:40])
        if day is None:
            begun = last if part in _UNTIL else None
            continue
        days.update(_span(day if begun is None else begun, day))
        last, begun = day, None
    if not days:
        raise DaysUnclear(typed=text.strip()[:40])
    return _write(tuple(sorted(days)))


def read_return(text: str, answers: Answers) -> str:
    """The first day back, or NOW. Raises: ReturnUnclear."""
    if text.strip().casefold() in (NOW, "back", "back now", "today"):
        return NOW
    return parse_return(text, date.fromisoformat(answers.get("today") or "")).isoformat()


def _word_days(turn: Turn) -> Wording:
    say = turn.say
    usual = (
        (say("Mon–Fri"), _write(WORKDAYS)),
        (say("Every day"), _write(EVERY_DAY)),
        (say("Sun–Thu"), _write(SUNDAY_TO_THURSDAY)),
    )
    return say("On which days shall I ask?"), say("Weekdays, such as Mon, Wed, Fri"), usual


def _word_return(turn: Turn) -> Wording:
    """Monday, in a week, in two; or back now for whom is away."""
    say, today = turn.say, turn.now.astimezone(turn.person.zone).date()
    monday = today + timedelta(days=_WEEK - today.weekday())
    offered = [monday, monday + timedelta(days=_WEEK), monday + timedelta(days=2 * _WEEK)]
    usual = [(show_day(day, weekday=True), day.isoformat()) for day in offered]
    if find_return(read_vacations(turn.person.preferences), today) is not None:
        usual.insert(0, (say("Back now"), NOW))
    return say("When are you back?"), say("A day, such as Monday or 30 Nov"), tuple(usual)


async def _apply_return(turn: Turn, value: str) -> None:
    if value == NOW:
        await come_back(turn.uow, turn.person)
    else:
        await go_away(turn.uow, turn.person, date.fromisoformat(value))
    await plan_checkins(turn.uow)


def _read_digest(text: str) -> str:
    words = text.strip().casefold().split()
    days = [day for day in map(find_weekday, words) if day is not None]
    clock = next((word for word in words if word[0].isdigit()), "")
    return f"{days[0] if days else _FRIDAY} {read_clock(clock or text)}"


def _span(first: int, last: int) -> list[int]:
    length = (last - first) % _WEEK
    return [(first - 1 + step) % _WEEK + 1 for step in range(length + 1)]


def _write(days: tuple[int, ...]) -> str:
    return " ".join(str(day) for day in days)
