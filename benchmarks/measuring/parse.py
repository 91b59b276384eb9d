"""How many messages are read a second, against the bare regular expression that cuts them into tokens."""

import time
from collections.abc import Awaitable, Callable

from benchmarks.comparison import Comparison, alternate
from benchmarks.ground import Ground
from core.trades.shorthand import read_trade
from core.trades.shorthand.text import LONGEST_TEXT
from core.trades.shorthand.tokens import TOKEN_PATTERN

_LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"
_MOST_TIMES = 20
_LEAST_LINEAR = 1 / 1.3
_STEP, _STEPS = 16, 4
_BURSTS, _TURNS = 200, 10
_REPEATS = 20


async def measure(ground: Ground) -> list[Comparison]:
    """A typical line; then long texts, which are read up to the longest message that a platform carries."""
    beyond = f"{_LINE}\n" * (LONGEST_TEXT * _STEP // len(_LINE) + 1)
    found = await alternate(
        {
            "line": _rate(lambda: read_trade(_LINE)),
            "tokens": _rate(lambda: list(TOKEN_PATTERN.finditer(_LINE))),
            "part": _time(beyond[: LONGEST_TEXT // _STEPS]),
            "whole": _time(beyond[:LONGEST_TEXT]),
            "beyond": _time(beyond[: LONGEST_TEXT * _STEP]),
        },
        ground.rounds,
    )
    line = Comparison(
        name="parse: a typical line",
        unit="a second",
        against_name="bare tokens",
        product=found["line"],
        against=found["tokens"],
        goal=1 / _MOST_TIMES,
        more_is_better=True,
    )
    return [
        line,
        _linear("parse: 4 KB", found["whole"], found["part"], _STEPS),
        _linear("parse: 64 KB, read to the cut", found["beyond"], found["whole"], _STEP),
    ]


def _linear(name: str, product: tuple[float, ...], part: tuple[float, ...], times: int) -> Comparison:
    """Beside `times` texts of the part's length: 1 is linear, 1 / times would be quadratic."""
    against = tuple(each * times for each in part)
    against_name = f"{times} parts"
    return Comparison(
        name=name, unit="ms", against_name=against_name, product=product, against=against, goal=_LEAST_LINEAR
    )


def _rate(read: Callable[[], object]) -> Callable[[], Awaitable[float]]:
    """Of the fastest burst: whatever else the machine does makes the others slower."""

    async def measure_rate() -> float:
        return _TURNS / min(_burst(read, _TURNS) for _ in range(_BURSTS))

    return measure_rate


def _time(text: str) -> Callable[[], Awaitable[float]]:
    async def measure_time() -> float:
        return 1000 * min(_burst(lambda: read_trade(text), 1) for _ in range(_REPEATS))

    return measure_time


def _burst(read: Callable[[], object], turns: int) -> float:
    start = time.perf_counter()
    for _ in range(turns):
        read()
    return time.perf_counter() - start
