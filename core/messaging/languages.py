"""The languages the journal speaks, and which of them a platform's tag means."""

from collections.abc import Mapping

ENGLISH = "en"

LANGUAGES: Mapping[str, str] = {
    ENGLISH: "English",
    "es": "Español",
    "pt": "Português",
    "de": "Deutsch",
    "fr": "Français",
    "ru": "Русский",
}
"""By code, each in its own words."""


def find_language(tag: str | None) -> str:
    """The language of a tag: `pt-BR` is `pt`, `es-419` is `es`; English where the journal does not speak it."""
    language = (tag or "").replace("_", "-").partition("-")[0].casefold()
    return language if language in LANGUAGES else ENGLISH


def find_named(words: str) -> str | None:
    """The language that was typed: `es`, `español`, `Spanish`, `deutsch`; None if it is none of ours."""
    typed = words.strip().casefold()
    return next((code for code, names in _NAMES.items() if typed == code or typed in names), None)


_NAMES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"english", "inglés", "ingles", "inglês", "englisch", "anglais", "английский"}),
    "es": frozenset(
        {"español", "espanol", "spanish", "castellano", "espanhol", "spanisch", "espagnol", "испанский"}
    ),
    "pt": frozenset(
        {"português", "portugues", "portuguese", "brasileiro", "portugiesisch", "portugais", "португальский"}
    ),
    "de": frozenset({"deutsch", "german", "alemán", "aleman", "alemão", "alemao", "allemand", "немецкий"}),
    "fr": frozenset(
        {"français", "francais", "french", "francés", "frances", "francês", "französisch", "французский"}
    ),
    "ru": frozenset({"русский", "russian", "ruso", "russo", "russisch", "russe"}),
}
