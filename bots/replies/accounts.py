"""The trading accounts: all of them in a list, one of them with everything that can be changed."""

from decimal import Decimal

from bots.replies.buttons import button, choices
from bots.replies.figures import joined
from core.conversations.tokens import Sign
from core.messaging.dates import show_clock
from core.messaging.phrases import Say
from core.messaging.screen import Action, Fact, Facts, Item, Items, Screen, Text, Title, Weight, spans
from core.money import Money, format_money, format_short
from core.people.account import TradingAccount
from core.people.accounts import KeptAccount
from core.people.zones import show_zone
from core.trades.trade import ToleranceUnit


def compose_accounts(kept: list[KeptAccount], *, say: Say, sign: Sign, lead: str = "") -> Screen:
    items = tuple(
        Item(
            name=each.account.name,
            line=spans(_describe(each, say)),
            action=button(sign, say("Open"), "acct", target=each.account.id),
        )
        for each in kept
    )
    note = say("A trade goes to the first one, unless you add @name to its line.")
    return Screen(
        blocks=(
            Title(spans(say("Accounts"))),
            *((Text(spans(lead)),) if lead else ()),
            Items(heading="", items=items),
            Text(spans(note)),
            choices([button(sign, say("New account"), "set", argument="new")]),
        ),
        private=True,
    )


def compose_account(kept: KeptAccount, *, say: Say, sign: Sign, lead: str = "") -> Screen:
    account = kept.account
    rows = (
        Fact(say("currency"), spans(account.currency)),
        Fact(say("day ends"), spans(show_clock(account.cutoff)), spans(show_zone(account.zone))),
        Fact(say("risk"), spans(show_risk(account, say)), spans(say("where a trade says nothing"))),
        balance_row(account, say),
        Fact(say("break-even"), spans(show_tolerance(account, say))),
        Fact(say("trades"), spans(str(kept.trades))),
    )
    names = (
        ("name", say("Name")),
        ("currency", say("Currency")),
        ("azone", say("Zone")),
        ("cutoff", say("Day ends")),
        ("risk", say("Risk")),
        ("balance", say("Balance")),
        ("even", say("Break-even")),
    )
    change = [button(sign, label, "set", target=account.id, argument=name) for name, label in names]
    return Screen(
        blocks=(
            Title(spans(account.name)),
            *((Text(spans(lead)),) if lead else ()),
            Facts(rows),
            choices(change[:4], change[4:], _standing_buttons(kept, say, sign)),
        ),
        private=True,
    )


def show_risk(account: TradingAccount, say: Say) -> str:
    if account.default_risk_amount is not None:
        return format_money(Money(account.default_risk_amount, account.currency), signed=False, cents=False)
    if account.default_risk_percent is not None:
        return f"{format_short(account.default_risk_percent)} %"
    return say("not set")


def balance_row(account: TradingAccount, say: Say) -> Fact:
    if account.starting_balance is None:
        return Fact(say("balance"), spans(say("not set")))
    money = Money(account.starting_balance, account.currency)
    shown = format_money(money, signed=False, cents=False)
    return Fact(say("balance"), spans(shown), spans(say("at the start")))


def show_tolerance(account: TradingAccount, say: Say) -> str:
    """`within $5`, `within 3 ticks`, `within 0.1R`, or only zero."""
    amount, unit = account.breakeven_tolerance, account.breakeven_unit
    if not amount:
        return say("only zero")
    return say("within {amount}", amount=show_amount(amount, unit, account.currency, say))


def show_amount(amount: Decimal, unit: str | None, currency: str, say: Say) -> str:
    match unit:
        case ToleranceUnit.TICKS:
            return say("{amount} ticks", amount=format_short(amount, 4))
        case ToleranceUnit.R:
            return f"{format_short(amount, 4)}R"
        case _:
            return format_money(Money(amount, currency), signed=False, cents=False)


def _describe(kept: KeptAccount, say: Say) -> str:
    standing = None
    if kept.is_default:
        standing = say("default")
    elif not kept.is_active:
        standing = say("retired")
    count = say("{count} trade", "{count} trades", count=kept.trades)
    return joined((kept.account.currency, standing, count))


def _standing_buttons(kept: KeptAccount, say: Say, sign: Sign) -> list[Action]:
    found = [button(sign, say("All accounts"), "accts", weight=Weight.QUIET)]
    if not kept.is_default:
        found.append(button(sign, say("Make default"), "usual", target=kept.account.id))
        label = say("Retire") if kept.is_active else say("Use again")
        found.append(button(sign, label, "retire" if kept.is_active else "revive", target=kept.account.id))
    return found
