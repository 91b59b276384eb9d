"""Fuzzing guided by coverage: atheris looks for texts that reach new lines of the reader."""

import sys
import tempfile
from pathlib import Path

import atheris  # pyright: ignore[reportMissingImports]

with atheris.instrument_imports(  # pyright: ignore[reportAttributeAccessIssue]
    include=["core.trades.shorthand", "core.instruments"]
):
    from tests.fuzz.claims import require_sound

from tests.fuzz.texts import list_messages

_LONGEST = 4200


def main() -> None:
    """`python -m tests.fuzz.guided RUNS SEED`; a text that raises ends the process with its bytes shown."""
    runs, seed = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        for place, text in enumerate(list_messages()):
            (Path(folder) / str(place)).write_text(text, encoding="utf-8")
        options = [
            f"-runs={runs}",
            f"-seed={seed}",
            f"-max_len={_LONGEST}",
            "-verbosity=0",
            f"-artifact_prefix={folder}/",
        ]
        atheris.Setup([sys.argv[0], *options, folder], _try)
        atheris.Fuzz()


def _try(found: bytes) -> None:
    require_sound(found.decode("utf-8", errors="replace"))


if __name__ == "__main__":
    main()
