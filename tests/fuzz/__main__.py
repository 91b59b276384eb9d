"""A million texts against the reader: hypothesis-made, mutated from the corpus, and guided by coverage."""

import argparse
import importlib.util
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from random import Random

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.claims import require_sound
from tests.fuzz.texts import list_messages, mutated

_CHUNK = 10_000
_UNHEEDED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
_MADE_SHARE, _GUIDED_SHARE = 20, 5
"""One text in twenty is made by hypothesis, one in five by atheris where that is installed."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given_args = parser.parse_args()
    guided = given_args.texts // _GUIDED_SHARE if importlib.util.find_spec("atheris") else 0
    made = given_args.texts // _MADE_SHARE
    counts = {"made": made, "mutated": given_args.texts - made - guided, "guided": guided}
    print(
        ", ".join(f"{count:,} {name}" for name, count in counts.items()),
        f"(seed {given_args.seed})",
        flush=True,
    )
    process = _start_guided(guided, given_args.seed) if guided else None
    with ProcessPoolExecutor() as workers:
        jobs = [workers.submit(_try_made, count, number) for number, count in _chunks(made, given_args.seed)]
        jobs += [
            workers.submit(_try_mutated, count, number)
            for number, count in _chunks(counts["mutated"], given_args.seed)
        ]
        for job in jobs:
            job.result()
    failed = process.wait() if process else 0
    print("a text raised: see above" if failed else f"{given_args.texts:,} texts without an exception")
    return 1 if failed else 0


def _chunks(count: int, first: int) -> list[tuple[int, int]]:
    """Seeds with how many texts each makes."""
    return [(first + start, min(_CHUNK, count - start)) for start in range(0, count, _CHUNK)]


def _start_guided(runs: int, number: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "tests.fuzz.guided", str(runs), str(number)])


def _try_made(count: int, number: int) -> None:
    messages = st.sampled_from(list_messages())
    pieces = st.lists(st.one_of(messages, st.text(max_size=40)), max_size=4).map("".join)

    @seed(number)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=_UNHEEDED)
    @given(st.one_of(st.text(max_size=300), pieces))
    def reads(text: str) -> None:
        require_sound(text)

    reads()


def _try_mutated(count: int, number: int) -> None:
    for text in islice(mutated(Random(number), list_messages()), count):
        try:
            require_sound(text)
        except Exception:
            print(f"seed {number}: {text!r}", file=sys.stderr, flush=True)
            raise


if __name__ == "__main__":
    sys.exit(main())
