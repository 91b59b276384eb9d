"""Every dialog of the repertoire survives what comes between its steps, and keeps the same facts as undisturbed."""

from collections.abc import Mapping

import pytest

from bots.dialogs.dialog import Dialog
from bots.journal import build_repertoire
from core.clock import FixedClock
from core.storage.database import Database
from tests.journeys.surviving.disturbing import DISTURBANCES, Undisturbed
from tests.journeys.surviving.scripts import SCRIPTS, Script
from tests.journeys.surviving.walker import Bots, Walker, list_facts

DIALOGS: Mapping[str, Dialog] = build_repertoire().dialogs
UNWRITTEN = {
    *(
        ("trade_close", step) for step in ("portion", "quantity")
    ),  # never asked: they hold what was said beside
    *(("which_trade", f"which{page}") for page in range(3, 9)),  # further pages of one question
}
_MOST_STEPS = 30


def test_every_dialog_and_every_step_has_its_script() -> None:
    steps = {(name, step.name) for name, dialog in DIALOGS.items() for step in dialog.steps}
    written = {(name, step) for name, scripts in SCRIPTS.items() for each in scripts for step in each.answers}
    assert set() == steps - written - UNWRITTEN, "write a script in tests/journeys/surviving/scripts.py"
    assert set() == written - steps


@pytest.mark.parametrize("name", sorted(SCRIPTS))
async def test_a_dialog_survives(name: str, database: Database, clock: FixedClock) -> None:
    dialog, visited = DIALOGS[name], set[str]()
    async with Bots(clock).living() as bots:
        for place, script in enumerate(SCRIPTS[name]):
            undisturbed = Walker(bots, f"plain{place}")
            visited |= await walk(undisturbed, dialog, script, Undisturbed())
            expected = await list_facts(undisturbed.name, clock)
            for what, disturbance in DISTURBANCES.items():
                walker = Walker(bots, f"{what}{place}")
                await walk(walker, dialog, script, disturbance())
                assert expected == await list_facts(walker.name, clock), f"{what}\n" + "\n\n".join(
                    walker.heard
                )
    assert visited == {step for script in SCRIPTS[name] for step in script.answers}


async def walk(walker: Walker, dialog: Dialog, script: Script, disturbance: Undisturbed) -> set[str]:
    """The steps that were asked."""
    await disturbance.prepare(walker)
    for act in script.opening:
        await walker.do(act)
    visited: list[str] = []
    while (standing := await walker.find_standing()).dialog == dialog.name:
        assert len(visited) < _MOST_STEPS, "\n\n".join(walker.heard)
        was_answered = any(step.name in standing.answers for step in dialog.steps)
        await disturbance.before(walker, standing, returns=dialog.comes_back or was_answered)
        assert standing == await walker.find_standing(), "\n\n".join(walker.heard)
        answer = script.answers[standing.step]
        act = answer if isinstance(answer, str) else answer[visited.count(standing.step)]
        visited.append(standing.step)
        await disturbance.give(walker, act)
    said = "\n\n".join(walker.heard)
    assert visited, f"{dialog.name} was never opened:\n{said}"
    assert script.ends in said
    return set(visited)
