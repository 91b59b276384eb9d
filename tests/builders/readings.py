"""A reading as the plain facts a corpus line holds."""

from decimal import Decimal

from core.trades.shorthand import Reading

Fact = str | bool | list[str]

_PLAIN = ("symbol", "option", "quantity_unit", "opened_hint", "note", "result_currency", "account_words")
_NUMBERS = (
    "entry", "entry_high", "stop_loss", "exit", "quantity", "portion", "leverage",
    "result_r", "result_money", "result_pips", "result_percent", "commission", "swap",
    "worst", "best", "low", "high", "rate",
)  # fmt: skip
_LISTS = ("tags", "emotions")
_MARKS = ("confidence", "entry_mark", "exit_mark")
_SWITCHES = ("stop_to_entry", "adds", "missed")


def facts_of(reading: Reading) -> dict[str, Fact]:
    """Only what the message says; numbers as text, so that every digit is compared."""
    facts: dict[str, Fact | None] = {
        "kind": reading.kind.value,
        "side": reading.side.value if reading.side else None,
        "order": reading.order.value if reading.order else None,
        "reason": reading.reason.value if reading.reason else None,
        "risk": _risk(reading),
        "take_profits": [f"{target:f}" for target in reading.take_profits],
        "distances": [f"{way.slot} {way.amount:f} {way.unit} at {way.price}" for way in reading.distances],
        "questions": [f"{question.slot}: {question.why}" for question in reading.questions],
        "warnings": [warning.kind.value for warning in reading.warnings],
    }
    facts |= {name: getattr(reading, name) for name in _PLAIN}
    facts |= {name: _number(getattr(reading, name)) for name in _NUMBERS}
    facts |= {name: list(getattr(reading, name)) for name in _LISTS}
    facts |= {name: getattr(reading, name) for name in _SWITCHES}
    facts |= {name: _mark(getattr(reading, name)) for name in _MARKS}
    facts["rules"] = None if reading.rules_kept is None else "kept" if reading.rules_kept else "broken"
    return {name: fact for name, fact in facts.items() if fact not in (None, [], False)}


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _mark(mark: int | None) -> str | None:
    return None if mark is None else str(mark)


def _risk(reading: Reading) -> str | None:
    if reading.risk is None:
        return None
    return f"{reading.risk.percent} %" if reading.risk.percent else f"{reading.risk.money} money"
