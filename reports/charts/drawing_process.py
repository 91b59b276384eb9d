"""The process that draws: reads requests from standard input, answers on standard output."""

import gc
import os
import signal
import sys
import traceback
from typing import BinaryIO

from core.messaging.phrases import speaking
from reports.charts.canvas import Canvas
from reports.charts.exchange import LENGTH, DrawRequest, NotDrawn, Ready, Reply, pack, unpack
from reports.charts.fonts import Face
from reports.charts.registry import render_chart
from reports.charts.theme import DARK

_LESS_URGENT = 5
"""People wait for answers, not for pictures."""


def main() -> None:
    """Serve until standard input ends, which it does also when the journal is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_LESS_URGENT)
    replies = _claim_standard_output()
    _warm_up()
    gc.freeze()
    _send(replies, Ready())
    while (request := _read(sys.stdin.buffer)) is not None:
        _send(replies, _answer(request))
        gc.collect()  # a figure is a ring of references with megabytes of pixels: now nobody waits


def _answer(request: DrawRequest) -> Reply:
    try:
        with speaking(request.locale):
            return render_chart(request.kind, request.values, request.theme)
    except Exception:  # noqa: BLE001 the edge: one bad picture must not end the process
        return NotDrawn(reason=traceback.format_exc())


def _claim_standard_output() -> BinaryIO:
    """Keep the pipe for replies; whatever a library prints goes to standard error."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies


def _warm_up() -> None:
    canvas = Canvas(64, DARK, alt="")
    for face in Face:
        canvas.text(0, 40, "0R", face=face, size=28, color=DARK.ink)
    canvas.png()


def _read(requests: BinaryIO) -> DrawRequest | None:
    header = requests.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(header)
    body = requests.read(size)
    message = unpack(body) if len(body) == size else None
    return message if isinstance(message, DrawRequest) else None


def _send(replies: BinaryIO, reply: Reply) -> None:
    replies.write(pack(reply))
    replies.flush()


if __name__ == "__main__":
    main()
