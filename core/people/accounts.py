"""The accounts a person trades: opened, renamed, made the usual one, retired."""

from dataclasses import dataclass

from core.errors import Invalid, NotFound, Refused
from core.identifiers import AccountId, new_id
from core.people.account import ACCOUNT_COLUMNS, TradingAccount, read_account
from core.storage.unit_of_work import UnitOfWork

MOST_ACCOUNTS = 20
LONGEST_NAME = 40


class TooManyAccounts(Refused):
    """Field: `limit`."""

    code = "too_many_accounts"
    phrase = "You have {limit} accounts already; one has to be retired first."


class NameTaken(Invalid):
    """Field: `name`."""

    code = "account_name_taken"
    phrase = "You have an account called {name} already."


class UsualAccount(Refused):
    """The default account cannot be retired. Field: `name`."""

    code = "usual_account"
    phrase = "Trades go to {name} unless you say otherwise. Make another account the default first."


class AccountInUse(Refused):
    """Field: `name`."""

    code = "account_in_use"
    phrase = "Something is still open in {name}. Close it first, or move it to another account."


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAccount:
    """`trades` counts those of the journal, missed ones too."""

    account: TradingAccount
    is_default: bool
    is_active: bool
    trades: int


async def list_accounts(uow: UnitOfWork) -> list[KeptAccount]:
    """The default one first, then by name; retired ones last."""
    rows = await uow.fetch(
        f"""select {ACCOUNT_COLUMNS}, a.is_default, a.is_active,
            (select count(*) from trades t where t.user_id = a.user_id and t.account_id = a.id and t.is_active)
                as trades
        from trading_accounts a where a.user_id = $1
        order by a.is_default desc, a.is_active desc, lower(a.name), a.id""",  # noqa: S608 - a constant
        uow.user_id,
    )
    return [
        KeptAccount(
            account=read_account(dict(row)),
            is_default=row["is_default"],
            is_active=row["is_active"],
            trades=row["trades"],
        )
        for row in rows
    ]


async def require_account(uow: UnitOfWork, account: AccountId) -> KeptAccount:
    """One of this person's accounts.

    Raises:
        NotFound: it is nobody's, or somebody else's.
    """
    found = next((kept for kept in await list_accounts(uow) if kept.account.id == account), None)
    if found is None:
        raise NotFound
    return found


async def find_account(uow: UnitOfWork, words: str) -> AccountId | None:
    """The account in use that the words mean: by its whole name, by its beginning, or by a word of it."""
    kept = [each for each in await list_accounts(uow) if each.is_active]
    wanted = plain_name(words)
    for fits in (_is_called, _begins_with, _has_word):
        found = [each for each in kept if wanted and fits(each.account.name, wanted)]
        if len(found) == 1:
            return found[0].account.id
    return None


def plain_name(name: str) -> str:
    """Without case, blanks and the signs that people put into names at will."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _is_called(name: str, wanted: str) -> bool:
    return plain_name(name) == wanted


def _begins_with(name: str, wanted: str) -> bool:
    return plain_name(name).startswith(wanted)


def _has_word(name: str, wanted: str) -> bool:
    return wanted in (plain_name(word) for word in name.split())


async def create_account(uow: UnitOfWork, name: str) -> AccountId:
    """A new account with the currency, zone, cut-off and risk of the default one.

    Raises:
        TooManyAccounts, NameTaken.
    """
    kept = await list_accounts(uow)
    if sum(each.is_active for each in kept) >= MOST_ACCOUNTS:
        raise TooManyAccounts(limit=MOST_ACCOUNTS)
    _require_free(kept, name)
    account = AccountId(new_id())
    await uow.execute(
        """insert into trading_accounts (user_id, id, name, currency, timezone, day_cutoff, breakeven_tolerance,
            breakeven_unit, default_risk_percent)
        select user_id, $2, $3, currency, timezone, day_cutoff,
            case when breakeven_unit <> 'money' then breakeven_tolerance end,
            case when breakeven_unit <> 'money' then breakeven_unit end, default_risk_percent
        from trading_accounts where user_id = $1 and is_default""",
        uow.user_id,
        account,
        name,
    )
    return account


async def rename_account(uow: UnitOfWork, account: AccountId, name: str) -> None:
    """
    Raises:
        NameTaken: another account is called so.
    """
    _require_free([each for each in await list_accounts(uow) if each.account.id != account], name)
    await uow.execute(
        "update trading_accounts set name = $3 where user_id = $1 and id = $2", uow.user_id, account, name
    )


async def make_default(uow: UnitOfWork, account: AccountId) -> None:
    """Trades go here from now on; a retired account comes back into use."""
    await require_account(uow, account)
    await uow.execute(
        "update trading_accounts set is_default = false where user_id = $1 and is_default and id <> $2",
        uow.user_id,
        account,
    )
    await uow.execute(
        "update trading_accounts set is_default = true, is_active = true where user_id = $1 and id = $2",
        uow.user_id,
        account,
    )


async def retire_account(uow: UnitOfWork, account: AccountId) -> None:
    """Its trades stay and count; nothing new goes there.

    Raises:
        UsualAccount: it is the default one.
        AccountInUse: a trade is open in it.
    """
    kept = await require_account(uow, account)
    if kept.is_default:
        raise UsualAccount(name=kept.account.name)
    is_used = await uow.fetch_value(
        """select exists (select from trades where user_id = $1 and account_id = $2 and is_active
            and status = 'open')""",
        uow.user_id,
        account,
    )
    if is_used:
        raise AccountInUse(name=kept.account.name)
    await _set_active(uow, account, active=False)


async def revive_account(uow: UnitOfWork, account: AccountId) -> None:
    """A retired account takes trades again."""
    await _set_active(uow, account, active=True)


async def _set_active(uow: UnitOfWork, account: AccountId, *, active: bool) -> None:
    await uow.execute(
        "update trading_accounts set is_active = $3 where user_id = $1 and id = $2",
        uow.user_id,
        account,
        active,
    )


def _require_free(kept: list[KeptAccount], name: str) -> None:
    if any(plain_name(each.account.name) == plain_name(name) for each in kept):
        raise NameTaken(name=name)
