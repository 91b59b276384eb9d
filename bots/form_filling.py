"""What a form holds when it opens: the trader's own setups to choose from, and all that was typed before."""

from collections.abc import Mapping

from bots.commands.trade_form import TRADE_MENDING, TYPED
from bots.dialogs.trade_entry import TRADE_ENTRY
from bots.glancing import Glances, Look
from core.conversations.conversation import Conversation
from core.messaging.addresses import Platform
from core.messaging.forms import TRADE_FORM, Choice, Form, fill_form, word_form
from core.messaging.phrases import Say, phrase, phrases
from core.trades.shorthand.feelings import FEELINGS

_MOST_SETUPS = 13
_FEELINGS = tuple(dict.fromkeys(FEELINGS.values()))[:12]
_SETUP, _FEELING = phrase("setup"), phrase("feeling")


async def prepare_form(
    glances: Glances, form: Form, platform: Platform, person: str, *, locale: str | None
) -> Form:
    """The form for this person. With the database away it opens all the same, with less to choose from."""
    look = await glances.look(platform, person)
    say = phrases((look and look.locale) or locale)
    worded = word_form(form, say)
    if form.name != TRADE_FORM.name:
        return worded
    values = find_typed(look.conversation) if look else {}
    choices = {"setup": _list_tags(look, values.get("setup", ""), say)} if look else {}
    return fill_form(worded, values, choices)


def find_typed(conversation: Conversation | None) -> Mapping[str, str]:
    """What the person typed into the form before, or as a line whose questions are still open."""
    if conversation is None:
        return {}
    answers = conversation.answers
    if conversation.dialog == TRADE_MENDING.name:
        return {
            name.removeprefix(TYPED): value or "" for name, value in answers.items() if name.startswith(TYPED)
        }
    if conversation.dialog == TRADE_ENTRY.name and answers.get("text"):
        return {"trade": answers["text"] or ""}
    return {}


def _list_tags(look: Look, chosen: str, say: Say) -> tuple[Choice, ...]:
    """Setups and feelings in one menu; a form has room for five fields only."""
    setups = tuple(
        Choice(label=name, value=f"#{'-'.join(name.split())}", note=say(_SETUP))
        for name in look.setups[:_MOST_SETUPS]
    )
    feelings = tuple(
        Choice(label=say(word, context="feeling"), value=word, note=say(_FEELING)) for word in _FEELINGS
    )
    known = {choice.value for choice in (*setups, *feelings)}
    lost = tuple(
        Choice(label=value, value=value) for value in chosen.split("\n") if value and value not in known
    )
    return (*lost, *setups, *feelings)
