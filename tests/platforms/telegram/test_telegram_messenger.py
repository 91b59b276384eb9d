"""What is said reaches Telegram as it was meant."""

import pytest

from bots.messenger import (
    AddressGone,
    NotEditable,
    RetryLater,
    Undeliverable,
)
from bots.telegram.bot import JournalBot
from bots.telegram.messenger import TelegramMessenger
from core.messaging.addresses import Address, Platform
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.bot_api.refusal import bad_request, flood
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.outgoing import address, button, card, chart_card, outgoing, png


async def test_a_card_arrives_with_its_title_in_bold_and_its_buttons(
    messenger: TelegramMessenger, ana: User
) -> None:
    delivered = await messenger.deliver(
        outgoing(ana, card("0.50 lots @ 1.0850", buttons=(button("Close"), button("Undo", "undo.1"))))
    )
    assert str(ana.last["message_id"]) == delivered.message_id
    assert ana.last["text"] == "EURUSD ▲\n0.50 lots @ 1.0850"
    assert ana.last["entities"] == [{"type": "bold", "offset": 0, "length": 8}]
    assert ana.buttons() == ["Close", "Undo"]


async def test_links_in_notes_are_never_previewed(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    await messenger.deliver(outgoing(ana, card("see https://example.org/chart")))
    assert api.calls_of("sendMessage")[0].parameters["link_preview_options"] == {"is_disabled": True}


async def test_markup_that_a_person_typed_stays_text(messenger: TelegramMessenger, ana: User) -> None:
    typed = "<b>rich</b> *fast* [link](tg://user?id=1) `x` \x00\x07\u202eevil"
    await messenger.deliver(outgoing(ana, card(typed, title="Note")))
    assert ana.last["text"] == "Note\n<b>rich</b> *fast* [link](tg://user?id=1) `x` evil"
    assert ana.last["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_an_edit_changes_the_message_in_place(messenger: TelegramMessenger, ana: User) -> None:
    first = await messenger.deliver(outgoing(ana, card("open", buttons=(button(),))))
    second = await messenger.deliver(outgoing(ana, card("closed"), edit_message=first.message_id))
    assert first == second
    assert [message["text"] for message in ana.messages] == ["EURUSD ▲\nclosed"]
    assert ana.buttons() == []


async def test_an_edit_that_changes_nothing_is_a_success(messenger: TelegramMessenger, ana: User) -> None:
    first = await messenger.deliver(outgoing(ana, card("open", buttons=(button(),))))
    again = await messenger.deliver(
        outgoing(ana, card("open", buttons=(button(),)), edit_message=first.message_id)
    )
    assert first == again


async def test_a_text_cannot_become_a_picture(messenger: TelegramMessenger, ana: User) -> None:
    first = await messenger.deliver(outgoing(ana, card("open")))
    with pytest.raises(NotEditable):
        await messenger.deliver(
            outgoing(ana, chart_card(), edit_message=first.message_id, pictures={"chart:1": png()})
        )


async def test_a_picture_cannot_become_a_text(messenger: TelegramMessenger, ana: User) -> None:
    first = await messenger.deliver(outgoing(ana, chart_card(), pictures={"chart:1": png()}))
    with pytest.raises(NotEditable):
        await messenger.deliver(outgoing(ana, card("text"), edit_message=first.message_id))


async def test_a_deleted_message_is_not_editable(messenger: TelegramMessenger, ana: User) -> None:
    with pytest.raises(NotEditable):
        await messenger.deliver(outgoing(ana, card("gone"), edit_message="999"))


async def test_what_needs_several_messages_is_not_edited_into_one(
    messenger: TelegramMessenger, ana: User
) -> None:
    first = await messenger.deliver(outgoing(ana, card("short")))
    with pytest.raises(NotEditable):
        await messenger.deliver(outgoing(ana, card("long " * 1500), edit_message=first.message_id))


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_id(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    for _ in range(2):
        await messenger.deliver(outgoing(ana, chart_card("+6.2R"), pictures={"chart:1": png()}))
    first, second = api.calls_of("sendPhoto")
    assert [len(first.files), len(second.files)] == [1, 0]
    assert ana.messages[0]["photo"] == ana.messages[1]["photo"]
    assert ana.last["caption"] == "+6.2R"


async def test_a_forgotten_file_is_uploaded_again(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    await messenger.deliver(outgoing(ana, chart_card(), pictures={"chart:1": png()}))
    api.world.files.clear()
    await messenger.deliver(outgoing(ana, chart_card(), pictures={"chart:1": png()}))
    assert len(ana.messages) == 2


async def test_a_picture_gives_way_to_another_in_place(messenger: TelegramMessenger, ana: User) -> None:
    first = await messenger.deliver(outgoing(ana, chart_card("week"), pictures={"chart:1": png(seed=1)}))
    before = ana.last["photo"]
    await messenger.deliver(
        outgoing(ana, chart_card("month"), edit_message=first.message_id, pictures={"chart:1": png(seed=2)})
    )
    assert len(ana.messages) == 1
    assert ana.last["caption"] == "month"
    assert ana.last["photo"] != before


async def test_a_missing_picture_is_told_in_words(messenger: TelegramMessenger, ana: User) -> None:
    await messenger.deliver(outgoing(ana, chart_card()))
    assert ana.last["text"] == "November: +6.2R in 41 trades"


async def test_a_long_screen_comes_in_parts_with_the_buttons_below_the_last(
    messenger: TelegramMessenger, ana: User
) -> None:
    delivered = await messenger.deliver(outgoing(ana, card("word " * 1800, buttons=(button(),))))
    assert [bool(message.get("reply_markup")) for message in ana.messages] == [False, False, True]
    assert delivered.message_id == str(ana.last["message_id"])


async def test_a_half_sent_screen_goes_on_where_it_broke_off(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    message = outgoing(ana, card("word " * 1000))
    api.fail_next("sendMessage", Fault())
    api.fail_next("sendMessage", flood(3))
    with pytest.raises(RetryLater):
        await messenger.deliver(message)
    await messenger.deliver(message)
    assert len(ana.messages) == 2


async def test_a_press_is_acknowledged_with_its_toast(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    await messenger.deliver(outgoing(ana, card("open", buttons=(button(),))))
    press = ana.presses("Close")
    handle = next(iter(api.world.presses))
    delivered = await messenger.deliver(outgoing(ana, None, reply_handle=handle, toast="Saved"))
    assert await ana.toast(press) == "Saved"
    assert delivered.message_id is None


async def test_a_press_too_old_to_be_answered_still_changes_its_card(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    first = await messenger.deliver(outgoing(ana, card("open", buttons=(button(),))))
    ana.presses("Close").expired = True
    handle = next(iter(api.world.presses))
    await messenger.deliver(outgoing(ana, card("closed"), edit_message=first.message_id, reply_handle=handle))
    assert ana.last["text"] == "EURUSD ▲\nclosed"


async def test_an_answer_quotes_the_message_it_answers(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    desk = api.group()
    asked = ana.sends("/open", to=desk)
    await messenger.deliver(outgoing(desk, card("open"), reply_to=str(asked["message_id"])))
    assert desk.last["reply_to_message"]["message_id"] == asked["message_id"]


async def test_an_answer_to_a_deleted_message_stands_alone(messenger: TelegramMessenger, ana: User) -> None:
    await messenger.deliver(outgoing(ana, card("open"), reply_to="4711"))
    assert "reply_to_message" not in ana.last


async def test_a_topic_is_answered_in_the_topic(messenger: TelegramMessenger, api: BotApiServer) -> None:
    desk = api.group(topics=(7,))
    await messenger.deliver(outgoing(address(desk, thread="7"), card("open")))
    assert desk.last["message_thread_id"] == 7


async def test_a_closed_topic_is_an_address_that_is_gone(
    messenger: TelegramMessenger, api: BotApiServer
) -> None:
    with pytest.raises(AddressGone):
        await messenger.deliver(outgoing(address(api.group(), thread="8"), card("open")))


async def test_marks_that_the_platform_refuses_are_dropped_and_the_words_sent(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    api.fail_next("sendMessage", bad_request("can't parse entities: entity beyond the end of the text"))
    await messenger.deliver(outgoing(ana, card("open")))
    assert ana.last["text"] == "EURUSD ▲\nopen"
    assert "entities" not in ana.last


async def test_button_data_that_is_too_long_is_a_bug_and_never_sent(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    with pytest.raises(Undeliverable):
        await messenger.deliver(outgoing(ana, card("open", buttons=(button(token="ü" * 33),))))
    assert api.calls_of("sendMessage") == []


async def test_a_foreign_address_is_undeliverable(messenger: TelegramMessenger) -> None:
    stranger = Address(platform=Platform.DISCORD, bot="1", chat="general")
    with pytest.raises(Undeliverable):
        await messenger.deliver(outgoing(stranger, card("open")))


async def test_a_picture_of_the_wrong_shape_is_refused(messenger: TelegramMessenger, ana: User) -> None:
    with pytest.raises(Undeliverable):
        await messenger.deliver(outgoing(ana, chart_card(), pictures={"chart:1": png(2100, 100)}))


async def test_the_outage_is_told_beside_the_outbox(messenger: TelegramMessenger, ana: User) -> None:
    await messenger.say_now(address(ana), card(title="The journal is away for a moment."))
    assert ana.last["text"] == "The journal is away for a moment."


async def test_telling_the_outage_never_fails(messenger: TelegramMessenger, api: BotApiServer) -> None:
    await messenger.say_now(address(4711), card("away"))


async def test_the_bot_hides_its_token(bot: JournalBot) -> None:
    assert bot.token not in repr(bot)
