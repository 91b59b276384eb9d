"""Where each utterance goes: a new message, an edit, another chat, a webhook's answer, or only a nod."""

from uuid import uuid4

import pytest

from bots.inbound import Inbound, Kind
from bots.messenger import Importance, Mode
from bots.saying import compose_messages
from bots.turn import Answer, Placement, Utterance
from core.messaging.screen import Action, Choices, Picture, Screen, Subject
from core.outbox.message import OutboundMessage
from tests.builders.repertoire import say
from tests.builders.talk import an_address, an_event

EVENT = uuid4()
FINAL = Utterance(screen=say("Done"), final=True)
TAP = an_event(token="t", message="7", reply_handle="h")


def messages(
    inbound: Inbound, *utterances: Utterance, toast: str | None = None
) -> tuple[OutboundMessage, ...]:
    return compose_messages(inbound, EVENT, Answer(utterances=utterances, toast=toast)).messages


def test_a_tap_is_answered_in_its_own_message() -> None:
    (only,) = messages(TAP, Utterance(screen=say("8"), placement=Placement.IN_PLACE), toast="Kept")

    assert (Mode.EDIT, "7", "h", "Kept") == (only.mode, only.edit_message, only.reply_handle, only.toast)


def test_typed_words_are_never_edited_away() -> None:
    (only,) = messages(an_event("8", message="7"), Utterance(screen=say("8"), placement=Placement.IN_PLACE))

    assert (Mode.SEND, None) == (only.mode, only.edit_message)


def test_a_tap_without_words_is_nodded_at() -> None:
    (only,) = messages(TAP)

    assert (None, "h", None) == (only.screen, only.reply_handle, only.toast)


def test_a_tap_answered_elsewhere_is_nodded_at_here() -> None:
    elsewhere, nod = messages(TAP, Utterance(screen=say("Cut size"), to=an_address(chat="ben")))

    assert ("ben", None, Importance.NOTICE) == (
        elsewhere.address.chat,
        elsewhere.reply_handle,
        elsewhere.kind,
    )
    assert (None, "h") == (nod.screen, nod.reply_handle)


def test_in_a_group_the_answer_quotes_the_question() -> None:
    (in_group,) = messages(an_event("x", message="7", direct=False), FINAL)
    (in_private,) = messages(an_event("x", message="7"), FINAL)

    assert ("7", None) == (in_group.reply_to, in_private.reply_to)


def test_a_card_and_a_prompt_weigh_more_than_an_answer() -> None:
    card = Utterance(screen=Screen(blocks=(), subject=Subject(kind="trade", id="1")))

    assert Importance.ANSWER is messages(an_event("x"), FINAL)[0].kind
    assert Importance.CARD is messages(an_event("x"), card)[0].kind
    assert Importance.PROMPT is messages(an_event(kind=Kind.PROMPT), FINAL)[0].kind


def test_a_final_screen_rides_in_the_webhooks_answer() -> None:
    said = compose_messages(an_event(command="help"), EVENT, Answer(utterances=(FINAL,)), may_ride=True)

    assert say("Done") == said.riding
    assert [Mode.BODY] == [message.mode for message in said.messages]


@pytest.mark.parametrize(
    "utterance",
    [
        Utterance(screen=say("not final")),
        Utterance(screen=say("once"), final=True, dedupe_key="k"),
        Utterance(screen=say("elsewhere"), final=True, to=an_address(chat="ben")),
        Utterance(screen=Screen(blocks=(Choices(rows=((Action(label="a", token="t"),),)),)), final=True),
        Utterance(screen=Screen(blocks=(Picture(asset="chart:1", alt="", width=1, height=1),)), final=True),
        Utterance(screen=Screen(blocks=(), subject=Subject(kind="trade", id="1")), final=True),
    ],
)
def test_what_needs_a_message_id_or_a_condition_does_not_ride(utterance: Utterance) -> None:
    answer = Answer(utterances=(utterance,))

    assert compose_messages(an_event("x"), EVENT, answer, may_ride=True).riding is None
