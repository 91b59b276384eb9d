"""What comes between two steps of a dialog in real life."""

from collections.abc import Mapping

from bots.inbound import Inbound
from tests.journeys.surviving.walker import PHONE, TELEGRAM, Standing, Walker


class Undisturbed:
    """`prepare` is done once; `before` comes before a question is answered; `give` is how the answer is given."""

    async def prepare(self, walker: Walker) -> None:
        """Nothing has to be."""

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

    other = PHONE

    def __init__(self) -> None:
        self._count = 0

    async def give(self, walker: Walker, act: str) -> None:
        self._count += 1
        await walker.do(act, device=self.other if self._count % 2 else "")


class TwoPlatforms(TwoDevices):
    """The two chats are linked ones of two platforms."""

    other = TELEGRAM

    async def prepare(self, walker: Walker) -> None:
        await walker.do("/link")
        await walker.do(walker.heard[-1].splitlines()[0], device=TELEGRAM)


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
    "platforms": TwoPlatforms,
    "command": AnotherCommand,
}
