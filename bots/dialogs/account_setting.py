"""Changes one thing of one trading account, or opens a new one; another break-even is shown before it counts."""

from datetime import time
from decimal import Decimal
from uuid import UUID

from bots.dialogs.conductor import place
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.onboarding import read_currency, read_risk, read_zone
from bots.dialogs.rhythm import read_clock
from bots.dialogs.spoken_words import Word, means
from bots.replies.accounts import compose_account, compose_accounts, show_amount
from bots.settings_screen import show_settings
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.identifiers import AccountId
from core.messaging.phrases import Say, phrase
from core.messaging.screen import Text, Title, Weight, spans
from core.people.accounts import (
    LONGEST_NAME,
    create_account,
    list_accounts,
    rename_account,
    require_account,
)
from core.people.preferences import set_account_zone, set_balance, set_cutoff, set_default_risk
from core.people.zones import guess_zones, parse_zone, show_zone
from core.trades.breakeven import Reclassified, preview_tolerance, set_tolerance
from core.trades.rebooking import change_currency
from core.trades.tolerance import parse_tolerance, write_tolerance
from core.trades.trade import Outcome, Tolerance
from core.trades.typed import Unreadable, parse_balance, parse_risk

VALUE, SURE = "value", "sure"
ACCOUNT_THINGS = ("name", "currency", "azone", "cutoff", "risk", "balance", "even", "new")
_YES = "set"
_Wording = tuple[str, str, tuple[tuple[str, str], ...]]


class NameUnclear(Invalid):
    """Field: `limit`."""

    code = "name_unclear"
    phrase = "A name has 1 to {limit} characters."


def account_answers(what: str, account: AccountId | None) -> dict[str, str | None]:
    """What is to be changed, of which account (None: of the default one, and /settings is shown again)."""
    return {"what": what, **({"account": str(account)} if account else {})}


def read_value(text: str, answers: Answers) -> str:
    match answers.get("what"):
        case "currency":
            return read_currency(text, answers)
        case "azone":
            return read_zone(text, answers)
        case "risk":
            return read_risk(text, answers)
        case "balance":
            return str(parse_balance(text))
        case "cutoff":
            return read_clock(text)
        case "even":
            is_none = means(text, Word.NONE, Word.NO, Word.NEVER)
            return write_tolerance(Tolerance() if is_none else parse_tolerance(text))
        case _:
            return _read_name(text)


def _read_name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameUnclear(limit=LONGEST_NAME)
    return name


def read_sure(text: str, _answers: Answers) -> str:
    if text.strip().casefold() == _YES or means(text, Word.YES):
        return _YES
    raise Unreadable(typed=text.strip()[:40], wanted=phrase("yes, or Cancel"))


async def ask_value(turn: Turn, answers: Answers) -> Question:
    what = answers.get("what") or ""
    asked, hint, values = _wording(turn, what)
    note = _note(turn.say, what)
    options = tuple(Option(label=label, value=value) for label, value in values)
    return Question(
        blocks=(Title(spans(asked)), *((Text(spans(note)),) if note else ())),
        options=(options,) if options else (),
        hint=hint,
    )


async def ask_sure(turn: Turn, answers: Answers) -> Question:
    """`Break-even within $5: this turns 14 losses into break-even.`"""
    account = _account(turn, answers)
    tolerance = parse_tolerance(answers.get(VALUE) or "")
    currency = (await require_account(turn.uow, account)).account.currency
    foreseen = await preview_tolerance(turn.uow, account, tolerance)
    head = turn.say("Break-even: only zero?")
    if tolerance.amount:
        shown = show_amount(tolerance.amount, tolerance.unit, currency, turn.say)
        head = turn.say("Break-even within {amount}?", amount=shown)
    lines = describe_turns(foreseen, turn.say) or (turn.say("No closed trade changes by it."),)
    return Question(
        blocks=(Title(spans(head)), *(Text(spans(line)) for line in lines)),
        options=((Option(label=turn.say("Set it"), value=_YES, weight=Weight.PRIMARY),),),
    )


def describe_turns(foreseen: Reclassified, say: Say) -> tuple[str, ...]:
    """One sentence for each way that outcomes change."""
    counts = foreseen.counts
    wins, losses = counts[Outcome.WIN, Outcome.BREAKEVEN], counts[Outcome.LOSS, Outcome.BREAKEVEN]
    won, lost = counts[Outcome.BREAKEVEN, Outcome.WIN], counts[Outcome.BREAKEVEN, Outcome.LOSS]
    told = (
        (
            losses,
            say(
                "This turns {count} loss into break-even.",
                "This turns {count} losses into break-even.",
                count=losses,
            ),
        ),
        (
            wins,
            say(
                "This turns {count} win into break-even.",
                "This turns {count} wins into break-even.",
                count=wins,
            ),
        ),
        (
            lost,
            say(
                "{count} break-even trade becomes a loss.",
                "{count} break-even trades become losses.",
                count=lost,
            ),
        ),
        (
            won,
            say(
                "{count} break-even trade becomes a win.",
                "{count} break-even trades become wins.",
                count=won,
            ),
        ),
    )
    return tuple(words for count, words in told if count)


async def finish_account(turn: Turn, answers: Answers) -> Answer:
    what, value = answers.get("what") or "", answers.get(VALUE) or ""
    if what == "new":
        account = await create_account(turn.uow, value)
        lead = turn.say("Opened. Add @{name} to a trade's line to file it here.", name=value.replace(" ", ""))
        return await show_account(turn, account, lead=lead)
    account = _account(turn, answers)
    await _apply(turn, account, what, value)
    if answers.get("account"):
        return await show_account(turn, account, lead=turn.say("Changed."))
    return await show_settings(turn, lead=turn.say("Changed."))


async def show_account(turn: Turn, account: AccountId, *, lead: str = "") -> Answer:
    kept = await require_account(turn.uow, account)
    return place(turn, compose_account(kept, say=turn.say, sign=turn.sign, lead=lead))


async def show_accounts(turn: Turn, *, lead: str = "") -> Answer:
    kept = await list_accounts(turn.uow)
    return place(turn, compose_accounts(kept, say=turn.say, sign=turn.sign, lead=lead))


async def _apply(turn: Turn, account: AccountId, what: str, value: str) -> None:
    uow = turn.uow
    match what:
        case "currency":
            await change_currency(uow, account, value)
        case "azone":
            await set_account_zone(uow, account, parse_zone(value))
        case "risk":
            kind, risk = parse_risk(value)
            percent, amount = (risk, None) if kind == "percent" else (None, risk)
            await set_default_risk(uow, account, percent=percent, amount=amount)
        case "balance":
            await set_balance(uow, account, Decimal(value))
        case "cutoff":
            await set_cutoff(uow, account, time.fromisoformat(value))
        case "even":
            await set_tolerance(uow, account, parse_tolerance(value))
        case _:
            await rename_account(uow, account, value)


def _account(turn: Turn, answers: Answers) -> AccountId:
    named = answers.get("account")
    return AccountId(UUID(named)) if named else turn.person.account


def _wording(turn: Turn, what: str) -> _Wording:
    """Question, hint and ready answers of one thing."""
    say = turn.say
    match what:
        case "currency":
            usual = (("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP"))
            return say("Account currency?"), say("A currency, such as CHF"), usual
        case "azone":
            zones = guess_zones(turn.inbound.sender.locale or turn.person.locale)
            shown = tuple((show_zone(zone), zone.key) for zone in zones)
            return say("Whose clock ends its trading day?"), say("A city, such as New York"), shown
        case "risk":
            usual = (("0.5 %", "0.5%"), ("1 %", "1%"), ("50", "50"))
            return say("Risk per trade, as a default for R?"), say("A risk, such as 0.75 % or 100"), usual
        case "balance":
            return say("What did the account start with?"), say("An amount, such as 10000"), ()
        case "cutoff":
            usual = (("00:00", "00:00"), ("17:00", "17:00"), ("18:00", "18:00"))
            return say("When does the trading day end?"), say("A time, such as 17:00"), usual
        case "even":
            usual = ((say("Only zero"), "none"), ("5", "5"), (say("2 ticks"), "2 ticks"), ("0.1R", "0.1r"))
            return say("What still counts as break-even?"), say("Money, ticks or R, such as 5 or 0.1R"), usual
        case "new":
            return say("What is the new account called?"), say("A name, such as FTMO"), ()
        case _:
            return say("What is the account called?"), say("A name, such as Main"), ()


def _note(say: Say, what: str) -> str:
    match what:
        case "cutoff" | "azone":
            return say("From now on; days already booked stay where they are.")
        case "balance":
            return say("A risk in percent is taken of it.")
        case "even":
            return say("Results this close to zero are neither won nor lost, also those of the past.")
        case "new":
            return say("It begins with the currency, zone and risk of your default account.")
        case _:
            return ""


ACCOUNT_SETTING = Dialog(
    name="account",
    version=1,
    comes_back=False,
    offers_cancel=True,
    steps=(
        Step(name=VALUE, ask=ask_value, read=read_value),
        Step(name=SURE, ask=ask_sure, read=read_sure, applies=lambda known: known.get("what") == "even"),
    ),
    finish=finish_account,
)
