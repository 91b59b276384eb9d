"""Everything the bots can do, gathered in one value that the router reads."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bots.commands.registry import Command
from bots.dialogs.dialog import Dialog
from bots.turn import Answer, Turn
from bots.verbs import Verb
from core.messaging.screen import Subject
from core.trades.shorthand import Reading

ReadText = Callable[[Turn, str], Awaitable[Reading]]
"""The shorthand with the trader's own instruments."""
HearTrade = Callable[[Turn, Reading, Subject | None], Awaitable[Answer | None]]
"""A text that reads as a trade, a change or a note; the subject is that of the card it replies to.
None: it is not for the journal after all (the router then falls back to the hint)."""
HearReply = Callable[[Turn, Subject], Awaitable[Answer | None]]
"""A text that reads as nothing, in reply to a card (a mentor's words under a student's card)."""
HearEdit = Callable[[Turn, Reading, Subject], Awaitable[Answer | None]]
"""An edited message; the subject is what its first text made."""
HearPrompt = Callable[[Turn, Mapping[str, str]], Awaitable[Answer]]
"""A due conversation opens, with its particulars. It may start a dialog."""
ShowCard = Callable[[Turn, Subject], Awaitable[Answer]]
"""The present state of what an outdated button belonged to, in place."""
HearForwarded = Callable[[Turn, Reading], Awaitable[Answer]]
"""Words of somebody else that read as something: asked about, never taken for the trader's own."""
Hear = Callable[[Turn], Awaitable[Answer]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Repertoire:
    """`prompts` is by the prompt's name. `hear_upload`: a picture without words. `hear_membership`: the
    bot was added, removed, blocked, unblocked (`inbound.text` is the new state). `forms` is by the form's
    name; a form that is not there fills the open dialog.
    """

    commands: Mapping[str, Command]
    verbs: Mapping[str, Verb]
    dialogs: Mapping[str, Dialog]
    prompts: Mapping[str, HearPrompt]
    forms: Mapping[str, Hear]
    read_text: ReadText
    hear_trade: HearTrade
    hear_reply: HearReply
    hear_edit: HearEdit
    hear_upload: Hear
    hear_membership: Hear
    hear_reaction: Hear
    hear_forwarded: HearForwarded
    show_card: ShowCard
