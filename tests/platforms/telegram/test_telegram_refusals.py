"""Every refusal of the platform becomes what delivery can act on."""

import aiohttp
import pytest

from bots.messenger import (
    AddressGone,
    AddressMoved,
    DeliveryFailure,
    FateUnknown,
    NotSent,
    RetryLater,
    Undeliverable,
)
from bots.telegram.bot import JournalBot
from bots.telegram.messenger import TelegramMessenger
from tests.platforms.telegram.bot_api import BotApiServer, Refusal, User
from tests.platforms.telegram.bot_api.refusal import bad_request, flood, forbidden
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.outgoing import card, outgoing

REFUSALS = [
    (forbidden("bot was blocked by the user"), AddressGone),
    (forbidden("user is deactivated"), AddressGone),
    (forbidden("bot can't initiate conversation with a user"), AddressGone),
    (forbidden("bot was kicked from the supergroup chat"), AddressGone),
    (forbidden("bot is not a member of the channel chat"), AddressGone),
    (bad_request("chat not found"), AddressGone),
    (bad_request("not enough rights to send text messages to the chat"), AddressGone),
    (bad_request("need administrator rights in the channel chat"), AddressGone),
    (bad_request("message is too long"), Undeliverable),
    (bad_request("BUTTON_DATA_INVALID"), Undeliverable),
    (flood(137), RetryLater),
    (Refusal(500, "Internal Server Error"), FateUnknown),
    (Refusal(401, "Unauthorized"), NotSent),
]


@pytest.mark.parametrize(
    ("refusal", "failure"), REFUSALS, ids=lambda value: getattr(value, "description", None)
)
async def test_each_refusal_has_its_meaning(
    messenger: TelegramMessenger,
    ana: User,
    api: BotApiServer,
    refusal: Refusal,
    failure: type[DeliveryFailure],
) -> None:
    api.fail_next("sendMessage", refusal)
    with pytest.raises(failure):
        await messenger.deliver(outgoing(ana, card("open")))


async def test_flood_control_says_how_long_to_wait(
    messenger: TelegramMessenger, ana: User, api: BotApiServer
) -> None:
    api.fail_next("sendMessage", flood(137))
    with pytest.raises(RetryLater) as raised:
        await messenger.deliver(outgoing(ana, card("open")))
    assert raised.value.seconds == 137


async def test_a_group_that_became_a_supergroup_tells_its_new_address(
    messenger: TelegramMessenger, api: BotApiServer
) -> None:
    old = api.group(kind="group")
    new = old.moves_to_supergroup()
    with pytest.raises(AddressMoved) as raised:
        await messenger.deliver(outgoing(old, card("open")))
    assert raised.value.new_chat == str(new.id)


async def test_who_never_started_the_bot_cannot_be_written_to(
    messenger: TelegramMessenger, api: BotApiServer
) -> None:
    with pytest.raises(AddressGone):
        await messenger.deliver(outgoing(api.user("Ben", started=False), card("open")))


async def test_without_a_connection_the_message_was_surely_not_sent(api: BotApiServer, ana: User) -> None:
    await api.__aexit__()
    async with aiohttp.ClientSession() as session:
        messenger = TelegramMessenger(
            JournalBot(api.token, api_url=api.url, find_session=lambda: session), "1"
        )
        with pytest.raises(NotSent):
            await messenger.deliver(outgoing(ana, card("open")))


@pytest.mark.parametrize("fault", [Fault(lose_request=True), Fault(lose_answer=True), Fault(status=502)])
async def test_a_lost_answer_leaves_the_fate_unknown(
    messenger: TelegramMessenger, ana: User, api: BotApiServer, fault: Fault
) -> None:
    api.fail_next("sendMessage", fault)
    with pytest.raises(FateUnknown):
        await messenger.deliver(outgoing(ana, card("open")))
