"""Finds out what an event means and lets the right handler answer it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from bots.closed_chats import mention_closed_chat
from bots.deep_links import follow_link
from bots.dialogs import conductor, controls
from bots.dialogs.dialog import Dialog
from bots.dialogs.engine import Filled, Said, State, accepts
from bots.failures import compose_refusal
from bots.inbound import Inbound, Kind
from bots.openings import name_understood
from bots.repertoire import Repertoire
from bots.replies.things import describe_thing
from bots.turn import Answer, Placement, Turn, Utterance
from bots.verbs import Outdated, Verb
from bots.verbs import register as register_verbs
from core.conversations.cards import find_question, find_subject
from core.conversations.service import use_token
from core.conversations.tokens import Keyring, Press
from core.errors import DomainError
from core.messaging.screen import Screen, Subject
from core.trades.shorthand import Reading, ReadingKind

PATIENCE = timedelta(minutes=30)
"""An open question that nobody has touched for so long no longer holds up what is due."""


class Router:
    """Order: the words that always work, commands, buttons, the open dialog, trade text, the hint."""

    def __init__(self, repertoire: Repertoire, keyring: Keyring) -> None:
        self._can = repertoire
        self._keyring = keyring
        self._commands = {
            **{command.name: command for command in controls.dialog_commands(repertoire.dialogs)},
            **repertoire.commands,
        }
        self._verbs: Mapping[str, Verb] = register_verbs(
            controls.dialog_verbs(repertoire.dialogs), repertoire.verbs.values()
        )

    @property
    def keyring(self) -> Keyring:
        return self._keyring

    async def answer(self, turn: Turn) -> Answer:
        """Let the handler of this event answer it.

        Raises:
            DomainError: a rule said no; see `refuse`.
        """
        match turn.inbound.kind:
            case Kind.COMMAND:
                return await mention_closed_chat(turn, await self._remind(turn, await self._obey(turn)))
            case Kind.ACTION:
                return await self._take_press(turn)
            case Kind.FORM:
                return await self._take_form(turn)
            case Kind.TEXT:
                return await self._remind(turn, await self._hear(turn))
            case Kind.EDIT:
                return await self._hear_edit(turn)
            case Kind.MEMBERSHIP:
                return await self._can.hear_membership(turn)
            case Kind.REACTION:
                return await self._can.hear_reaction(turn)
            case Kind.PROMPT:
                return await self._open(turn)

    async def refuse(self, turn: Turn, error: DomainError) -> Answer:
        """Explain a refusal, in a fresh transaction: what the handler wrote is gone."""
        note = turn.say(error.phrase, **error.fields)
        inbound = turn.inbound
        press = self._keyring.find_press(inbound.token, turn.person.id) if inbound.token else None
        verb = self._verbs.get(press.verb) if press else None
        if press and verb and press.target and isinstance(error, Outdated):
            return await self._show_current(turn, verb, press)
        dialog = conductor.find_open(turn, self._can.dialogs)
        answers_dialog = inbound.kind in (Kind.TEXT, Kind.FORM) or (verb and verb.subject == "dialog")
        if dialog and answers_dialog and not await conductor.end_if_over(turn, dialog):
            return await conductor.ask_again(turn, dialog, note=note)
        return Answer(utterances=(Utterance(screen=compose_refusal(turn.say, error), final=True),))

    def waits_until(self, turn: Turn) -> datetime | None:
        """How long a due conversation lets the open one go first; None: it may open now."""
        if turn.inbound.kind is not Kind.PROMPT:
            return None
        dialog = conductor.find_open(turn, self._can.dialogs)
        expires = turn.floor.conversation.expires_at
        if dialog is None or expires is None:
            return None
        idle_at = expires - dialog.lasts + PATIENCE
        return idle_at if turn.now < idle_at else None

    async def _obey(self, turn: Turn) -> Answer:
        turn = replace(turn, inbound=follow_link(turn.inbound, self._commands))
        name = turn.inbound.command or ""
        command = self._commands.get(name)
        if command is None:
            words = turn.say("I do not know /{name}. /help lists what I can do.", name=name[:32])
            return _final(conductor.compose_words(words))
        return await command.handler(turn)

    async def _take_press(self, turn: Turn) -> Answer:
        token = turn.inbound.token or ""
        press = self._keyring.find_press(token, turn.person.id)
        verb = self._verbs.get(press.verb) if press else None
        if press is None or verb is None:
            return Answer(toast=turn.say("That button belongs to an older card, or to somebody else."))
        if verb.once and not await use_token(turn.uow, token):
            return await self._show_current(turn, verb, press)
        return await verb.handler(turn, press)

    async def _show_current(self, turn: Turn, verb: Verb, press: Press) -> Answer:
        note = turn.say(Outdated.phrase)
        if press.target is None:
            return Answer(toast=note)
        subject = Subject(kind=verb.subject, id=str(press.target), revision=press.revision)
        shown = await self._can.show_card(turn, subject)
        return replace(shown, toast=note)

    async def _take_form(self, turn: Turn) -> Answer:
        form = self._can.forms.get(turn.inbound.form or "")
        if form:
            return await form(turn)
        dialog = conductor.find_open(turn, self._can.dialogs)
        if dialog is None:
            return _final(conductor.compose_words(turn.say("That question is closed. /help")))
        return await conductor.proceed(turn, dialog, Filled(values=turn.inbound.fields))

    async def _hear(self, turn: Turn) -> Answer:
        text = turn.inbound.text.strip()
        if turn.inbound.thing:
            return self._say_thing(turn, turn.inbound.thing)
        if turn.inbound.forwarded is not None and text:
            reading = await self._can.read_text(turn, text)
            if reading.kind is not ReadingKind.NONE:
                return await self._can.hear_forwarded(turn, reading)
        dialog = self._find_asking(turn)
        typed = controls.find_typed(text, asking=dialog is not None, direct=turn.inbound.direct)
        card = await self._find_card(turn)
        is_of_card = typed == "undo" and card is not None and card.kind == "trade"
        if typed and typed in self._commands and not turn.inbound.uploads and not is_of_card:
            return await self._commands[typed].handler(replace(turn, inbound=_without_words(turn.inbound)))
        asked = dialog and (card is None or card.kind == "dialog")
        if dialog and asked and not await conductor.end_if_over(turn, dialog):
            return await self._hear_in_dialog(turn, dialog, text)
        return await self._hear_freely(turn, text, card) or self._hint(turn, text)

    def _find_asking(self, turn: Turn) -> Dialog | None:
        """The open dialog, unless this is talk in a group where nothing was asked."""
        asked_here = turn.inbound.direct or turn.inbound.address == turn.floor.conversation.address
        return conductor.find_open(turn, self._can.dialogs) if asked_here else None

    async def _hear_in_dialog(self, turn: Turn, dialog: Dialog, text: str) -> Answer:
        present = turn.floor.conversation
        reading = await self._can.read_text(turn, text)
        if turn.inbound.uploads and not reading.is_trade:
            return await self._can.hear_upload(turn)
        if not text:
            return Answer()
        stands_alone = _is_whole_entry(reading) and not dialog.takes_trades
        if not stands_alone and reading.kind is not ReadingKind.NONE and not dialog.takes_trades:
            state = State(step=present.step, answers=present.answers)
            names_answer = await conductor.find_option(
                turn, dialog, state, text
            )  # `Close 0.50` is no exit at 0.50
            stands_alone = not (names_answer or accepts(dialog, state, text))
        if stands_alone:
            logged = await self._hear_reading(turn, reading, None)
            if logged:
                return await self._with_question(turn, dialog, logged)
        asked = await find_question(turn.uow, dialog.name, present.revision)
        heard = await conductor.proceed(turn, dialog, Said(text=text))
        return replace(heard, spent=(*heard.spent, asked)) if asked else heard

    async def _with_question(self, turn: Turn, dialog: Dialog, logged: Answer) -> Answer:
        if turn.floor.has_changed or await conductor.end_if_over(turn, dialog):
            return logged
        question = await conductor.ask_again(turn, dialog)
        return replace(logged, utterances=(*logged.utterances, *question.utterances))

    async def _remind(self, turn: Turn, answered: Answer) -> Answer:
        """A question that stands in another chat of the person is shown where they write now, once."""
        asked_in = turn.floor.conversation.address
        if asked_in in (None, turn.inbound.address) or not turn.inbound.direct:
            return answered
        dialog = conductor.find_open(turn, self._can.dialogs)
        return await self._with_question(turn, dialog, answered) if dialog else answered

    async def _hear_freely(self, turn: Turn, text: str, card: Subject | None) -> Answer | None:
        reading = await self._can.read_text(turn, text) if text else None
        if reading and reading.kind is not ReadingKind.NONE:
            heard = await self._hear_reading(turn, reading, card)
            if heard:
                return heard
        if card and text:
            heard = self._note_heard(turn, await self._can.hear_reply(turn, card))
            if heard:
                return heard
        return await self._can.hear_upload(turn) if turn.inbound.uploads else None

    async def _hear_reading(self, turn: Turn, reading: Reading, card: Subject | None) -> Answer | None:
        return self._note_heard(turn, await self._can.hear_trade(turn, reading, card))

    def _note_heard(self, turn: Turn, heard: Answer | None) -> Answer | None:
        """The person's message is about the trade of the answer: editing it edits that."""
        subject = _first_subject(heard)
        own = turn.inbound.own_message
        if subject and subject.kind == "trade" and own:
            turn.floor.heard[own] = subject
        return heard

    async def _hear_edit(self, turn: Turn) -> Answer:
        inbound = turn.inbound
        own = inbound.own_message
        subject = await find_subject(turn.uow, own.address, own.message) if own else None
        reading = await self._can.read_text(turn, inbound.text)
        if subject:
            return await self._can.hear_edit(turn, reading, subject) or Answer()
        if reading.kind is ReadingKind.NONE:
            return Answer()
        conductor.forget_if_begun(turn, inbound.message)
        return await self._hear_reading(turn, reading, None) or Answer()

    async def _open(self, turn: Turn) -> Answer:
        if turn.inbound.prompt == conductor.RESUME:
            return await conductor.take_up(turn, self._can.dialogs, turn.inbound.prompt_args)
        return await self._can.prompts[turn.inbound.prompt or ""](turn, turn.inbound.prompt_args)

    async def _find_card(self, turn: Turn) -> Subject | None:
        inbound = turn.inbound
        return await find_subject(turn.uow, inbound.address, inbound.reply_to) if inbound.reply_to else None

    def _say_thing(self, turn: Turn, thing: str) -> Answer:
        """What it is not for; of idle things (a sticker, dice) once a day."""
        words = describe_thing(thing, turn.say)
        is_idle = thing in ("sticker", "dice", "game", "story")
        return self._once_a_day(turn, words) if is_idle else _final(conductor.compose_words(words))

    def _hint(self, turn: Turn, text: str) -> Answer:
        """Markets and numbers deserve a word each time, mere words the hint once a day; in a group both stay unsaid."""
        if not turn.inbound.direct:
            return Answer()
        understood = name_understood(text)
        if understood or any(sign.isdigit() for sign in text):
            words = turn.say("I read no trade in that. For example: long EURUSD 1.0850 sl 1.0820 0.5 lots")
            if understood:
                words = turn.say(
                    "I read {words}, but no trade in it. For example: long EURUSD 1.0850 sl 1.0820 0.5 lots",
                    words=understood,
                )
            return _final(conductor.compose_words(words))
        if turn.inbound.asked_in:
            return Answer()
        return self._once_a_day(turn, turn.say("Not a trade, so I left it. /help"))

    def _once_a_day(self, turn: Turn, words: str) -> Answer:
        today = turn.now.astimezone(turn.person.zone).date()
        screen = conductor.compose_words(words)
        return Answer(utterances=(Utterance(screen=screen, final=True, dedupe_key=f"hint:{today}"),))


def _without_words(inbound: Inbound) -> Inbound:
    return msgspec.structs.replace(inbound, text="")


def _is_whole_entry(reading: Reading) -> bool:
    """Nothing but a trade looks like this, whatever question is open."""
    return (
        reading.kind is ReadingKind.ENTRY
        and reading.symbol is not None
        and reading.side is not None
        and reading.entry is not None
    )


def _first_subject(heard: Answer | None) -> Subject | None:
    if heard is None or not heard.utterances:
        return None
    return heard.utterances[0].screen.subject


def _final(screen: Screen) -> Answer:
    return Answer(utterances=(Utterance(screen=screen, placement=Placement.NEW, final=True),))
