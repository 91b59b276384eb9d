"""Facts and tables on a platform without columns: monospaced where that fits a phone, else plain lines."""

from collections.abc import Sequence

from bots.telegram.wording import Mark, Writer, cells, clean
from core.messaging.screen import Fact, Facts, Table, plain

WIDEST = 34
"""Monospaced characters in one line of a small phone before it wraps."""

FEWEST_ALIGNED = 4
LONGEST_FIGURE = 20
"""Characters of a value that is still a figure and not a sentence."""

GAP = "  "


def write_columns(writer: Writer, block: Facts | Table) -> None:
    """Write either kind of block that has columns elsewhere."""
    if isinstance(block, Table):
        write_table(writer, block)
    else:
        write_facts(writer, block.rows)


def write_facts(writer: Writer, facts: Sequence[Fact]) -> None:
    """Many short facts stand in columns; few, long or annotated ones are lines. The figure stands out, or
    where sentences explain, what they explain.
    """
    rows = [(_flat(fact.label), _flat(plain(fact.value))) for fact in facts]
    annotated = any(fact.note for fact in facts)
    if len(rows) >= FEWEST_ALIGNED and not annotated and _width(rows) <= WIDEST:
        _write_block(writer, rows, numeric=(False, True))
        return
    explains = any(cells(value) > LONGEST_FIGURE for _, value in rows)
    for fact, (label, value) in zip(facts, rows, strict=True):
        writer.write(f"{label} " if label else "", Mark.BOLD if explains else None)
        writer.write(value, None if explains else Mark.BOLD)
        note = _flat(plain(fact.note))
        writer.write(f" · {note}\n" if note else "\n")


def write_table(writer: Writer, table: Table) -> None:
    rows = [tuple(_flat(plain(cell)) for cell in row) for row in table.rows if row]
    header = tuple(_flat(column) for column in table.columns)
    everything = [header, *rows] if any(header) else rows
    if not everything:
        return
    if _width(everything) <= WIDEST:
        _write_block(writer, everything, numeric=table.numeric)
        return
    for first, *others in rows:
        writer.write(first, Mark.BOLD)
        told = " · ".join(other for other in others if other)
        writer.write(f"  {told}\n" if told else "\n")


def _write_block(writer: Writer, rows: Sequence[Sequence[str]], *, numeric: Sequence[bool]) -> None:
    widths = _widths(rows)
    lines: list[str] = []
    for row in rows:
        columns = [
            _padded(cell, widths[place], right=place < len(numeric) and numeric[place])
            for place, cell in enumerate(row)
        ]
        lines.append(GAP.join(columns).rstrip())
    writer.write("\n".join(lines), Mark.PRE)
    writer.write("\n")


def _padded(cell: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - cells(cell))
    return f"{blanks}{cell}" if right else f"{cell}{blanks}"


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    most = max(len(row) for row in rows)
    return [max((cells(row[place]) for row in rows if place < len(row)), default=0) for place in range(most)]


def _width(rows: Sequence[Sequence[str]]) -> int:
    widths = _widths(rows)
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _flat(text: str) -> str:
    """A cell is one line, whatever a person typed into it."""
    return " ".join(clean(text).split())
