"""Which students need a person this week, and why: fixed rules over what they were consented to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core.digests.overview import CheckinMark
from core.messaging.phrases import say
from core.money import format_number, format_r

_SILENT_DAYS = 3
_SCORES = 5
_DISCIPLINE_FALL = Decimal("1.5")
_FOCUS_ANSWERS = 3
_TWICE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTaken:
    """One trade as far as the rules look: when, how much was at risk, whether it lost.

    Compared is the money at risk, never the number of contracts: ten micros are one mini.
    """

    opened_at: datetime
    closed_at: datetime | None
    initial_risk: Decimal | None
    is_loss: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentWeek:
    """What one student's week shows. Empty sequences where nothing was shared or done.

    `checkins` and `scores` (None: none that day) are of the last ten weekdays, oldest first: a silence does
    not begin anew on a Monday.
    `last_result` is the R of the last day with trades before the silence, None if unknown.
    """

    checkins: Sequence[CheckinMark]
    scores: Sequence[Decimal | None]
    trades: Sequence[RiskTaken]
    last_result: Decimal | None = None
    focus_broken: int = 0
    focus_answers: int = 0


def find_reason(week: StudentWeek) -> str | None:
    """Say why this student needs a person, the gravest first; None: steady."""
    reasons = [
        reason
        for reason in (_sizing(week), _focus(week), _silence(week), _discipline(week))
        if reason is not None
    ]
    return ", ".join(reasons[:2]) or None


def count_doubled_after_loss(trades: Sequence[RiskTaken]) -> int:
    """Trades opened after a losing one of the same day with at least twice its risk."""
    ordered = sorted(trades, key=lambda trade: trade.opened_at)
    return sum(1 for trade in ordered if _doubles(trade, ordered))


def _doubles(trade: RiskTaken, others: Sequence[RiskTaken]) -> bool:
    before = [
        other
        for other in others
        if other.closed_at is not None
        and other.closed_at <= trade.opened_at
        and other.closed_at.date() == trade.opened_at.date()
    ]
    if not before or trade.initial_risk is None:
        return False
    last = max(before, key=lambda other: (other.closed_at, other.opened_at))
    return last.is_loss and last.initial_risk is not None and trade.initial_risk >= _TWICE * last.initial_risk


def _sizing(week: StudentWeek) -> str | None:
    doubled = count_doubled_after_loss(week.trades)
    return say("size doubled after losses ({count}×)", count=doubled) if doubled >= _TWICE else None


def _focus(week: StudentWeek) -> str | None:
    is_broken = week.focus_answers >= _FOCUS_ANSWERS and week.focus_broken * 2 > week.focus_answers
    if not is_broken:
        return None
    return say("focus broken {count} of {asked}", count=week.focus_broken, asked=week.focus_answers)


def _silence(week: StudentWeek) -> str | None:
    due = [mark for mark in week.checkins if mark is not CheckinMark.NOT_DUE]
    silent = 0
    for mark in reversed(due):
        if mark is not CheckinMark.MISSED:
            break
        silent += 1
    if silent < _SILENT_DAYS:
        return None
    if week.last_result is None:
        return say("silent {count} day", "silent {count} days", count=silent)
    result = format_r(week.last_result, 1)
    return say(
        "silent {count} day after {result}", "silent {count} days after {result}", count=silent, result=result
    )


def _discipline(week: StudentWeek) -> str | None:
    known = [score for score in week.scores if score is not None]
    earlier, lately = known[:-_SCORES], known[-_SCORES:]
    if len(earlier) < _FOCUS_ANSWERS or len(lately) < _FOCUS_ANSWERS:
        return None
    before, now = _mean(earlier), _mean(lately)
    if before - now < _DISCIPLINE_FALL:
        return None
    return say("discipline {before} → {now}", before=format_number(before, 1), now=format_number(now, 1))


def _mean(scores: Sequence[Decimal]) -> Decimal:
    return sum(scores, Decimal(0)) / len(scores)
