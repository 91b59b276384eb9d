"""Albums, quiet signs and what is on its way: sent by the real library, taken by the strict platform."""

import asyncio
from typing import Any

import msgspec
import pytest
from telegram.constants import ChatAction

from bots.inbound import Inbound
from bots.intake import Received
from bots.messenger import NotEditable
from bots.telegram.activity import Activity, AnnouncingIntake
from bots.telegram.bot import JournalBot
from bots.telegram.messenger import TelegramMessenger
from bots.telegram.places import Place
from core.identifiers import UserId
from core.messaging.screen import Picture, Screen
from tests.platforms.telegram.bot_api import BotApiServer, Refusal, User
from tests.platforms.telegram.outgoing import button, card, outgoing, png
from tests.platforms.telegram.stubs import NotingIntake
from tests.platforms.telegram.updates import heard


def album(count: int, *, words: str = "", buttons: Any = ()) -> Screen:
    pictures = tuple(
        Picture(asset=str(number), alt="a chart", width=40, height=30) for number in range(count)
    )
    said = card(words, buttons=buttons).blocks if words else ()
    return Screen(blocks=(*said, *pictures))


def bytes_of(count: int) -> dict[str, bytes]:
    return {str(number): png(40, 30, seed=number) for number in range(count)}


async def test_several_pictures_arrive_as_one_album(messenger: TelegramMessenger, ana: User) -> None:
    said = outgoing(ana, album(3, words="three charts"), pictures=bytes_of(3))
    delivered = await messenger.deliver(said)
    assert ["EURUSD ▲\nthree charts", None, None] == [message.get("caption") for message in ana.messages]
    assert 1 == len({message["media_group_id"] for message in ana.messages})
    assert str(ana.last["message_id"]) == delivered.message_id


async def test_an_album_that_was_sent_before_goes_without_upload(
    messenger: TelegramMessenger, api: BotApiServer, ana: User
) -> None:
    for _ in range(2):
        await messenger.deliver(outgoing(ana, album(2), pictures=bytes_of(2)))
    assert [2, 0] == [len(call.files) for call in api.calls_of("sendMediaGroup")]
    api.world.files.clear()
    await messenger.deliver(outgoing(ana, album(2), pictures=bytes_of(2)))
    assert [2, 0, 0, 2] == [len(call.files) for call in api.calls_of("sendMediaGroup")]


async def test_the_words_of_an_album_with_buttons_are_its_card(
    messenger: TelegramMessenger, ana: User
) -> None:
    said = outgoing(ana, album(2, words="two", buttons=(button(),)), pictures=bytes_of(2))
    delivered = await messenger.deliver(said)
    assert (str(ana.last["message_id"]), ["Close"]) == (delivered.message_id, ana.buttons())
    with pytest.raises(NotEditable):
        await messenger.deliver(
            outgoing(ana, album(2), pictures=bytes_of(2), edit_message=delivered.message_id)
        )


async def test_a_card_too_old_to_be_edited_is_not_editable(messenger: TelegramMessenger, ana: User) -> None:
    delivered = await messenger.deliver(outgoing(ana, card("old")))
    ana.last["date"] -= 49 * 3600
    with pytest.raises(NotEditable):
        await messenger.deliver(outgoing(ana, card("new"), edit_message=delivered.message_id))


async def test_the_buttons_of_an_answered_question_go(messenger: TelegramMessenger, ana: User) -> None:
    delivered = await messenger.deliver(outgoing(ana, card("out at what price?", buttons=(button(),))))
    await messenger.deliver(outgoing(ana, None, edit_message=delivered.message_id))
    assert ([], "EURUSD ▲\nout at what price?") == (ana.buttons(), ana.last["text"])
    await messenger.deliver(outgoing(ana, None, edit_message=delivered.message_id))


async def test_a_sign_is_put_to_a_message(messenger: TelegramMessenger, ana: User) -> None:
    sent = ana.sends("note chased it")
    await messenger.deliver(outgoing(ana, None, reply_to=str(sent["message_id"]), toast="👌"))
    assert {sent["message_id"]: ["👌"]} == ana.room.reactions


@pytest.mark.parametrize("said", [{"toast": "no emoji"}, {"toast": "👌", "reply_to": "999999"}])
async def test_a_sign_that_the_platform_refuses_is_no_loss(
    messenger: TelegramMessenger, ana: User, said: dict[str, Any]
) -> None:
    sent = ana.sends("note chased it")
    await messenger.deliver(outgoing(ana, None, **({"reply_to": str(sent["message_id"])} | said)))
    assert {} == ana.room.reactions


async def shown(api: BotApiServer) -> list[str]:
    await api.world.until(lambda: api.calls_of("sendChatAction"), what="a sign of activity")
    return [call.parameters["action"] for call in api.calls_of("sendChatAction")]


async def test_typing_is_shown_while_an_answer_takes_long(
    bot: JournalBot, api: BotApiServer, ana: User
) -> None:
    busy: set[UserId] = set()

    class Slow(NotingIntake):
        async def receive(self, inbound: Inbound) -> Received:
            received = await super().receive(inbound)
            busy.add(received.user)
            return received

    intake = AnnouncingIntake(Slow(), Activity(bot, after=0), busy.__contains__)
    await intake.receive(heard("long EURUSD", chat={"id": ana.id, "type": "private"}))
    assert ["typing"] == await shown(api)


async def test_a_webhooks_answer_that_takes_long_shows_typing(
    bot: JournalBot, api: BotApiServer, ana: User
) -> None:
    class Held(NotingIntake):
        async def receive(self, inbound: Inbound) -> Received:
            assert ["typing"] == await shown(api)
            return await super().receive(inbound)

    intake = AnnouncingIntake(Held(), Activity(bot, after=0), lambda _: False)
    await intake.handle_now(heard("long EURUSD", chat={"id": ana.id, "type": "private"}))


async def test_nothing_is_shown_for_what_is_done(bot: JournalBot, api: BotApiServer, ana: User) -> None:
    activity = Activity(bot, after=0)
    place = Place(ana.id, None)
    with activity.during(place, ChatAction.TYPING):
        pass
    done = asyncio.Event()
    activity.expect(place, ChatAction.TYPING, lambda: bool(done.set()))
    await done.wait()
    assert [] == api.calls_of("sendChatAction")


async def test_a_picture_that_takes_long_to_send_is_announced(
    bot: JournalBot, api: BotApiServer, ana: User
) -> None:
    messenger = TelegramMessenger(bot, str(bot.id), activity=Activity(bot, after=0))
    await messenger.deliver(outgoing(ana, album(2), pictures=bytes_of(2)))
    assert ["upload_photo"] == await shown(api)


async def test_a_picture_that_is_being_drawn_is_announced_until_it_comes(
    bot: JournalBot, api: BotApiServer, ana: User
) -> None:
    messenger = TelegramMessenger(bot, str(bot.id), activity=Activity(bot, after=0))
    await messenger.deliver(outgoing(ana, msgspec.structs.replace(card("November"), draws=True)))
    assert ["upload_photo"] == await shown(api)
    await messenger.deliver(outgoing(ana, album(1), pictures=bytes_of(1)))
    assert "photo" in ana.last


async def test_a_sign_refused_by_the_platform_holds_up_nothing(
    bot: JournalBot, api: BotApiServer, ana: User
) -> None:
    api.fail_next("sendChatAction", Refusal(429, "Too Many Requests: retry after 9", retry_after=9))
    messenger = TelegramMessenger(bot, str(bot.id), activity=Activity(bot, after=0))
    await messenger.deliver(outgoing(ana, album(2), pictures=bytes_of(2)))
    assert 2 == len(ana.messages)
