"""The journal's whole repertoire: every command, button, dialog and prompt of the product."""

from bots.card_replies import hear_card_reply
from bots.commands.accounts import ACCOUNT_VERBS
from bots.commands.checkin import (
    CHECKIN_COMMANDS,
    CHECKIN_VERBS,
    hear_checkin_prompt,
    hear_checkin_reply,
)
from bots.commands.fields import FIELD_COMMANDS, FIELD_VERBS
from bots.commands.life_buttons import LIFE_VERBS
from bots.commands.linking import LINK_COMMANDS, LINK_VERBS
from bots.commands.log_message import LOG_MESSAGE_COMMANDS
from bots.commands.mentoring import MENTOR_COMMANDS, MENTOR_VERBS
from bots.commands.reflecting import REFLECTING_COMMANDS, REFLECTING_VERBS, hear_reflect_prompt
from bots.commands.registry import Command
from bots.commands.registry import register as register_commands
from bots.commands.starting import (
    SETTINGS_COMMANDS,
    SETTINGS_VERBS,
    START_COMMANDS,
    help_with,
)
from bots.commands.strategies import STRATEGY_COMMANDS, STRATEGY_VERBS
from bots.commands.students import (
    STUDENT_COMMANDS,
    STUDENT_VERBS,
    hear_membership,
    hear_student_reply,
    show_student_card,
)
from bots.commands.summaries import SUMMARY_COMMANDS
from bots.commands.trade_buttons import TRADE_VERBS, show_trade_card
from bots.commands.trade_form import TRADE_MENDING, hear_trade_form
from bots.commands.trade_lists import TRADE_LIST_COMMANDS, TRADE_LIST_VERBS
from bots.commands.trading import TRADING_COMMANDS, TRADING_VERBS
from bots.dialogs.account_setting import ACCOUNT_SETTING
from bots.dialogs.checkin import CHECKIN, show_checkin_card
from bots.dialogs.checkin_words import CHECKIN_WORDS
from bots.dialogs.conductor import compose_words, find_open, place, proceed
from bots.dialogs.controls import dialog_commands
from bots.dialogs.custom_fields import CUSTOM_FIELD
from bots.dialogs.dialog import register as register_dialogs
from bots.dialogs.engine import Said
from bots.dialogs.forwarded import FORWARDED, hear_forwarded
from bots.dialogs.interview import INTERVIEW
from bots.dialogs.onboarding import ONBOARDING
from bots.dialogs.reflection import REFLECTION
from bots.dialogs.rules import RULE_WORDS
from bots.dialogs.settings import SETTING
from bots.dialogs.strategy import STRATEGY_WORDS
from bots.dialogs.student_note import STUDENT_NOTE
from bots.dialogs.trade_close import TRADE_CLOSE
from bots.dialogs.trade_edit import TRADE_EDIT
from bots.dialogs.trade_entry import TRADE_ENTRY
from bots.dialogs.trade_legs import TRADE_LEGS
from bots.dialogs.trade_photo import TRADE_PHOTO
from bots.dialogs.trade_rate import TRADE_RATE
from bots.dialogs.trade_take import TRADE_TAKE
from bots.dialogs.which_trade import WHICH_TRADE
from bots.hearing import hear_trade, read_text
from bots.hearing_edits import hear_edit
from bots.reactions import hear_reactions
from bots.repertoire import Repertoire
from bots.turn import Answer, Turn
from bots.uploads import hear_upload
from bots.verbs import register as register_verbs
from core.checkins.due import PROMPT
from core.messaging.forms import ANSWER_FORM, TRADE_FORM
from core.messaging.screen import Subject
from core.reflection import later as reflection

DIALOGS = register_dialogs(
    ONBOARDING,
    TRADE_ENTRY,
    TRADE_MENDING,
    FORWARDED,
    TRADE_CLOSE,
    TRADE_EDIT,
    TRADE_PHOTO,
    TRADE_TAKE,
    TRADE_RATE,
    TRADE_LEGS,
    WHICH_TRADE,
    REFLECTION,
    INTERVIEW,
    STRATEGY_WORDS,
    RULE_WORDS,
    CUSTOM_FIELD,
    CHECKIN,
    CHECKIN_WORDS,
    SETTING,
    ACCOUNT_SETTING,
    STUDENT_NOTE,
)


def build_repertoire() -> Repertoire:
    """Everything that works, for the router, the menus and the help."""
    commands = (
        *START_COMMANDS,
        *TRADING_COMMANDS,
        *TRADE_LIST_COMMANDS,
        *REFLECTING_COMMANDS,
        *CHECKIN_COMMANDS,
        *SUMMARY_COMMANDS,
        *STRATEGY_COMMANDS,
        *FIELD_COMMANDS,
        *MENTOR_COMMANDS,
        *STUDENT_COMMANDS,
        *LOG_MESSAGE_COMMANDS,
        *LINK_COMMANDS,
        *SETTINGS_COMMANDS,
    )
    helping = Command(
        name="help", description="What I can do", handler=help_with(lambda: (*commands, helping, *_cancel()))
    )
    return Repertoire(
        commands=register_commands(commands, (helping,), _cancel()),
        verbs=register_verbs(
            TRADE_VERBS,
            LIFE_VERBS,
            REFLECTING_VERBS,
            STRATEGY_VERBS,
            FIELD_VERBS,
            TRADING_VERBS,
            TRADE_LIST_VERBS,
            CHECKIN_VERBS,
            MENTOR_VERBS,
            STUDENT_VERBS,
            LINK_VERBS,
            SETTINGS_VERBS,
            ACCOUNT_VERBS,
        ),
        dialogs=DIALOGS,
        prompts={PROMPT: hear_checkin_prompt, reflection.PROMPT: hear_reflect_prompt},
        forms={TRADE_FORM.name: hear_trade_form, ANSWER_FORM.name: hear_answer},
        read_text=read_text,
        hear_trade=hear_trade,
        hear_reply=hear_reply,
        hear_edit=hear_edit,
        hear_upload=hear_upload,
        hear_membership=hear_membership,
        hear_reaction=hear_reactions(DIALOGS),
        hear_forwarded=hear_forwarded,
        show_card=show_card,
    )


async def hear_reply(turn: Turn, subject: Subject) -> Answer | None:
    """Words that read as nothing, in reply to a card."""
    match subject.kind:
        case "student":
            return await hear_student_reply(turn, subject)
        case "checkin":
            return await hear_checkin_reply(turn, subject)
        case "trade":
            return await hear_card_reply(turn, subject)
        case "dialog" | "digest" | "none":
            return None


async def hear_answer(turn: Turn) -> Answer:
    """One typed answer that came in a form: as if it had been typed in the chat."""
    text = turn.inbound.fields.get("answer", "").strip()
    dialog = find_open(turn, DIALOGS)
    if dialog is None:
        return place(turn, compose_words(turn.say("That question is closed. /help")))
    return await proceed(turn, dialog, Said(text=text))


async def show_card(turn: Turn, subject: Subject) -> Answer:
    """The present state of what an outdated button belonged to."""
    match subject.kind:
        case "trade":
            return await show_trade_card(turn, subject)
        case "student":
            return await show_student_card(turn, subject)
        case "checkin":
            return await show_checkin_card(turn, subject)
        case "dialog" | "digest" | "none":
            return Answer()


def _cancel() -> tuple[Command, ...]:
    return dialog_commands(DIALOGS)
