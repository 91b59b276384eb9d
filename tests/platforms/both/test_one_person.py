"""One person on Telegram and Discord after /link: dialogs begun on one go on on the other, with both real libraries."""

import re

import pytest

from core.checkins.due import PROMPT
from core.conversations.prompts import Prompt, put_prompts
from core.storage.unit_of_work import begin_service
from tests.builders.dialogs import DIALOGS, Dialog, Step
from tests.patience import PATIENCE
from tests.platforms.both.conftest import listens
from tests.platforms.discord.server import DiscordServer, Person
from tests.platforms.discord.server.people import list_buttons, read_text
from tests.platforms.telegram.bot_api import User
from tests.platforms.telegram.bot_api.people import text_of
from tests.platforms.telegram.journeys.desk import Desk

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"
CODE = re.compile(r"/link (\w{4}-\w{4})")


class OnTelegram:
    def __init__(self, ana: User) -> None:
        self.ana = ana

    async def do(self, step: Step) -> None:
        before = {message["message_id"]: text_of(message) for message in self.ana.messages}
        if not step.does.startswith("["):
            self.ana.sends(step.does)
        else:
            label = step.does[1:-1]
            message = next(
                each
                for each in reversed(self.ana.messages)
                if any(shown.startswith(label) for shown in self.ana.buttons(each))
            )
            await self.ana.toast(self.ana.presses(label, message))
        await self.ana.world.until(
            lambda: any(
                step.sees in text_of(message) and before.get(message["message_id"]) != text_of(message)
                for message in self.ana.messages
            ),
            what=f"{step.sees!r} on Telegram",
        )

    def read_code(self) -> str:
        return _find_code(text_of(message) for message in reversed(self.ana.messages))


class OnDiscord:
    def __init__(self, ana: Person, server: DiscordServer) -> None:
        self.ana = ana
        self._server = server

    async def do(self, step: Step) -> None:
        before = {message["id"]: read_text(message) for message in self.ana.messages}
        if step.does.startswith("["):
            label = step.does[1:-1]
            message, button = next(
                (message, button)
                for message in reversed(self.ana.messages)
                for button in list_buttons(message)
                if button["label"].startswith(label)
            )
            await self.ana.presses_data(button["custom_id"], message)
        elif step.does.startswith("/"):
            name, _, rest = step.does.removeprefix("/").partition(" ")
            await self.ana.slash(name, **({"code": rest} if rest else {}))
        else:
            await self.ana.dms(step.does)
        await self._server.world.changed(
            lambda: any(
                step.sees in read_text(message) and before.get(message["id"]) != read_text(message)
                for message in self.ana.messages
            ),
            seconds=PATIENCE,
        )

    def read_code(self) -> str:
        return _find_code(read_text(message) for message in reversed(self.ana.messages))


def _find_code(texts: object) -> str:
    return next(found[1] for text in texts if (found := CODE.search(str(text))))  # pyright: ignore


@pytest.fixture
def there(telegram: User) -> OnTelegram:
    return OnTelegram(telegram)


@pytest.fixture
def here(discord: Person, server: DiscordServer) -> OnDiscord:
    return OnDiscord(discord, server)


async def link(there: OnTelegram, here: OnDiscord) -> None:
    """A code made on Telegram, typed on Discord."""
    await there.do(Step("/link", "/link "))
    await here.do(Step(f"/link {there.read_code()}", "✓ Linked: this chat shows Ana's journal"))
    await there.ana.sees("✓ Discord (Ana) shows this journal too.")


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
async def test_a_dialog_changes_platforms_at_every_step(
    there: OnTelegram, here: OnDiscord, desk: Desk, dialog: Dialog
) -> None:
    """Whatever is written on the other platform brings the open question there, and its buttons work there."""
    await link(there, here)
    if dialog.has_trade:
        await there.do(Step(LINE, "● EURUSD"))
    platforms = (there, here)
    for number, step in enumerate(dialog.steps):
        platform = platforms[number % 2]
        if number:
            await platform.do(Step("/help", dialog.steps[number - 1].sees))
        await platform.do(step)
    facts = await desk.list_facts() | {"zone": await zone_of(desk), "people": 1}
    assert dialog.holds == {name: facts[name] for name in dialog.holds}


async def zone_of(desk: Desk) -> str:
    """Of the one person whose chats both are; the other one has none any more."""
    async with begin_service(now=desk.house.clock.now()) as uow:
        rows = await uow.fetch(
            "select distinct u.timezone from users u join chat_accounts c on c.user_id = u.id"
        )
    assert len(rows) == 1
    return rows[0]["timezone"]


async def test_a_code_of_discord_works_on_telegram_once(there: OnTelegram, here: OnDiscord) -> None:
    await here.do(Step(LINE, "● EURUSD"))
    await here.do(Step("/link", "/link "))
    code = here.read_code()
    await there.do(Step(f"/link {code}", "✓ Linked: this chat shows Ana's journal"))
    await there.do(Step("exit 1.0910", "✓ EURUSD ▲ closed +2.00R"))
    await here.do(Step("/trades", "1 trade"))
    await there.do(Step(f"/link {code}", "That code does not work"))


async def test_what_comes_due_comes_to_the_platform_used_last(
    there: OnTelegram, here: OnDiscord, desk: Desk
) -> None:
    await link(there, here)
    await here.do(Step("/today", "Today: no trades"))
    await come_due(desk, "first")
    await here.ana.sees("How was today?", seconds=PATIENCE)
    await there.do(Step("/cancel", ""))
    await come_due(desk, "second")
    await there.ana.sees("How was today?")


async def come_due(desk: Desk, event: str) -> None:
    now = desk.house.clock.now()
    async with begin_service(now=now) as uow:
        user = await uow.fetch_value("select user_id from chat_accounts limit 1")
        prompt = Prompt(user_id=user, event=event, name=PROMPT, args={"day": now.date().isoformat()})
        await put_prompts(uow, [prompt])


async def test_unlinked_each_platform_shows_its_own_journal_again(
    there: OnTelegram, here: OnDiscord, desk: Desk, server: DiscordServer
) -> None:
    await there.do(Step(LINE, "● EURUSD"))
    await here.do(Step("short XAUUSD 2410 sl 2415 0.1 lots", "● XAUUSD"))
    await there.do(Step("/link", "/link "))
    await here.do(Step(f"/link {there.read_code()}", "Two journals. Which one goes on?"))
    await here.do(Step("[Keep Telegram's]", "Set aside: 1 trade"))
    await here.do(Step("/open", "EURUSD"))
    await desk.restart()
    await listens(server)
    await here.do(Step("/unlink", "Which chat shall leave this journal?"))
    await here.do(Step("[Unlink Discord", "its own journal again"))
    await here.do(Step("/open", "XAUUSD"))
    await there.do(Step("/open", "EURUSD"))
