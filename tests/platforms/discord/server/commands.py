"""What a set of commands may be; anything else is an Invalid Form Body."""

import re
from collections.abc import Mapping
from typing import Any

from .limits import Report, length

_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
_CHAT_INPUT, _USER, _MESSAGE = 1, 2, 3
_MOST = {_CHAT_INPUT: 100, _USER: 15, _MESSAGE: 15}
_STRING, _ATTACHMENT = 3, 11
_LARGEST = 8000
"""Characters of all names, descriptions and values of one command."""

_LOCALES = frozenset(
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ]
)
"""Source: Discord, Locales."""


def check_commands(commands: object) -> None:
    """Refuse a set of commands that Discord would refuse."""
    report = Report()
    many = report.count("commands", commands, 130)
    for number, command in enumerate(many):
        _check_command(report, f"[{number}]", command)
    kinds = [(command.get("type", _CHAT_INPUT), command.get("name")) for command in many]
    if len(set(kinds)) != len(many):
        report.note(
            "commands", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
        )
    for kind, most in _MOST.items():
        if sum(found == kind for found, _ in kinds) > most:
            report.note("commands", "APPLICATION_COMMANDS_LIMIT", f"At most {most} of type {kind}")
    report.close()


def _check_command(report: Report, path: str, command: Mapping[str, Any]) -> None:
    kind = command.get("type", _CHAT_INPUT)
    if not set(command.get("contexts") or []) <= {0, 1, 2}:
        report.note(f"{path}.contexts", "BASE_TYPE_CHOICES", "Contexts are 0, 1 and 2.")
    if not set(command.get("integration_types") or []) <= {0, 1}:
        report.note(f"{path}.integration_types", "BASE_TYPE_CHOICES", "Integration types are 0 and 1.")
    if kind != _CHAT_INPUT:
        report.text(f"{path}.name", command.get("name"), 32, shortest=1)
        _check_localisations(report, f"{path}.name", command.get("name_localizations"), 32)
        if command.get("description") or command.get("options"):
            report.note(f"{path}.description", "BASE_TYPE_FORBIDDEN", "Not for this type of command.")
        return
    _check_named(report, path, command)
    options = report.count(f"{path}.options", command.get("options", []), 25)
    for place, option in enumerate(options):
        _check_option(report, f"{path}.options[{place}]", option)
    demanded = [bool(option.get("required")) for option in options]
    if demanded != sorted(demanded, reverse=True):
        report.note(
            f"{path}.options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options first"
        )
    if len({option.get("name") for option in options}) != len(options):
        report.note(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Options must be unique")
    if _measure(command) > _LARGEST:
        report.note(path, "APPLICATION_COMMAND_TOO_LARGE", f"More than {_LARGEST} characters")


def _check_option(report: Report, path: str, option: Mapping[str, Any]) -> None:
    _check_named(report, path, option)
    if option.get("type") not in {_STRING, _ATTACHMENT}:
        report.note(f"{path}.type", "BASE_TYPE_CHOICES", "Only strings and attachments are served here.")
    choices = report.count(f"{path}.choices", option.get("choices") or [], 25)
    for number, choice in enumerate(choices):
        report.text(f"{path}.choices[{number}].name", choice.get("name"), 100, shortest=1)
        report.text(f"{path}.choices[{number}].value", choice.get("value"), 100, shortest=1)
        _check_localisations(report, f"{path}.choices[{number}].name", choice.get("name_localizations"), 100)
    if option.get("autocomplete") and (choices or option.get("type") != _STRING):
        report.note(
            f"{path}.autocomplete",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Choices or autocomplete",
        )


def _check_named(report: Report, path: str, named: Mapping[str, Any]) -> None:
    for name in (str(named.get("name")), *(named.get("name_localizations") or {}).values()):
        if not _COMMAND_NAME.fullmatch(name) or name != name.lower():
            report.note(f"{path}.name", "STRING_TYPE_REGEX", "Command name is invalid")
    report.text(f"{path}.description", named.get("description"), 100, shortest=1)
    _check_localisations(report, f"{path}.name", named.get("name_localizations"), 32)
    _check_localisations(report, f"{path}.description", named.get("description_localizations"), 100)


def _check_localisations(report: Report, path: str, words: Mapping[str, str] | None, most: int) -> None:
    for locale, text in (words or {}).items():
        if locale not in _LOCALES:
            report.note(f"{path}_localizations.{locale}", "BASE_TYPE_CHOICES", "Not a locale of Discord's.")
        report.text(f"{path}_localizations.{locale}", text, most, shortest=1)


def _measure(named: Mapping[str, Any]) -> int:
    """The longest localisation of each counts."""
    total = 0
    for part in ("name", "description"):
        words = [str(named.get(part) or ""), *(named.get(f"{part}_localizations") or {}).values()]
        total += max(length(word) for word in words)
    total += length(str(named.get("value") or ""))
    return total + sum(_measure(each) for each in (*named.get("options", ()), *(named.get("choices") or ())))
