"""The first minute: zone, currency, default risk; each by a tap, each may wait."""

from bots.dialogs.conductor import place
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.replies.welcome import compose_ready
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.instruments.currencies import CURRENCIES
from core.messaging.screen import Text, Title, Weight, spans
from core.people.preferences import adopt_zone, finish_onboarding, set_default_risk, set_zone
from core.people.zones import guess_zones, parse_zone, show_zone
from core.trades.rebooking import change_currency
from core.trades.typed import parse_risk

ZONE, CURRENCY, RISK = "zone", "currency", "risk"
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_SHOWN = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


class UnknownCurrency(Invalid):
    """Field: `typed`."""

    code = "unknown_currency"
    phrase = "I read “{typed}”, but need a currency in letters, such as USD, CHF or USDT."


def read_zone(text: str, _answers: Answers) -> str:
    return parse_zone(text).key


def read_currency(text: str, _answers: Answers) -> str:
    typed = text.strip().upper()
    code = _SIGNS.get(typed, typed)
    if code not in CURRENCIES:
        raise UnknownCurrency(typed=text.strip()[:40])
    return code


def read_risk(text: str, _answers: Answers) -> str:
    kind, value = parse_risk(text)
    return f"{value}%" if kind == "percent" else str(value)


async def ask_zone(turn: Turn, _answers: Answers) -> Question:
    zones = guess_zones(turn.inbound.sender.locale or turn.person.locale)
    guesses = tuple(
        Option(label=f"{show_zone(zone)} {turn.now.astimezone(zone):%H:%M}", value=zone.key) for zone in zones
    )
    return Question(
        blocks=(
            Title(
                spans(
                    turn.say(
                        "Hi {name}. I keep your trading journal. You type, I file.", name=turn.person.name
                    )
                )
            ),
            Text(spans(turn.say("Where are you? Times and days follow this."))),
        ),
        options=(guesses, _other_or_later(turn)),
        hint=turn.say("A city, such as Zurich"),
    )


async def ask_currency(turn: Turn, _answers: Answers) -> Question:
    usual = tuple(Option(label=code, value=code) for code in ("USD", "EUR", "GBP"))
    return Question(
        blocks=(Title(spans(turn.say("Account currency?"))),),
        options=(usual, _other_or_later(turn)),
        hint=turn.say("A currency, such as CHF"),
    )


async def ask_risk(turn: Turn, answers: Answers) -> Question:
    currency = answers.get(CURRENCY) or turn.person.currency
    sign = _SHOWN.get(currency)
    money = f"{sign}50" if sign else f"50 {currency}"
    return Question(
        blocks=(Title(spans(turn.say("Risk per trade, as a default for R?"))),),
        options=(
            (
                Option(label="0.5 %", value="0.5%"),
                Option(label="1 %", value="1%"),
                Option(label=money, value="50"),
                Option(label=turn.say("Later"), skips=True, weight=Weight.QUIET),
            ),
        ),
        hint=turn.say("A risk, such as 0.75 % or 100"),
    )


async def finish(turn: Turn, answers: Answers) -> Answer:
    await apply_answers(turn, answers)
    await finish_onboarding(turn.uow)
    return place(turn, compose_ready(say=turn.say, sign=turn.sign))


async def apply_answers(turn: Turn, answers: Answers) -> None:
    """Write what was answered; what was put off stays as it is."""
    zone, currency, risk = answers.get(ZONE), answers.get(CURRENCY), answers.get(RISK)
    if zone:
        await set_zone(turn.uow, parse_zone(zone))
        await adopt_zone(turn.uow, turn.person.account, parse_zone(zone))
    if currency:
        await change_currency(turn.uow, turn.person.account, currency)
    if risk:
        kind, value = parse_risk(risk)
        percent, amount = (value, None) if kind == "percent" else (None, value)
        await set_default_risk(turn.uow, turn.person.account, percent=percent, amount=amount)


def _other_or_later(turn: Turn) -> tuple[Option, ...]:
    return (
        Option(label=turn.say("Other…"), types=True),
        Option(label=turn.say("Later"), skips=True, weight=Weight.QUIET),
    )


ONBOARDING = Dialog(
    name="onboarding",
    version=1,
    steps=(
        Step(name=ZONE, ask=ask_zone, read=read_zone, skippable=True),
        Step(name=CURRENCY, ask=ask_currency, read=read_currency, skippable=True),
        Step(name=RISK, ask=ask_risk, read=read_risk, skippable=True),
    ),
    finish=finish,
    on_cancel=finish,
)
