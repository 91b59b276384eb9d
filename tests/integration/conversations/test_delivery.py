"""What the outbox holds is said: in order, at most as often as its kind allows, and never to nobody."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from bots.messenger import (
    AddressGone,
    AddressMoved,
    DeliveryFailure,
    FateUnknown,
    NotEditable,
    NotSent,
    Outgoing,
    RetryLater,
    Undeliverable,
)
from core.clock import FixedClock
from core.identifiers import UserId
from core.messaging.addresses import Address
from core.messaging.screen import Screen, Subject, Text, spans
from core.outbox.message import Importance, Mode, OutboundMessage
from core.outbox.service import enqueue
from core.storage.unit_of_work import begin, begin_service
from tests.builders.desk import TestDesk, running
from tests.builders.repertoire import say
from tests.builders.talk import an_address, an_event, words_of


def a_message(
    words: str = "Hello",
    *,
    to: Address | None = None,
    kind: Importance = Importance.ANSWER,
    edits: str | None = None,
    dedupe_key: str | None = None,
) -> OutboundMessage:
    return OutboundMessage(
        address=to or an_address(),
        screen=say(words),
        kind=kind,
        mode=Mode.EDIT if edits else Mode.SEND,
        edit_message=edits,
        dedupe_key=dedupe_key,
    )


@pytest.fixture
async def ana(desk: TestDesk) -> UserId:
    return (await desk.tell(an_event(command="quiet"))).user


async def put(desk: TestDesk, user: UserId, *messages: OutboundMessage) -> None:
    async with begin(user, now=desk.clock.now()) as uow:
        await enqueue(uow, *messages)


async def say_all(desk: TestDesk, user: UserId, *messages: OutboundMessage) -> None:
    await put(desk, user, *messages)
    await desk.settle()


async def states(clock: FixedClock) -> list[str]:
    async with begin_service(now=clock.now()) as uow:
        return [row[0] for row in await uow.fetch("select state from outbox order by seq")]


def failing(desk: TestDesk, *failures: DeliveryFailure) -> None:
    waiting = list(failures)
    desk.messenger.fail = lambda _: waiting.pop(0) if waiting else None


async def test_messages_of_one_chat_keep_their_order(desk: TestDesk, ana: UserId) -> None:
    await say_all(desk, ana, *(a_message(str(number)) for number in range(12)))

    assert [str(number) for number in range(12)] == desk.words


async def test_a_dedupe_key_is_said_once_ever(desk: TestDesk, ana: UserId) -> None:
    await say_all(desk, ana, a_message(dedupe_key="digest:47"))
    await say_all(desk, ana, a_message(dedupe_key="digest:47"))

    assert ["Hello"] == desk.words


async def test_an_edit_that_waits_gives_way_to_a_newer_one(desk: TestDesk, ana: UserId) -> None:
    desk.messenger.fail = lambda _: NotSent("away")
    await say_all(desk, ana, a_message("first"))
    await put(desk, ana, a_message("older", edits="7"))
    await put(desk, ana, a_message("newer", edits="7"))
    desk.messenger.fail = lambda _: None
    desk.clock.advance(timedelta(seconds=5))
    await desk.settle()

    assert ["first", "newer"] == desk.words


async def test_a_message_that_cannot_be_edited_comes_as_a_new_one(desk: TestDesk, ana: UserId) -> None:
    failing(desk, NotEditable("too old"))
    await say_all(desk, ana, a_message(edits="7"))

    assert ["Hello"] == desk.words
    assert ["out-1"] == list(desk.messenger.shown)


async def test_what_was_surely_not_sent_is_sent_later(desk: TestDesk, ana: UserId, clock: FixedClock) -> None:
    failing(desk, NotSent("no connection"))
    await say_all(desk, ana, a_message(kind=Importance.DIGEST))
    assert ["ready"] == await states(clock)

    clock.advance(timedelta(seconds=2))
    await desk.settle()
    assert ["Hello"] == desk.words


async def test_a_platform_that_asks_to_wait_is_not_asked_again_before(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    failing(desk, RetryLater(10_072, "flood"))
    await say_all(desk, ana, a_message())
    clock.advance(timedelta(seconds=10_071))
    await desk.settle()
    assert 1 == len(desk.messenger.attempts)

    clock.advance(timedelta(seconds=1))
    await desk.settle()
    assert ["Hello"] == desk.words


@pytest.mark.parametrize(
    ("kind", "times", "end"),
    [
        (Importance.ANSWER, 2, "uncertain"),
        (Importance.CARD, 2, "uncertain"),
        (Importance.PROMPT, 1, "uncertain"),
        (Importance.DIGEST, 1, "uncertain"),
        (Importance.NOTICE, 1, "uncertain"),
    ],
)
async def test_an_unknown_fate_follows_the_policy_of_its_kind(
    kind: Importance, times: int, end: str, desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    desk.messenger.fail = lambda _: FateUnknown("read timeout")
    await put(desk, ana, a_message(kind=kind))
    for _ in range(4):
        await desk.settle()
        clock.advance(timedelta(seconds=5))

    assert times == len(desk.messenger.attempts)
    assert [end] == await states(clock)


async def test_a_doubt_is_remembered_whatever_comes_between(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    failing(desk, FateUnknown("no answer"), NotSent("no connection"), RetryLater(2, "flood"), FateUnknown())
    await put(desk, ana, a_message(kind=Importance.CARD))
    for _ in range(6):
        await desk.settle()
        clock.advance(timedelta(minutes=1))

    assert 4 == len(desk.messenger.attempts)
    assert ["uncertain"] == await states(clock)


async def test_an_edit_whose_senders_died_again_and_again_waits_no_longer_each_time(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    await put(desk, ana, a_message(edits="7"))
    async with begin_service(now=clock.now()) as uow:
        await uow.execute("update outbox set state = 'sending', attempts = 9, claimed_at = $1", clock.now())
    clock.advance(timedelta(minutes=1))
    async with running(TestDesk(clock, messenger=desk.messenger)) as next_life:
        await next_life.settle()
        clock.advance(timedelta(seconds=1))
        await next_life.settle()

    assert ["Hello"] == desk.words


async def test_where_nonces_count_an_unknown_fate_is_repeated_under_the_same_id(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    desk.messenger.honours_nonces = True
    failing(desk, FateUnknown(), FateUnknown(), FateUnknown())
    await put(desk, ana, a_message(kind=Importance.DIGEST))
    for _ in range(4):
        await desk.settle()
        clock.advance(timedelta(seconds=5))

    assert ["Hello"] == desk.words
    assert 1 == len({attempt.id for attempt in desk.messenger.attempts})


async def test_a_person_who_blocked_the_bot_hears_nothing_more(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    failing(desk, AddressGone("blocked"))
    await say_all(desk, ana, a_message("first"), a_message("second"))

    assert ["dead", "cancelled"] == await states(clock)
    async with begin(ana, now=clock.now()) as uow:
        assert "blocked" == await uow.fetch_value("select state from chat_accounts")


async def test_a_mentor_whose_channel_is_gone_is_told_in_private(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    channel = an_address(chat="channel")
    async with begin(ana, now=clock.now()) as uow:
        await uow.execute(
            "insert into mentor_channels (user_id, platform, bot, chat_id, title, digest_weekday, digest_local_time,"
            " timezone) values ($1, 'console', 'test', 'channel', 'Desk', 5, '18:00', 'UTC')",
            ana,
        )
    failing(desk, AddressGone("kicked"))
    await say_all(desk, ana, a_message(to=channel, kind=Importance.DIGEST))

    assert [
        "Desk: I cannot post there any more, so the digest has no place. /digest sets up another one."
    ] == (desk.words)
    assert "ana" == desk.messenger.attempts[-1].address.chat


async def test_a_chat_that_moved_gets_the_message_under_its_new_id(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    failing(desk, AddressMoved("-100777", "upgraded"))
    await say_all(desk, ana, a_message(to=an_address(chat="-42")))

    assert ["-42", "-100777"] == [attempt.address.chat for attempt in desk.messenger.attempts]
    assert ["Hello"] == desk.words


async def test_a_message_that_no_platform_takes_is_apologised_for_once(desk: TestDesk, ana: UserId) -> None:
    def refuse(message: Outgoing) -> DeliveryFailure | None:
        is_ours = message.screen is not None and words_of(message.screen) == "Hello"
        return Undeliverable("400") if is_ours else None

    desk.messenger.fail = refuse
    await say_all(desk, ana, a_message(kind=Importance.CARD))

    assert 1 == len(desk.words)
    assert desk.words[0].endswith("What you did is filed; only my answer is missing.")


async def test_words_leave_the_row_when_it_is_over_and_its_card_stays(
    desk: TestDesk, ana: UserId, clock: FixedClock
) -> None:
    subject = Subject(kind="trade", id=str(uuid4()), revision=3)
    card = Screen(blocks=(Text(spans("EURUSD")),), subject=subject)
    await say_all(desk, ana, OutboundMessage(address=an_address(), screen=card, kind=Importance.CARD))

    async with begin(ana, now=clock.now()) as uow:
        row = await uow.fetch_one("select screen, message_id from outbox")
        noted = await uow.fetch_one("select message_id, subject_id, revision from cards")
    assert (None, "out-1") == tuple(row)
    assert ("out-1", subject.id, 3) == tuple(noted)


async def test_one_slow_chat_holds_up_no_other(desk: TestDesk, ana: UserId) -> None:
    entered, leave, quick = asyncio.Event(), asyncio.Event(), asyncio.Event()
    deliver = desk.messenger.deliver

    async def be_slow(message: Outgoing):
        if message.address.chat == "slow":
            entered.set()
            await leave.wait()
        else:
            quick.set()
        return await deliver(message)

    desk.messenger.deliver = be_slow
    await put(desk, ana, a_message("slow", to=an_address(chat="slow")), a_message("quick"))
    desk.delivery.wake()
    await entered.wait()
    await quick.wait()
    assert not leave.is_set()
    leave.set()
    await desk.settle()
    assert ["quick", "slow"] == desk.words
