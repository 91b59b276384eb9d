"""/settings: everything at a glance, each thing one tap from being changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bots.replies.buttons import button, choices
from core.conversations.tokens import Sign
from core.messaging.dates import show_clock, show_weekday
from core.messaging.languages import LANGUAGES
from core.messaging.phrases import Say
from core.messaging.screen import Fact, Facts, Screen, Text, Title, spans
from core.messaging.tongue import spoken
from core.money import Money, format_money, format_short
from core.people.settings import PersonalSettings
from core.people.zones import show_zone

_WORKDAYS = (1, 2, 3, 4, 5)
_WEEK = 7


def compose_settings(
    found: PersonalSettings, *, zone: ZoneInfo, now: datetime, say: Say, sign: Sign, lead: str = ""
) -> Screen:
    checkin = say("never") if found.checkin_at is None else f"{found.checkin_at:%H:%M}"
    rows = [
        Fact(say("zone"), spans(show_zone(zone)), spans(f"{now.astimezone(zone):%H:%M}")),
        Fact(say("check-in"), spans(checkin), spans(show_days(found.checkin_days, say))),
        Fact(say("account"), spans(found.account_name), spans(found.currency)),
        Fact(say("risk"), spans(show_risk(found, say)), spans(say("where a trade says nothing"))),
        Fact(
            say("day ends"),
            spans(f"{found.cutoff:%H:%M}"),
            spans(show_zone(ZoneInfo(found.account_zone))),
        ),
        Fact(say("language"), spans(LANGUAGES[spoken().language])),
        Fact(say("pictures"), spans(say("dark") if found.theme == "dark" else say("light"))),
    ]
    if found.digest_at is not None and found.digest_weekday is not None:
        digest = f"{show_weekday(found.digest_weekday)} {show_clock(found.digest_at)}"
        rows.insert(2, Fact(say("digest"), spans(digest)))
    names = [
        ("zone", say("Zone")),
        ("checkin", say("Check-in")),
        ("currency", say("Currency")),
        ("risk", say("Risk")),
        ("account", say("Account")),
        ("cutoff", say("Day ends")),
        ("balance", say("Balance")),
        ("theme", say("Pictures")),
        ("language", say("Language")),
    ]
    if found.digest_at is not None:
        names.append(("digest", say("Digest")))
    actions = [button(sign, label, "set", argument=name) for name, label in names]
    head = (Text(spans(lead)),) if lead else ()
    return Screen(
        blocks=(
            Title(spans(say("Settings"))),
            *head,
            Facts(tuple(rows)),
            choices(actions[:3], actions[3:6], actions[6:]),
        ),
        private=True,
    )


def show_risk(found: PersonalSettings, say: Say) -> str:
    if found.default_risk_amount is not None:
        return format_money(Money(found.default_risk_amount, found.currency), signed=False, cents=False)
    if found.default_risk_percent is not None:
        return f"{format_short(found.default_risk_percent)} %"
    return say("not set")


def show_days(days: tuple[int, ...], say: Say) -> str:
    """`Mon–Fri`, `every day`, or the days by name."""
    if days == _WORKDAYS:
        return say("Mon–Fri")
    if len(days) == _WEEK:
        return say("every day")
    return ", ".join(show_weekday(day) for day in days)
