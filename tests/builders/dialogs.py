"""The main dialogs step by step, for whoever interrupts them on a platform's real library."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """What the person does (a tap in brackets), and words of what is asked or shown then."""

    does: str
    sees: str


@dataclass(frozen=True)
class Dialog:
    """`holds` is what the journal must hold in the end, whatever came between."""

    steps: tuple[Step, ...]
    holds: dict[str, object]
    has_trade: bool = False


DIALOGS = {
    "start": Dialog(
        steps=(
            Step("/start", "Where are you?"),
            Step("[London]", "Account currency?"),
            Step("[EUR]", "Risk per trade"),
            Step("[Later]", "Ready."),
        ),
        holds={"trades": 0, "zone": "Europe/London", "people": 1},
    ),
    "log": Dialog(
        steps=(
            Step("/log", "Which market?"),
            Step("EURUSD", "long or short?"),
            Step("[▲ Long]", "in at what price?"),
            Step("1.0850", "where is the stop?"),
            Step("1.0820", "ow much?"),
            Step("0.5 lots", "● EURUSD ▲ 0.50 lots @ 1.0850"),
        ),
        holds={"trades": 1, "open": 1, "stop": 1.082, "size": 0.5},
    ),
    "close": Dialog(
        steps=(Step("/close", "out at what price?"), Step("1.0910", "✓ EURUSD ▲ closed +2.00R")),
        holds={"trades": 1, "open": 0, "result": 2.0},
        has_trade=True,
    ),
    "edit": Dialog(
        steps=(
            Step("[Edit]", "what shall I correct?"),
            Step("[Stop]", "top"),
            Step("1.0830", "stop 1.0830"),
        ),
        holds={"trades": 1, "open": 1, "stop": 1.083},
        has_trade=True,
    ),
    "checkin": Dialog(
        steps=(
            Step("/checkin", "Risk management?"),
            Step("[8]", "Execution?"),
            Step("[7]", "Emotional"),
            Step("[9]", "Followed the plan?"),
            Step("[Yes]", "Checked in: 8.00"),
        ),
        holds={"checkins": 1, "score": 8.0},
    ),
}
