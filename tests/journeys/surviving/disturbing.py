"""What comes between two steps of a dialog in real life."""

from collections.abc import Mapping
from typing import Protocol

from bots.inbound import Inbound
from tests.journeys.surviving.walker import Standing, Walker

PHONE = "-phone"


class Disturbance(Protocol):
    """`before` a question is answered; `give` is how the answer is given."""

    async def before(self, walker: Walker, standing: Standing, *, returns: bool) -> None: ...

    async def give(self, walker: Walker, act: str) -> None: ...


class Undisturbed:
    async def before(self, walker: Walker, standing: Standing, *, returns: bool) -> None:
        """Nothing happens."""

    async def give(self, walker: Walker, act: str) -> None:
        await walker.do(act)


class Restart(Undisturbed):
    async def before(self, walker: Walker, standing: Standing, *, returns: bool) -> None:
        await walker.restart_bots()


class StaleButton(Undisturbed):
    """The button that answered an earlier step is pressed once more."""

    def __init__(self) -> None:
        self._stale: Inbound | None = None

    async def before(self, walker: Walker, standing: Standing, *, returns: bool) -> None:
        if self._stale is not None:
            await walker.tap_again(self._stale)

    async def give(self, walker: Walker, act: str) -> None:
        await walker.do(act)
        assert walker.last is not None
        self._stale = walker.last if walker.last.token else self._stale


class DoubleTap(Undisturbed):
    async def give(self, walker: Walker, act: str) -> None:
        await walker.do(act)
        await walker.repeat()


class TwoDevices(Undisturbed):
    """Answers come from two chats of the same person in turn; where no button is, its words are typed."""

    def __init__(self) -> None:
        self._count = 0

    async def give(self, walker: Walker, act: str) -> None:
        self._count += 1
        await walker.do(act, device=PHONE if self._count % 2 else "")


class AnotherCommand(Undisturbed):
    """Something is looked up, then another dialog is begun and left: the question comes back by itself."""

    async def before(self, walker: Walker, standing: Standing, *, returns: bool) -> None:
        await walker.do("/open")
        if returns:
            await walker.do("/log" if standing.dialog.startswith("checkin") else "/checkin")
            await walker.do("/cancel")


DISTURBANCES: Mapping[str, type[Undisturbed]] = {
    "restart": Restart,
    "stale": StaleButton,
    "twice": DoubleTap,
    "devices": TwoDevices,
    "command": AnotherCommand,
}
