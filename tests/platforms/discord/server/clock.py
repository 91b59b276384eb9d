"""The server's idea of time: moved by hand, so that three seconds or fifteen minutes pass at once."""

import time

EPOCH_MS = 1_420_070_400_000


class StillClock:
    """Stands still until it is moved: what takes long is the test's doing, and platforms are strict about it."""

    is_strict = True

    def __init__(self, seconds: float = 1_700_000_000.0) -> None:
        self.seconds = seconds

    def now(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


class RunningClock(StillClock):
    """Goes on from where it was set, as fast as the machine's, which may be busy with other things."""

    is_strict = False

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds - time.monotonic())

    def now(self) -> float:
        return self.seconds + time.monotonic()


class Snowflakes:
    """Ids as Discord makes them: the moment in the high bits, a count in the low ones."""

    def __init__(self, clock: StillClock) -> None:
        self._clock = clock
        self._count = 0

    def next(self) -> str:
        self._count += 1
        return str((int(self._clock.now() * 1000) - EPOCH_MS << 22) + self._count)
