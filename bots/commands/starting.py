"""/start (an invitation may ride on it), /help, /settings."""

from collections.abc import Callable, Iterable

from bots.commands.linking import DEEP_LINK, accept_link
from bots.commands.mentoring import accept_code
from bots.commands.registry import Argument, Command, CommandHandler
from bots.dialogs.account_setting import ACCOUNT_SETTING, ACCOUNT_THINGS, account_answers
from bots.dialogs.conductor import start
from bots.dialogs.onboarding import ONBOARDING
from bots.dialogs.settings import SETTING
from bots.replies.help import compose_help
from bots.replies.welcome import compose_welcome_back
from bots.settings_screen import show_settings
from bots.turn import Answer, Turn, Utterance, answer
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.identifiers import AccountId
from core.trades.queries import list_open


async def welcome(turn: Turn) -> Answer:
    code = turn.inbound.text.strip()
    if code.startswith(DEEP_LINK):
        return await accept_link(turn, code)
    if code:
        return await accept_code(turn, code)
    if turn.person.is_onboarded:
        opened = await list_open(turn.uow)
        return answer(compose_welcome_back(turn.person.name, len(opened), say=turn.say, sign=turn.sign))
    return await start(turn, ONBOARDING)


async def settings(turn: Turn) -> Answer:
    return await show_settings(turn)


async def press_set(turn: Turn, press: Press) -> Answer:
    """A thing of an account, of the default one unless another is meant, or one of the person."""
    if press.argument in ACCOUNT_THINGS:
        account = AccountId(press.target) if press.target else None
        return await start(turn, ACCOUNT_SETTING, account_answers(press.argument, account))
    today = turn.now.astimezone(turn.person.zone).date()
    return await start(turn, SETTING, {"what": press.argument, "today": today.isoformat()})


def help_with(list_commands: Callable[[], Iterable[Command]]) -> CommandHandler:
    """/help of exactly the commands that work."""

    async def show_help(turn: Turn) -> Answer:
        screen = compose_help(list_commands(), say=turn.say)
        return Answer(utterances=(Utterance(screen=screen, final=True),))

    return show_help


START_COMMANDS = (
    Command(
        name="start",
        description="Begin, or take up an invitation",
        handler=welcome,
        arguments=(Argument(name="code", description="An invitation you were given"),),
    ),
)
SETTINGS_COMMANDS = (
    Command(name="settings", description="Zone, hours, account, pictures", handler=settings),
)
SETTINGS_VERBS = (Verb(name="set", handler=press_set, subject="none"),)
