"""`ams parse`: what the shorthand reader makes of messages, one JSON object a line."""

import sys

import click
import msgspec

from core.errors import Invalid
from core.trades.shorthand import read_trade
from core.trades.shorthand.wire import wire_reading


class BadLine(Invalid):
    """Fields: `number`."""

    code = "bad_line"
    phrase = 'Line {number} is not a JSON object with "id" and "text".'


class _Message(msgspec.Struct, frozen=True):
    id: str | int
    text: str


@click.command("parse")
@click.option("--jsonl", is_flag=True, required=True, help="Lines of JSON in, lines of JSON out, same order.")
def command(*, jsonl: bool) -> None:
    """Read `{"id", "text"}` lines from standard input and say what each means."""
    del jsonl
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            message = msgspec.json.decode(line, type=_Message)
        except msgspec.MsgspecError as error:
            raise BadLine(number=number) from error
        answer = {"id": message.id, **wire_reading(read_trade(message.text))}
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
