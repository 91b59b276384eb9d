"""The webhook stores before it says 200, and answers in the body only what is final."""

import io
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web

from bots.inbound import Inbound
from bots.intake import JournalAway
from bots.telegram.door import TelegramDoor, TelegramSettings
from bots.telegram.webhook import SECRET_HEADER, webhook_path, webhook_secret
from core.clock import SystemClock
from core.messaging.screen import Screen
from tests.platforms.telegram.bot_api import BotApiServer, User
from tests.platforms.telegram.outgoing import card
from tests.platforms.telegram.stubs import Held, NotingIntake


@dataclass(kw_only=True)
class Desk:
    door: TelegramDoor
    intake: NotingIntake
    url: str


@pytest.fixture
async def desk(api: BotApiServer) -> AsyncIterator[Desk]:
    """A journal that is reached by webhook, on a port of its own."""
    intake = NotingIntake()
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = TelegramSettings(token=api.token, api_url=api.url, public_url=url)
    door = TelegramDoor(settings, intake=intake, clock=SystemClock(), lead=Held().lead, commands={})
    application = web.Application()
    application.router.add_routes(door.routes())
    runner = web.AppRunner(application, shutdown_timeout=0.5)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    await door.start()
    await api.world.until(lambda: api.updates.webhook.url, what="the webhook")
    yield Desk(door=door, intake=intake, url=url)
    await door.stop()
    await runner.cleanup()


async def knock(desk: Desk, api: BotApiServer, body: bytes, secret: str | None = None) -> tuple[int, str]:
    headers = {SECRET_HEADER: webhook_secret(api.token) if secret is None else secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(desk.url + webhook_path(api.token), data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def echo(inbound: Inbound) -> Screen:
    return card(f"heard {inbound.text}", title="✓")


async def test_what_people_say_arrives_and_is_acknowledged(desk: Desk, ana: User, api: BotApiServer) -> None:
    ana.sends("one")
    await desk.intake.hears("one")
    await api.world.until(lambda: not api.updates.pending, what="the acknowledgement")
    assert [push.status for push in api.updates.pushes] == [200]


async def test_a_final_screen_rides_in_the_answer(desk: Desk, ana: User, api: BotApiServer) -> None:
    desk.intake.reply = echo
    ana.sends("/help")
    message = await ana.sees("heard")
    assert message["text"] == "✓\nheard"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert [call.in_body for call in api.calls_of("sendMessage")] == [True]


async def test_a_repeated_update_gets_the_same_answer_and_is_stored_once(
    desk: Desk, ana: User, api: BotApiServer
) -> None:
    desk.intake.reply = echo
    api.updates.lose_answers = 1
    ana.sends("one")
    await ana.sees("heard one")
    first, again = api.updates.pushes
    assert (200, first.body) == (again.status, again.body)
    assert len(desk.intake.stored) == len(ana.messages) == 1


async def test_a_long_final_screen_sends_its_first_parts_at_once(
    desk: Desk, ana: User, api: BotApiServer
) -> None:
    desk.intake.reply = lambda _: card("word " * 1000)
    ana.sends("/help")
    await api.world.until(lambda: len(ana.messages) == 2, what="both parts")
    assert [call.in_body for call in api.calls_of("sendMessage")] == [False, True]


async def test_with_the_database_away_the_platform_keeps_the_update(
    desk: Desk, ana: User, api: BotApiServer
) -> None:
    desk.intake.failures = [JournalAway(card(title="The journal is away for a moment.")), JournalAway(None)]
    ana.sends("one")
    await desk.intake.hears("one")
    await api.world.until(lambda: not api.updates.pending, what="the acknowledgement")
    assert [(push.status, push.retry_after) for push in api.updates.pushes] == [
        (503, "5"),
        (503, "5"),
        (200, None),
    ]
    assert [message["text"] for message in ana.messages] == ["The journal is away for a moment."]


async def test_a_bug_is_tried_again_but_not_for_ever(desk: Desk, ana: User, api: BotApiServer) -> None:
    desk.intake.failures = [ValueError("a bug")] * 5
    ana.sends("bad")
    ana.sends("good")
    await desk.intake.hears("good")
    assert [push.status for push in api.updates.pushes][:5] == [503, 503, 503, 503, 200]


@pytest.mark.parametrize("secret", ["", "wrong", "ü"])
async def test_strangers_are_turned_away(desk: Desk, api: BotApiServer, secret: str) -> None:
    status, _ = await knock(desk, api, json.dumps({"update_id": 1}).encode(), secret)
    assert status == 403
    assert desk.intake.stored == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 200), (b'{"update_id": 1, "brand_new": {}}', 200), (b"x" * 1_100_000, 413)],
)
async def test_odd_bodies_do_no_harm(desk: Desk, api: BotApiServer, body: bytes, status: int) -> None:
    assert (await knock(desk, api, body))[0] == status


async def test_the_webhook_is_set_with_its_secret_and_the_kinds_it_wants(
    desk: Desk, api: BotApiServer
) -> None:
    asked = api.calls_of("setWebhook")[0].parameters
    assert asked["secret_token"] == webhook_secret(api.token)
    assert asked["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "message_reaction",
    ]
    assert api.token not in asked["url"]


async def test_a_closed_door_sends_updates_back(desk: Desk, api: BotApiServer) -> None:
    await desk.door.stop()
    status, _ = await knock(desk, api, json.dumps({"update_id": 1}).encode())
    assert status == 503
