"""Changes one setting: asks for it, reads it, shows all of them again."""

from bots.dialogs.dialog import Answers, Dialog, Option, Question, Step
from bots.dialogs.onboarding import read_zone
from bots.dialogs.rhythm import RHYTHM, Wording, apply_rhythm, read_rhythm, word_rhythm
from bots.languages import change_language
from bots.settings_screen import show_settings
from bots.turn import Answer, Turn
from core.errors import Invalid
from core.messaging.languages import LANGUAGES, find_named
from core.messaging.screen import Text, Title, spans
from core.people.preferences import set_theme, set_zone
from core.people.zones import guess_zones, parse_zone, show_zone

VALUE = "value"
_PER_ROW = 4


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
        case "language":
            return _read_language(text)
        case _:
            return _read_theme(text)


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


async def _apply(turn: Turn, what: str, value: str) -> None:
    match what:
        case "zone":
            await set_zone(turn.uow, parse_zone(value))
        case _:
            await set_theme(turn.uow, turn.person, value)


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
        case "language":
            usual = tuple((name, code) for code, name in LANGUAGES.items())
            return say("Which language shall I speak?"), say("A language, such as English"), usual
        case _:
            usual = ((say("Dark"), "dark"), (say("Light"), "light"))
            return say("How shall pictures look?"), say("dark or light"), usual


def _note(turn: Turn, what: str) -> str:
    match what:
        case "away":
            return turn.say("Check-ins rest until then, and your streak goes on.")
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
