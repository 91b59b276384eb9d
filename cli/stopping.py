"""Waits for the word to stop, or for a part of the journal to break."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

_log = structlog.get_logger(__name__)


class PartBroke(Exception):
    """A part of the journal ended by an error: the process ends too, for a supervisor to start it again."""


async def stoppable(work: Coroutine[Any, Any, None]) -> None:
    """A SIGTERM that comes before `until_stopped` listens ends the start; what was opened is closed."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    was_told = False

    def stop() -> None:
        nonlocal was_told
        was_told = True
        assert task is not None
        task.cancel()

    loop.add_signal_handler(signal.SIGTERM, stop)
    try:
        await work
    except asyncio.CancelledError:
        if not was_told:
            raise


async def until_stopped(broken: asyncio.Event) -> None:
    """Return at the first SIGTERM or SIGINT; a second one ends the process at once.

    Raises:
        PartBroke: `broken` was set before.
    """
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()

    def stop() -> None:
        stopped.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    waits = [asyncio.ensure_future(event.wait()) for event in (stopped, broken)]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    if broken.is_set():
        raise PartBroke("a part of the journal ended by an error: see the log")


def watch(task: asyncio.Future[Any], name: str, broken: asyncio.Event) -> None:
    """Set `broken` when the task ends by an error."""
    task.add_done_callback(_reporter(name, broken))


def _reporter(name: str, broken: asyncio.Event) -> Callable[[asyncio.Future[Any]], None]:
    def report(task: asyncio.Future[Any]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("part.broke", part=name, exc_info=error)
            broken.set()

    return report
