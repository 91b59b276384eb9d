"""The only place that reads the time, so that tests and the demo can move it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present moment, timezone-aware in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovedClock:
    """The machine's time plus an offset that only grows: facts must not lie in the future."""

    def __init__(self, base: Clock, offset: timedelta = timedelta()) -> None:
        self._base = base
        self.offset = offset

    def now(self) -> datetime:
        return self._base.now() + self.offset

    def move_to(self, moment: datetime) -> None:
        """Go forward to `moment`.

        Raises:
            ValueError: `moment` lies before the present of this clock.
        """
        step = moment - self.now()
        if step < timedelta():
            raise ValueError("the clock moves forward only")
        self.offset += step


class FixedClock:
    """Stands still until it is moved; for tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def advance(self, step: timedelta) -> None:
        self.moment += step
