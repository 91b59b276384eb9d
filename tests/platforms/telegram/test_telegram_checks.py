"""What the doctor says about Telegram: every problem in one line, with its cure."""

import pytest

from bots.telegram.checks import examine
from bots.telegram.webhook import webhook_path
from tests.platforms.telegram.bot_api import BotApiServer


async def test_the_doctor_finds_a_healthy_bot_healthy(api: BotApiServer) -> None:
    findings = await examine(token=api.token, api_url=api.url, public_url=None)
    assert [finding.says for finding in findings] == [
        "Telegram knows the bot as @ams_test_bot",
        "Telegram waits to be polled",
    ]


async def test_the_doctor_names_the_cure_of_a_wrong_token(api: BotApiServer) -> None:
    (finding,) = await examine(token="999999999:AAwrong", api_url=api.url, public_url=None)
    assert not finding.holds
    assert "Telegram refuses AMS_TELEGRAM_TOKEN" == finding.says
    assert "@BotFather" in finding.cure


async def test_the_doctor_says_when_the_platform_is_not_there() -> None:
    (finding,) = await examine(token="999999999:AAwrong", api_url="http://127.0.0.1:9", public_url=None)
    assert finding.says.startswith("Telegram does not answer")
    assert "AMS_TELEGRAM_API_URL" in finding.cure


async def test_the_doctor_visits_the_chats_of_the_mentors(api: BotApiServer) -> None:
    open_to_us, shut = api.group("Desk", kind="channel"), api.group("Closed", kind="channel")
    shut.closes("bot is not a member of the channel chat")
    muted = api.group("Muted", kind="channel")
    muted.closes("400 not enough rights to send text messages to the chat")
    chats = [str(chat.id) for chat in (open_to_us, shut, muted)] + ["-1"]
    findings = await examine(token=api.token, api_url=api.url, public_url=None, channels=chats)
    assert [
        (True, "the bot may post in Desk"),
        (False, "the bot may not post in Closed"),
        (False, "the bot may not post in Muted"),
        (False, "chat -1: Chat not found"),
    ] == [(finding.holds, finding.says) for finding in findings[2:]]


async def test_the_doctor_sees_that_deliveries_fail(api: BotApiServer) -> None:
    api.updates.set_webhook("https://journal.example" + webhook_path(api.token), "", None, drop=False)
    api.updates.webhook.last_error = "Connection timed out"
    findings = await examine(token=api.token, api_url=api.url, public_url="https://journal.example/")
    assert [finding.holds for finding in findings] == [True, True, False]
    assert "AMS_PUBLIC_URL" in findings[-1].cure


@pytest.mark.parametrize(
    ("set_to", "public_url", "words"),
    [
        ("https://old.example/x", None, "a webhook is set although"),
        ("https://old.example/x", "https://journal.example", "leads elsewhere"),
        ("", "https://journal.example", "no webhook is set"),
    ],
)
async def test_the_doctor_sees_a_wrong_webhook(
    api: BotApiServer, set_to: str, public_url: str | None, words: str
) -> None:
    api.updates.set_webhook(set_to, "", None, drop=False)
    finding = (await examine(token=api.token, api_url=api.url, public_url=public_url))[-1]
    assert words in finding.says
    assert finding.cure
