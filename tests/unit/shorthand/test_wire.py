"""The flat object of `ams parse --jsonl`."""

import json
from decimal import Decimal

from core.trades.shorthand import read_trade
from core.trades.shorthand.wire import wire_reading

KEYS = [
    "is_trade", "side", "symbol", "entry", "entry_high", "stop_loss", "take_profits", "exit", "quantity",
    "quantity_unit", "leverage", "result_r", "note", "questions",
]  # fmt: skip


def test_every_field_is_there_and_prices_are_text() -> None:
    wired = wire_reading(read_trade("long usdjpy 149500 sl 149.20 tp 150.10 0.5 lots 10x"))

    assert KEYS == list(wired)
    assert ("149.500", "149.20", ["150.10"]) == (wired["entry"], wired["stop_loss"], wired["take_profits"])
    assert (0.5, "lots", 10) == (wired["quantity"], wired["quantity_unit"], wired["leverage"])
    assert ["entry"] == wired["questions"]


def test_what_is_no_trade_is_null_throughout() -> None:
    wired = wire_reading(read_trade("lets see what london does"))

    assert not wired.pop("is_trade")
    assert {None, ()} == {tuple(value) if isinstance(value, list) else value for value in wired.values()}


def test_no_digit_is_lost_on_the_way() -> None:
    wired = wire_reading(read_trade("short 1000BONK/USDT 0.008355 sl 0.009190499999999999 size 1.50"))

    assert "0.009190499999999999" == wired["stop_loss"]
    assert Decimal("1.5") == Decimal(str(wired["quantity"]))
    assert wired == json.loads(json.dumps(wired))


def test_results_in_pips_and_percent_are_in_the_note() -> None:
    assert "result_pips=+45" == wire_reading(read_trade("+45 pips"))["note"]
    assert 0 == wire_reading(read_trade("BE"))["result_r"]
