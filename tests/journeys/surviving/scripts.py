"""How a person goes through each dialog of the journal: what opens it, and an answer for every step."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.journeys.surviving.walker import FORM, FORWARDED, FRIEND, INVITATION, PICTURE

_LINE = "long EURUSD 1.0850 sl 1.0820 0.5 lots"
_CABLE = "long GBPUSD 1.2500 sl 1.2450 0.1 lots"
_JOINED = (f"{FRIEND}/mentor", f"{FRIEND}[Invite a student]", INVITATION, "[Let *]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """`opening`: acts that lead to the first question. `answers`: an act for each step, or one for each time it is
    asked. `ends`: words that are said in the end.
    """

    opening: tuple[str, ...]
    answers: Mapping[str, str | tuple[str, ...]]
    ends: str


def _settings(button: str, **answers: str) -> Script:
    return Script(opening=("/settings", f"[{button}]"), answers=answers, ends="Changed.")


SCRIPTS: Mapping[str, tuple[Script, ...]] = {
    "onboarding": (
        Script(
            opening=("/start",),
            answers={"zone": "[London 15:00]", "currency": "[EUR]", "risk": "[1 %]"},
            ends="Ready.",
        ),
    ),
    "trade_entry": (
        Script(
            opening=("/log",),
            answers={
                "symbol": "[EURUSD]",
                "side": "[▲ Long]",
                "entry": "1.0850",
                "stop": "[No stop]",
                "size": "0.5 lots",
            },
            ends="● EURUSD ▲ 0.50 lots @ 1.0850",
        ),
        Script(
            opening=("long usdjpy 149500 sl 149200 1 lot",),
            answers={"digits": "[Yes]"},
            ends="● USDJPY ▲ 1.00 lots @ 149.50",
        ),
        Script(
            opening=("long EURUSD 1.0850 sl 1.0890",),
            answers={"stopside": "[Stop is 1.0810]", "size": "[0.50 lots]"},
            ends="stop 1.0810",
        ),
        Script(opening=("long FOOBAR 12 5 shares",), answers={"point": "[1]"}, ends="● FOOBAR ▲ 5"),
    ),
    "trade_form": (
        Script(
            opening=(f"{FORM}trade=hello&note=second touch",),
            answers={"line": _LINE},
            ends="● EURUSD ▲ 0.50 lots @ 1.0850",
        ),
    ),
    "forwarded": (
        Script(
            opening=(f"{FORWARDED}{_LINE}",), answers={"take": "[I took it]"}, ends="● EURUSD ▲ 0.50 lots"
        ),
    ),
    "trade_close": (
        Script(opening=(_LINE, "[Close]"), answers={"price": "1.0880"}, ends="✓ EURUSD ▲ closed +1.00R"),
        Script(opening=(_LINE, "exit 108.80"), answers={"sure": "[1.0880]"}, ends="✓ EURUSD ▲ closed +1.00R"),
        Script(
            opening=(_LINE, "exit 1.0880 9 lots"),
            answers={"over": "[Close 0.50]"},
            ends="✓ EURUSD ▲ closed +1.00R",
        ),
        Script(
            opening=(_LINE, "flip short 1.2 @ 1.0890"),
            answers={"flip": "[▼ 0.70: 1.20 was the order]"},
            ends="● EURUSD ▼ 0.70 lots",
        ),
    ),
    "trade_edit": (
        Script(
            opening=(_LINE, "[Edit]"),
            answers={"what": "[Stop]", "value": "1.0810"},
            ends="Stop 1.0820 → 1.0810",
        ),
        Script(
            opening=(_LINE, "[Edit]"),
            answers={"what": "[More…]", "more": "[Note]", "value": "patience"},
            ends="Note — → patience",
        ),
    ),
    "trade_photo": (
        Script(
            opening=(_LINE, "exit 1.0880", "[Photo]"), answers={"photo": PICTURE}, ends="Picture attached."
        ),
    ),
    "trade_take": (
        Script(
            opening=("missed long EURUSD 1.0850 sl 1.0820", "[Took it]"),
            answers={"size": "0.5 lots"},
            ends="Taken after all.",
        ),
    ),
    "trade_rate": (
        Script(
            opening=("long DAX 18500 sl 18450 1 contract", "exit 18600", "[Rate]"),
            answers={"rate": "1.1"},
            ends="+$110",
        ),
    ),
    "trade_legs": (
        Script(
            opening=(_LINE, "short NQ 20000 sl 20050 1 contract", "[Edit]", "[More…]", "[Legs]"),
            answers={"other": "1"},
            ends="2 legs",
        ),
    ),
    "which_trade": (
        Script(opening=(_LINE, _CABLE, "exit 1.0880"), answers={"which": "eurusd"}, ends="✓ EURUSD ▲ closed"),
        Script(
            opening=(*(f"long EURUSD 1.08{each:02} 0.1 lots" for each in range(10, 19)), "exit 1.0905"),
            answers={"which": "[More…]", "which2": "[▲ 0.10 @ 1.0810, 15:00]"},
            ends="✓ EURUSD ▲ closed",
        ),
    ),
    "reflection": (
        Script(
            opening=(_LINE, "[Other…]"),
            answers={"answer": ("hesitant", "[Medium 6]")},
            ends="confidence 6",
        ),
    ),
    "interview": (
        Script(
            opening=(_LINE, "exit 1.0880", "/journal"),
            answers={"answer": ("calm", "[6]", "[8]", "[Kept]", "waited for it")},
            ends="Done. Your journal is complete.",
        ),
    ),
    "strategy": (
        Script(opening=("/strategies", "[New]"), answers={"words": "breakout"}, ends="In the list now."),
    ),
    "rules": (Script(opening=("/rules", "[Add]"), answers={"words": "never revenge"}, ends="never revenge"),),
    "custom_field": (
        Script(
            opening=("/fields", "[New]"),
            answers={
                "name": "Session",
                "kind": "[a choice]",
                "choices": "London, New York",
                "asked": "[after the entry]",
            },
            ends="I ask it from the next trade on.",
        ),
    ),
    "checkin": (
        Script(
            opening=("/checkin",),
            answers={"risk": "[8]", "execution": "[7]", "emotion": "[9]", "plan": "[Yes]"},
            ends="✓ Checked in: 8.00",
        ),
        Script(
            opening=(
                *_JOINED,
                f"{FRIEND}/students",
                f"{FRIEND}[Open]",
                f"{FRIEND}[Write]",
                f"{FRIEND}no entry before 09:45",
                f"{FRIEND}[Make it the focus]",
                "/checkin",
            ),
            answers={
                "risk": "[8]",
                "execution": "[7]",
                "emotion": "[9]",
                "plan": "[Partly]",
                "focus": "[Kept]",
            },
            ends="Mentor's focus: no entry before 09:45 Kept",
        ),
    ),
    "checkin_words": (
        Script(
            opening=("/checkin", "[8]", "[7]", "[9]", "[Yes]", "[Add words]"),
            answers={"words": "waited for my setups"},
            ends="waited for my setups",
        ),
    ),
    "setting": (_settings("Zone", value="Zurich"), _settings("Pictures", value="[Light]")),
    "account": (
        _settings("Balance", value="10000"),
        _settings("Break-even", value="[5]", sure="[Set it]"),
    ),
    "student_note": (
        Script(
            opening=(
                "/mentor",
                "[Invite a student]",
                f"{FRIEND}{INVITATION}",
                f"{FRIEND}[Let *]",
                "/students",
                "[Open]",
                "[Write]",
            ),
            answers={"words": "no entry before 09:45"},
            ends="no entry before 09:45",
        ),
    ),
}
