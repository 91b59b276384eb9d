"""`python -m benchmarks [name …]`: run all benchmarks or the named ones; fails where a goal is missed."""

import argparse
import os
import platform
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence

from benchmarks.comparison import MARGIN, Comparison, Verdict
from benchmarks.ground import Ground, prepared_ground
from benchmarks.measuring import chart, claims, parse, start, summary, trade, webhook
from benchmarks.table import show_table
from cli import loop

Benchmark = Callable[[Ground], Awaitable[list[Comparison]]]
BENCHMARKS: Mapping[str, Benchmark] = {
    "webhook": webhook.measure,
    "trade": trade.measure,
    "claims": claims.measure,
    "chart": chart.measure,
    "start": start.measure,
    "summary": summary.measure,
    "parse": parse.measure,
}


async def run(names: Sequence[str], rounds: int, found: list[Comparison]) -> None:
    async with prepared_ground(rounds) as ground:
        for name in names:
            print(f"\n{name} …", file=sys.stderr, flush=True)
            measured = await BENCHMARKS[name](ground)
            print(show_table(measured), file=sys.stderr, flush=True)
            found += measured


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="|".join(BENCHMARKS))
    parser.add_argument(
        "--rounds", type=int, default=5, help="that count, after one that warms up (%(default)s)"
    )
    given = parser.parse_args()
    names = given.names or list(BENCHMARKS)
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    found: list[Comparison] = []
    loop.run(run(names, given.rounds, found))
    print(
        f"\nPython {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {given.rounds} rounds"
    )
    print(show_table(found))
    missed = [each for each in found if each.verdict is Verdict.MISSED]
    print(
        f"\n{len(missed)} missed by more than {MARGIN:.0%}. The machine's figures mean little, the ratios much."
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
