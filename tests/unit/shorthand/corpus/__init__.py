"""Our own messages, written for this journal: by family, with what a person reads in them.

`*.jsonl` hold everything the reader says of a message (`expected`); `told/*.jsonl` hold the fields of
`ams parse` (`told`), annotated by hand before the reader saw the message; the reader then learnt from what
it missed, so these lines keep what it can and measure nothing new. A field left out is absent.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.trades.shorthand import read_trade
from core.trades.shorthand.wire import wire_reading
from tests.builders.readings import Fact

FIELDS = (
    "is_trade", "side", "symbol", "entry", "entry_high", "stop_loss", "take_profits", "exit", "quantity",
    "quantity_unit", "leverage", "result_r",
)  # fmt: skip

_HERE = Path(__file__).parent
_NUMBERS = FIELDS[3:9] + FIELDS[10:]


def list_facts() -> list[tuple[str, str, dict[str, Fact]]]:
    return [(family, row["text"], row["expected"]) for family, row in _rows(_HERE)]


def list_told() -> list[tuple[str, str, dict[str, Fact]]]:
    return [(family, row["text"], plain(row["told"])) for family, row in _rows(_HERE / "told")]


def told_by(text: str) -> dict[str, Fact]:
    """What the reader tells of `text`, in the fields of `ams parse`."""
    told = wire_reading(read_trade(text))
    return plain({name: told[name] for name in FIELDS})


def plain(fields: dict[str, object]) -> dict[str, Fact]:
    """Absent ones left out, numbers by value: 1.50 is 1.5."""
    told = {name: _plain(value) if name in _NUMBERS else value for name, value in fields.items()}
    return {name: value for name, value in told.items() if value not in (None, [])}  # type: ignore[misc]


def _plain(value: object) -> object:
    match value:
        case None:
            return None
        case list():
            return [_plain(each) for each in value]
        case _:
            return f"{Decimal(str(value)).normalize():f}"


def _rows(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.stem, json.loads(line)
