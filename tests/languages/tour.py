"""A walk through everything the journal says: the life of trades, every command, every button, every slip."""

from collections.abc import Iterable

from bots.messenger import Outgoing
from core.messaging.languages import LANGUAGES, find_language
from core.messaging.screen import Screen
from tests.builders.desk import TestDesk
from tests.builders.talk import an_event

PERSON = "ana"
WELCOME = ("/start", "nowhere at all", "Lisbon", "xyz", "EUR", "lots", "50", "/start")
TRADES = (
    "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm",
    "sl 1.0840",
    "sl be",
    "add 0.2 lots @ 1.0860",
    "note waited for the retest",
    "exit 1.0871 half",
    "exit 1.0880 9 lots",
    "/cancel",
    "exit 9",
    "/cancel",
    "rest 1.0905",
    "exit 1.0905",
    "/undo",
    "rest 1.0895",
    "sold gold 2410 stop 2415",
    "qqq",
    "0.2 lots",
    "EURUSD +2R",
    "short NQ 20000 sl 20050 1 contract",
    "exit 19900",
    "half",
    "/cancel",
    "long EURUSD 1.0850 sl 1.0890 0.5 lots",
    "1.0880",
    "/cancel",
    "long usdjpy 149500 sl 149200 1 lot",
    "maybe",
    "/cancel",
    "long FOOBAR 12 5 shares",
    "abc",
    "10",
    "close FOOBAR",
    "NQ exit 19900",
    "/log",
    "EURUSD",
    "sideways",
    "long",
    "1.0850",
    "back",
    "no price",
    "1.0850",
    "skip",
    "much",
    "0.3 lots",
    "hello there",
    "EURUSD maybe 1.0850",
    "/nonsense",
)
LIVES = (
    "long EURUSD 1.0850 sl 1.0820 0.5 lots @nowhere",
    "exit 1.0890 9 lots",
    "/cancel",
    "flip short 1.2 @ 1.0890",
    "/cancel",
    "flip long @ 1.0890",
    "leg of",
    "reverse @ 1.0890 sl 1.0920",
    "leg of",
    "exit 1.0880 comm 3 swap -1 worst 1.0899 best 1.0870",
    "missed long GBPUSD 1.2700 sl 1.2660 #breakout",
    "long GBPUSD 1.2700 sl 1.2660 0.5 lots comm 3",
    "worst 1.3000",
    "exit 1.2720 half",
    "rest 1.2730",
    "rate 0.91",
    "long GBPUSD 1.2700 sl 1.2660 0.5 lots",
    "exit 1.2750",
    "rate 0",
    "long NQ 20000 1 contract",
    "not filled",
)
COMMANDS = (
    *(
        "today",
        "week",
        "month",
        "today 1980-01-01",
        "week last",
        "open",
        "trades",
        "close",
        "log",
        "settings",
    ),
    *("help", "checkin", "mentor", "students", "digest", "digest here", "undo", "skip", "back", "cancel"),
)
_DEEPEST = 2
_MOST_BUTTONS = 14
_SLIP = "qqq 7x?"


class Tour:
    """Records every screen and toast on the way; `locale` is what the person's platform says."""

    def __init__(self, desk: TestDesk, locale: str, *, commands: Iterable[str] = ()) -> None:
        self._desk = desk
        self._locale = locale
        self._commands = tuple(dict.fromkeys((*COMMANDS, *commands)))
        self._pressed: set[str] = set()
        own = find_language(locale)
        self._other_languages = {name for code, name in LANGUAGES.items() if code != own}

    async def walk(self) -> None:
        for line in (*WELCOME, *LIVES, *TRADES):
            await self.type(line)
        for command in self._commands:
            await self.explore(f"/{command}")
            await self.type("/cancel")

    async def explore(self, line: str) -> None:
        """Type it, then press every button that comes, and answer every question with a slip first."""
        for screen in await self.type(line):
            await self._press_all(screen, deep=1)

    async def type(self, line: str) -> list[tuple[str | None, Screen]]:
        text, command = line, None
        if line.startswith("/"):
            command, _, text = line[1:].partition(" ")
        return await self._tell(text, command=command)

    @property
    def screens(self) -> list[Screen]:
        return [message.screen for message in self._desk.messenger.attempts if message.screen]

    @property
    def toasts(self) -> list[str]:
        return [message.toast for message in self._desk.messenger.attempts if message.toast]

    async def _press_all(self, shown: tuple[str | None, Screen], *, deep: int) -> None:
        number, screen = shown
        for action in screen.actions[:_MOST_BUTTONS]:
            kind = f"{deep} {action.label}"
            if kind in self._pressed or action.label in self._other_languages:
                continue
            self._pressed.add(kind)
            answered = await self._tell("", token=action.token, message=number)
            if deep < _DEEPEST:
                for each in answered:
                    await self._press_all(each, deep=deep + 1)
            if any(screen.subject and screen.subject.kind == "dialog" for _, screen in answered):
                await self._tell(_SLIP)
                await self._tell("", command="cancel")

    async def _tell(
        self, text: str, *, command: str | None = None, token: str | None = None, message: str | None = None
    ) -> list[tuple[str | None, Screen]]:
        messenger = self._desk.messenger
        before = len(messenger.attempts)
        event = an_event(
            text, person=PERSON, command=command, token=token, message=message, locale=self._locale
        )
        await self._desk.tell(event)
        return [
            (self._number_of(each), each.screen)
            for each in messenger.attempts[before:]
            if each.screen is not None
        ]

    def _number_of(self, message: Outgoing) -> str | None:
        shown = self._desk.messenger.shown.items()
        return next((number for number, each in shown if each is message), message.edit_message)
