"""Who uses the embedded servers: kernel locks, so a killed process leaves no stale handle behind."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_POLL_SECONDS = 0.05
_PATIENCE_SECONDS = 90.0


class Busy(Exception):
    """Another process starts or stops the servers and does not come to an end."""


@contextmanager
def one_at_a_time(directory: Path) -> Generator[None, None, None]:
    """Only one process at a time starts or stops servers here.

    Raises:
        Busy: no turn within a minute and a half.
    """
    descriptor = _open(directory / "starting.lock")
    try:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not _try_lock(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise Busy(f"another process keeps {directory} locked")
            time.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)


class Holder:
    """This process uses the servers, until `release` or its end, however that comes."""

    def __init__(self, directory: Path) -> None:
        self._descriptor: int | None = _open(directory / "users.lock")
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def release(self) -> bool:
        """Stop using them; True when nobody is left. Call it inside `one_at_a_time`."""
        if self._descriptor is None:
            return False
        try:
            return _try_lock(self._descriptor, fcntl.LOCK_EX)
        finally:
            os.close(self._descriptor)
            self._descriptor = None


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
