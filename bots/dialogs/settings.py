"""Changes one setting: asks for it, reads it, shows all of them again."""

import re
from datetime import time
from decimal import Decimal

from bots.dialogs.conductor import place
from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.onboarding import read_currency, read_risk, read_zone
from bots.dialogs.rhythm import RHYTHM, Wording, apply_rhythm, read_clock, read_rhythm, word_rhythm
from bots.languages import change_language
from bots.replies.settings import compose_settings
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.messaging.languages import LANGUAGES, find_named
from core.messaging.screen import Text, Title, spans
from core.people.preferences import (
    rename_account,
    set_balance,
    set_currency,
    set_cutoff,
    set_default_risk,
    set_theme,
    set_zone,
)
from core.people.queries import require_person
from core.people.settings import load_settings
from core.people.zones import guess_zones, parse_zone, show_zone
from core.trades.typed import parse_balance, parse_risk

VALUE = "value"
LONGEST_NAME = 40
_PER_ROW = 4
_FRIDAY = 5
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]?([0-5]\d)?\Z")


class NameUnclear(Invalid):
    """Field: `limit`."""

    code = "name_unclear"
    phrase = "A name has 1 to {limit} characters."


class LanguageUnclear(Invalid):
    """Fields: `typed`, `languages`."""

    code = "language_unclear"
    phrase = "I read “{typed}”, but speak {languages}."


class ThemeUnclear(Invalid):
    """Field: `typed`."""

    code = "theme_unclear"
    phrase = "I read “{typed}”. Pictures are dark or light."


def read_value(text: str, answers: Answers) -> str:
    what = answers.get("what") or ""
    if what in RHYTHM:
        return read_rhythm(what, text, answers)
    match what:
        case "zone":
            return read_zone(text, answers)
        case "currency":
            return read_currency(text, answers)
        case "risk":
            return read_risk(text, answers)
        case "balance":
            return str(parse_balance(text))
        case "cutoff":
            return read_clock(text)
        case "theme":
            return _read_theme(text)
        case "language":
            return _read_language(text)
        case _:
            return _read_name(text)


def _read_theme(text: str) -> str:
    typed = text.strip().casefold()
    if typed not in ("dark", "light"):
        raise ThemeUnclear(typed=text.strip()[:40])
    return typed


def _read_language(text: str) -> str:
    language = find_named(text)
    if language is None:
        raise LanguageUnclear(typed=text.strip()[:40], languages=", ".join(LANGUAGES.values()))
    return language


def _read_name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameUnclear(limit=LONGEST_NAME)
    return name


async def ask_value(turn: Turn, answers: Answers) -> Question:
    asked, hint, values = _wording(turn, answers.get("what") or "")
    blocks = [Title(spans(asked))]
    note = _note(turn, answers.get("what") or "")
    options = [Option(label=label, value=value) for label, value in values]
    rows = (options[at : at + _PER_ROW] for at in range(0, len(options), _PER_ROW))
    return Question(
        blocks=(*blocks, *((Text(spans(note)),) if note else ())),
        options=tuple(tuple(row) for row in rows),
        hint=hint,
    )


async def finish_setting(turn: Turn, answers: Answers) -> Answer:
    what, value = answers.get("what") or "", answers.get(VALUE) or ""
    if what == "language":
        turn = await change_language(turn, value)
    elif what in RHYTHM:
        await apply_rhythm(turn, what, value)
    else:
        await _apply(turn, what, value)
    return await show_settings(turn, lead=turn.say("Changed."))


async def show_settings(turn: Turn, *, lead: str = "") -> Answer:
    person = await require_person(turn.uow)
    found = await load_settings(turn.uow, person)
    screen = compose_settings(found, zone=person.zone, now=turn.now, say=turn.say, sign=turn.sign, lead=lead)
    return place(turn, screen)


async def _apply(turn: Turn, what: str, value: str) -> None:
    uow, account = turn.uow, turn.person.account
    match what:
        case "zone":
            await set_zone(uow, parse_zone(value))
        case "currency":
            await set_currency(uow, account, value)
        case "risk":
            kind, risk = parse_risk(value)
            percent, amount = (risk, None) if kind == "percent" else (None, risk)
            await set_default_risk(uow, account, percent=percent, amount=amount)
        case "balance":
            await set_balance(uow, account, Decimal(value))
        case "cutoff":
            await set_cutoff(uow, account, time.fromisoformat(value))
        case "theme":
            await set_theme(uow, turn.person, value)
        case _:
            await rename_account(uow, account, value)


def _wording(turn: Turn, what: str) -> Wording:
    """Question, hint and ready answers of one setting."""
    say = turn.say
    if what in RHYTHM:
        return word_rhythm(turn, what)
    match what:
        case "zone":
            zones = guess_zones(turn.inbound.sender.locale or turn.person.locale)
            shown = tuple(
                (f"{show_zone(zone)} {turn.now.astimezone(zone):%H:%M}", zone.key) for zone in zones
            )
            return say("Where are you?"), say("A city, such as Zurich"), shown
        case "currency":
            usual = (("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP"))
            return say("Account currency?"), say("A currency, such as CHF"), usual
        case "risk":
            usual = (("0.5 %", "0.5%"), ("1 %", "1%"), ("50", "50"))
            return say("Risk per trade, as a default for R?"), say("A risk, such as 0.75 % or 100"), usual
        case "balance":
            return say("What did the account start with?"), say("An amount, such as 10000"), ()
        case "cutoff":
            usual = (("00:00", "00:00"), ("17:00", "17:00"), ("18:00", "18:00"))
            return say("When does the trading day end?"), say("A time, such as 17:00"), usual
        case "language":
            usual = tuple((name, code) for code, name in LANGUAGES.items())
            return say("Which language shall I speak?"), say("A language, such as English"), usual
        case "theme":
            usual = ((say("Dark"), "dark"), (say("Light"), "light"))
            return say("How shall pictures look?"), say("dark or light"), usual
        case _:
            return say("What is the account called?"), say("A name, such as Main"), ()


def _note(turn: Turn, what: str) -> str:
    match what:
        case "cutoff":
            return turn.say("From now on; days already booked stay where they are.")
        case "away":
            return turn.say("Check-ins rest until then, and your streak goes on.")
        case "balance":
            return turn.say("A risk in percent is taken of it.")
        case "zone":
            return turn.say("Check-ins and digests follow; days already booked stay where they are.")
        case _:
            return ""


SETTING = Dialog(
    name="setting",
    version=1,
    comes_back=False,
    steps=(Step(name=VALUE, ask=ask_value, read=read_value),),
    finish=finish_setting,
)
