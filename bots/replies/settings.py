"""/settings: everything at a glance, each thing one tap from being changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bots.replies.accounts import balance_row, show_risk, show_tolerance
from bots.replies.buttons import button, choices
from core.conversations.tokens import Sign
from core.messaging.dates import show_clock, show_day, show_weekday
from core.messaging.languages import LANGUAGES
from core.messaging.phrases import Say
from core.messaging.screen import Fact, Facts, Screen, Text, Title, spans
from core.messaging.tongue import spoken
from core.people.settings import PersonalSettings
from core.people.zones import show_zone

_WORKDAYS = (1, 2, 3, 4, 5)
_WEEK = 7
_PER_ROW = 3


def compose_settings(
    found: PersonalSettings, *, zone: ZoneInfo, now: datetime, say: Say, sign: Sign, lead: str = ""
) -> Screen:
    checkin = say("never") if found.checkin_at is None else f"{found.checkin_at:%H:%M}"
    account = found.account
    rows = [
        Fact(say("zone"), spans(show_zone(zone)), spans(f"{now.astimezone(zone):%H:%M}")),
        Fact(say("check-in"), spans(checkin), spans(show_days(found.checkin_days, say))),
        Fact(say("account"), spans(account.name), spans(account.currency)),
        Fact(say("risk"), spans(show_risk(account, say)), spans(say("where a trade says nothing"))),
        balance_row(account, say),
        Fact(say("break-even"), spans(show_tolerance(account, say))),
        Fact(say("day ends"), spans(show_clock(account.cutoff)), spans(show_zone(account.zone))),
        Fact(say("language"), spans(LANGUAGES[spoken().language])),
        Fact(say("pictures"), spans(say("dark") if found.theme == "dark" else say("light"))),
    ]
    if found.digest_at is not None and found.digest_weekday is not None:
        digest = f"{show_weekday(found.digest_weekday)} {show_clock(found.digest_at)}"
        rows.insert(2, Fact(say("digest"), spans(digest)))
    if found.back_on is not None:
        back = say("back on {day}", day=show_day(found.back_on, weekday=True))
        rows.insert(2, Fact(say("vacation"), spans(back)))
    names = [
        ("zone", say("Zone")),
        ("checkin", say("Check-in")),
        ("days", say("Days")),
        ("away", say("Vacation")),
        ("currency", say("Currency")),
        ("risk", say("Risk")),
        ("balance", say("Balance")),
        ("even", say("Break-even")),
        ("cutoff", say("Day ends")),
        ("theme", say("Pictures")),
        ("language", say("Language")),
    ]
    if found.digest_at is not None:
        names.append(("digest", say("Digest")))
    actions = [button(sign, label, "set", argument=name) for name, label in names]
    actions.append(button(sign, say("Accounts"), "accts"))
    head = (Text(spans(lead)),) if lead else ()
    return Screen(
        blocks=(
            Title(spans(say("Settings"))),
            *head,
            Facts(tuple(rows)),
            choices(*(actions[at : at + _PER_ROW] for at in range(0, len(actions), _PER_ROW))),
        ),
        private=True,
    )


def show_days(days: tuple[int, ...], say: Say) -> str:
    """`Mon–Fri`, `every day`, or the days by name."""
    if days == _WORKDAYS:
        return say("Mon–Fri")
    if len(days) == _WEEK:
        return say("every day")
    return ", ".join(show_weekday(day) for day in days)
