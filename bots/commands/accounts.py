"""The screens and buttons of the trading accounts, reached from /settings."""

from bots.dialogs.account_setting import show_account, show_accounts
from bots.turn import Answer, Turn
from bots.verbs import Verb
from core.conversations.tokens import Press
from core.errors import NotFound
from core.identifiers import AccountId
from core.people.accounts import make_default, retire_account, revive_account


async def press_accounts(turn: Turn, _press: Press) -> Answer:
    return await show_accounts(turn)


async def press_account(turn: Turn, press: Press) -> Answer:
    return await show_account(turn, _require(press))


async def press_usual(turn: Turn, press: Press) -> Answer:
    """From now on trades go here."""
    account = _require(press)
    await make_default(turn.uow, account)
    return await show_account(turn, account, lead=turn.say("Trades go here from now on."))


async def press_retire(turn: Turn, press: Press) -> Answer:
    account = _require(press)
    await retire_account(turn.uow, account)
    return await show_account(turn, account, lead=turn.say("Retired. Its trades stay and count."))


async def press_revive(turn: Turn, press: Press) -> Answer:
    account = _require(press)
    await revive_account(turn.uow, account)
    return await show_account(turn, account, lead=turn.say("In use again."))


def _require(press: Press) -> AccountId:
    if press.target is None:
        raise NotFound
    return AccountId(press.target)


ACCOUNT_VERBS = (
    Verb(name="accts", handler=press_accounts, subject="none"),
    Verb(name="acct", handler=press_account, subject="none"),
    Verb(name="usual", handler=press_usual, subject="none"),
    Verb(name="retire", handler=press_retire, subject="none"),
    Verb(name="revive", handler=press_revive, subject="none"),
)
