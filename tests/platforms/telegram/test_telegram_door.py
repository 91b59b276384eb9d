"""The door opens whatever the platform does, and keeps the token to itself."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from telegram.error import TelegramError

from bots.commands.registry import Command
from bots.telegram.bot import JournalBot
from bots.telegram.door import TelegramDoor, TelegramSettings
from bots.telegram.scrubbing import guard_logs, scrub
from bots.turn import Answer, Turn
from core.clock import SystemClock
from core.errors import NotFound, Unavailable
from tests.platforms.telegram.bot_api import BotApiServer, Refusal, User
from tests.platforms.telegram.bot_api.server import Fault
from tests.platforms.telegram.outgoing import card, outgoing, png
from tests.platforms.telegram.stubs import Held, NotingIntake


async def answer_nothing(turn: Turn) -> Answer:
    return Answer()


COMMANDS = {
    "help": Command(name="help", description="What I can do", handler=answer_nothing),
    "admin": Command(name="admin", description="For operators", handler=answer_nothing, listed=False),
}


@asynccontextmanager
async def opened(api: BotApiServer, intake: NotingIntake, **more: Any) -> AsyncGenerator[TelegramDoor]:
    settings = TelegramSettings(token=more.pop("token", api.token), api_url=api.url)
    door = TelegramDoor(
        settings, intake=intake, clock=SystemClock(), lead=Held().lead, commands=COMMANDS, first_pause=0.01
    )
    await door.start()
    try:
        yield door
    finally:
        await door.stop()


async def test_the_whole_side_talks_to_the_named_address(api: BotApiServer, ana: User) -> None:
    intake = NotingIntake()
    ana.sends_photo(png(400, 300), "long EURUSD 1.0850")
    async with opened(api, intake) as door:
        (inbound,) = await intake.hears("long EURUSD 1.0850")
        await door.messenger.deliver(outgoing(ana, card("heard")))
        assert await door.fetch_upload(inbound.uploads[0].ref) == png(400, 300)
    assert ana.last["text"] == "EURUSD ▲\nheard"


async def test_a_picture_that_the_platform_forgot_is_not_found(api: BotApiServer) -> None:
    async with opened(api, NotingIntake()) as door:
        with pytest.raises(NotFound):
            await door.fetch_upload("never")


async def test_a_picture_cannot_be_fetched_while_the_platform_is_away(api: BotApiServer) -> None:
    async with opened(api, NotingIntake()) as door:
        api.fail_next("getFile", Fault(lose_request=True))
        with pytest.raises(Unavailable):
            await door.fetch_upload("any")


async def test_the_door_waits_for_an_absent_platform(api: BotApiServer, ana: User) -> None:
    intake = NotingIntake()
    api.fail_next("getMe", Refusal(502, "Bad Gateway"), times=2)
    ana.sends("one")
    async with opened(api, intake) as door:
        await intake.hears("one")
        assert door.trouble is None


async def test_a_wrong_token_is_explained_and_does_not_keep_the_house_from_stopping(
    api: BotApiServer,
) -> None:
    async with opened(api, NotingIntake(), token="999999999:AAwrongWRONGwrongWRONGwrongWRONGwro") as door:
        await api.world.until(lambda: "AMS_TELEGRAM_TOKEN" in (door.trouble or ""), what="the explanation")


async def test_a_process_that_waits_to_lead_stops_at_once(api: BotApiServer) -> None:
    asked = asyncio.Event()

    @asynccontextmanager
    async def wait_for_ever() -> AsyncGenerator[Held]:
        asked.set()
        await asyncio.Event().wait()
        yield Held()

    settings = TelegramSettings(token=api.token, api_url=api.url)
    door = TelegramDoor(
        settings, intake=NotingIntake(), clock=SystemClock(), lead=wait_for_ever, commands=COMMANDS
    )
    await door.start()
    async with asyncio.timeout(10):
        await asked.wait()
    async with asyncio.timeout(5):  # half of what draining may take
        await door.stop()


async def test_a_webhook_left_behind_is_removed_before_polling(api: BotApiServer, ana: User) -> None:
    api.updates.set_webhook("http://127.0.0.1:9/old", "", None, drop=False)
    intake = NotingIntake()
    async with opened(api, intake):
        ana.sends("one")
        await intake.hears("one")
    assert api.updates.webhook.url == ""


async def test_the_token_never_reaches_a_log(
    api: BotApiServer, ana: User, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    intake = NotingIntake()
    for method in ("getUpdates", "getMe", "deleteWebhook"):
        api.fail_next(method, Fault(lose_request=True))
        api.fail_next(method, Refusal(401, "Unauthorized"))
    ana.sends("one")
    async with opened(api, intake):
        await api.world.until(lambda: api.calls_of("getMe"), what="a call")
    async with aiohttp.ClientSession() as session:
        bot = JournalBot(api.token, api_url="http://127.0.0.1:9", find_session=lambda: session)
        try:
            await bot.initialize()
        except TelegramError:
            logging.getLogger("anybody").exception("calling %s failed", bot.base_url)
    secret = api.token.split(":", 1)[1]
    assert "[token]" in caplog.text
    assert secret not in caplog.text
    assert secret not in "".join(capfd.readouterr())


def test_a_token_in_a_traceback_is_hidden(caplog: pytest.LogCaptureFixture) -> None:
    guard_logs("42:odd")
    error = RuntimeError("GET http://api/bot42:odd/getMe broke")
    logging.getLogger("anybody").error("it broke", exc_info=error)
    assert "GET http://api/bot[token]/getMe broke" in caplog.text


def test_anything_shaped_like_a_token_is_hidden() -> None:
    assert scrub("/bot987654321:AAH-abc_defGHIjklMNOpqrSTUvwxYZ01234/x") == "/bot[token]/x"


async def test_errors_of_the_network_keep_no_address(api: BotApiServer) -> None:
    async with aiohttp.ClientSession() as session:
        bot = JournalBot(api.token, api_url="http://127.0.0.1:9", find_session=lambda: session)
        with pytest.raises(TelegramError) as raised:
            await bot.get_me()
    assert api.token not in f"{raised.value!r}{raised.value.__cause__!r}"
