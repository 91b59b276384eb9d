"""What the scripted journal answers: enough to talk with, nothing of the real one."""

from bots.inbound import Inbound, Kind
from core.messaging.screen import Choices, Screen, Text, Title, spans
from tests.browser import screens
from tests.browser.desk import Desk


async def answer(desk: Desk, inbound: Inbound) -> None:
    chat = inbound.address.chat
    if inbound.kind is Kind.ACTION:
        await _press(desk, inbound)
    elif inbound.kind is Kind.EDIT:
        await desk.say(chat, words(f"Corrected: {inbound.text}"))
    elif inbound.kind is Kind.COMMAND:
        await desk.say(chat, words(f"You asked for {inbound.command}"))
    elif inbound.text.startswith("long"):
        await desk.say(chat, screens.opened())
    elif inbound.text.startswith("exit"):
        await desk.say(chat, screens.closed())
    elif inbound.text != "silence":
        await desk.say(chat, words(f"I read: {inbound.text}"))


async def _press(desk: Desk, inbound: Inbound) -> None:
    label = (inbound.token or "").removeprefix("t-")
    held = desk.holds.get(label)
    if held:
        await held.wait()
    assert inbound.message
    if label == "Close":
        await desk.say(
            inbound.address.chat, screens.closed(), instead_of=inbound.message, handle=inbound.reply_handle
        )
    else:
        await desk.say(
            inbound.address.chat, kept(label), instead_of=inbound.message, handle=inbound.reply_handle
        )


def words(text: str) -> Screen:
    return Screen(blocks=(Title(spans(text)),))


def kept(label: str) -> Screen:
    """A question whose answer was given; the others can still be taken."""
    labels = ("Kept", "Broke")
    row = tuple(screens.button(each, chosen=each == label) for each in labels)
    return Screen(
        blocks=(Title(spans("Mentor’s focus")), Text(spans("Kept?")), Choices(rows=(row,), question="Kept?"))
    )
