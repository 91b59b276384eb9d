"""Pictures drawn in processes of their own, so that no other process ever loads matplotlib."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Self

import structlog

from core.errors import Unavailable
from core.messaging.tongue import spoken
from reports.charts.chart import Chart, ChartKind, ChartValues
from reports.charts.exchange import LENGTH, DrawRequest, NotDrawn, Ready, Reply, pack, unpack
from reports.charts.theme import ThemeName

_PACKAGE_ROOT = Path(__file__).parents[2]
_START_SECONDS = 90
"""The first start on a machine builds matplotlib's font list."""
_STOP_SECONDS = 3

_log = structlog.get_logger(__name__)


class NotDrawable(Unavailable):
    """The picture could not be made; everything else of the answer stands."""

    code = "not_drawable"
    phrase = "Only the picture is missing."


class DrawingPool:
    """A few drawing processes, started when first needed and replaced when they are worn or die.

    Belongs to the event loop it is first used in. Leaving the `async with` block ends the processes.
    """

    def __init__(
        self, *, processes: int = 1, seconds_per_chart: float = 20, charts_per_process: int = 2000
    ) -> None:
        self._seats = [_Seat(seconds_per_chart, charts_per_process) for _ in range(processes)]
        self._free = asyncio.Queue[_Seat]()
        for seat in self._seats:
            self._free.put_nowait(seat)

    async def draw(self, kind: ChartKind, values: ChartValues, theme: ThemeName = ThemeName.DARK) -> Chart:
        """Draw one picture in the spoken language; a process that dies under it is replaced and asked once more.

        Raises:
            NotDrawable: the drawing failed, took too long, or its process died twice.
        """
        request = DrawRequest(kind=kind, values=values, theme=theme, locale=spoken().tag)
        seat = await self._free.get()
        try:
            try:
                return await seat.draw(request)
            except _ProcessDied:
                _log.warning("drawing_process.died", kind=kind)
                return await seat.draw(request)
        except _ProcessDied as died:
            raise NotDrawable from died
        finally:
            self._free.put_nowait(seat)

    async def warm_up(self) -> None:
        """Start every process now, so that the first picture does not wait for it."""
        await asyncio.gather(*(seat.start() for seat in self._seats))

    async def close(self) -> None:
        await asyncio.gather(*(seat.stop() for seat in self._seats))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class _ProcessDied(Exception):
    """The pipe ended before the reply."""


class _Seat:
    """One place for a process; used by one caller at a time, except for its start."""

    def __init__(self, seconds_per_chart: float, charts_per_process: int) -> None:
        self._seconds_per_chart = seconds_per_chart
        self._charts_per_process = charts_per_process
        self._starting = asyncio.Lock()
        self._process: Process | None = None
        self._killed: list[Process] = []
        self._drawn = 0

    async def draw(self, request: DrawRequest) -> Chart:
        process = await self.start()
        reply = await self._talk(process, request, self._seconds_per_chart)
        self._drawn += 1
        if self._drawn >= self._charts_per_process:
            await self.stop()
        match reply:
            case Chart():
                return reply
            case NotDrawn():
                _log.error("drawing.failed", kind=request.kind, reason=reply.reason)
            case Ready():
                _log.error("drawing.out_of_step", kind=request.kind)
                self._kill()
        raise NotDrawable

    async def start(self) -> Process:
        """The running process; a new one if there is none or it has ended."""
        async with self._starting:
            process = self._process
            if process is not None and process.returncode is None:
                return process
            self._drawn = 0
            process = self._process = await _start_process()
            await self._talk(process, None, _START_SECONDS)
            return process

    async def stop(self) -> None:
        """End the process: its input ends, and it is killed if that does not help."""
        process, self._process = self._process, None
        for killed in self._killed:
            await killed.wait()
        self._killed.clear()
        if process is None or process.returncode is not None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(_STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _talk(self, process: Process, request: DrawRequest | None, seconds: float) -> Reply:
        """Ask (None: only listen) and hear the reply.

        One that was not read to its end would be taken for the next one: then the process is killed.
        """
        try:
            async with asyncio.timeout(seconds):
                if request is not None:
                    await _send(process, request)
                return await _receive(process)
        except TimeoutError as late:
            self._kill()
            _log.error("drawing.too_slow", seconds=seconds)
            raise NotDrawable from late
        except BaseException:
            self._kill()
            raise

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            self._killed.append(process)


async def _start_process() -> Process:
    given = os.environ.get("PYTHONPATH")
    path = os.pathsep.join(part for part in (str(_PACKAGE_ROOT), given) if part)
    environment = {**os.environ, "PYTHONPATH": path, "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1"}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "reports.charts.drawing_process",
        stdin=PIPE,
        stdout=PIPE,
        env=environment,
    )


async def _send(process: Process, request: DrawRequest) -> None:
    if process.stdin is None:
        raise _ProcessDied
    try:
        process.stdin.write(pack(request))
        await process.stdin.drain()
    except ConnectionError as gone:
        raise _ProcessDied from gone


async def _receive(process: Process) -> Reply:
    if process.stdout is None:
        raise _ProcessDied
    try:
        (size,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        message = unpack(await process.stdout.readexactly(size))
    except asyncio.IncompleteReadError as ended:
        raise _ProcessDied from ended
    if isinstance(message, DrawRequest):
        raise _ProcessDied
    return message
