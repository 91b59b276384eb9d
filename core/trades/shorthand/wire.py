"""A reading as the one flat object that `ams parse --jsonl` prints."""

from decimal import Decimal

from core.trades.shorthand.reading import Reading, Slot

_NAMES = {Slot.RESULT: "result_r"}


def wire_reading(reading: Reading) -> dict[str, object]:
    """The fields of the contract, absent as None; prices are text, so that no digit is lost."""
    trade = reading.is_trade
    return {
        "is_trade": trade,
        "side": reading.side.value if trade and reading.side else None,
        "symbol": None if reading.missed else reading.symbol,
        "entry": _text(reading.entry) if trade else None,
        "entry_high": _text(reading.entry_high) if trade else None,
        "stop_loss": _text(reading.stop_loss) if trade else None,
        "take_profits": [_text(target) for target in reading.take_profits] if trade else [],
        "exit": _text(reading.exit) if trade else None,
        "quantity": _number(reading.quantity) if trade else None,
        "quantity_unit": reading.quantity_unit if trade else None,
        "leverage": _number(reading.leverage) if trade else None,
        "result_r": _number(reading.result_r) if trade else None,
        "note": _note(reading),
        "questions": list(dict.fromkeys(_NAMES.get(one.slot, one.slot.value) for one in reading.questions)),
    }


def _text(price: Decimal | None) -> str | None:
    return None if price is None else f"{price:f}"


def _number(value: Decimal | None) -> int | float | str | None:
    """A JSON number where it holds every digit, text otherwise."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else f"{value:f}"


def _note(reading: Reading) -> str | None:
    """What no other field holds, in the words of the reader."""
    parts: list[str] = []
    if reading.option:
        parts.append(f"option {reading.option}")
    if reading.order is not None and reading.order.value != "market":
        parts.append(f"{reading.order.value} order")
    if reading.result_pips is not None:
        parts.append(f"result_pips={reading.result_pips:+f}")
    if reading.result_percent is not None:
        parts.append(f"result_percent={reading.result_percent:+f}")
    if reading.result_money is not None:
        parts.append(f"result_money={reading.result_money:+f}")
    if reading.risk is not None and reading.risk.percent is not None:
        parts.append(f"risk {reading.risk.percent:f}%")
    if reading.stop_to_entry:
        parts.append("stop to entry")
    if reading.note:
        parts.append(reading.note)
    return "; ".join(parts) or None
