"""The catalogues hold exactly what the code says, in every language, within what a button or a menu can show."""

from gettext import GNUTranslations
from io import BytesIO

import pytest

from bots.journal import build_repertoire
from core.messaging.forms import FORMS
from core.messaging.phrases import CATALOGUES, phrases
from phrasebook.catalogues import TRANSLATIONS, compile_catalogue, list_faults, list_missing, read_catalogue
from phrasebook.sources import Source, find_sources, read_file

FOUND = find_sources()
_MENU, _FORM_LABEL = 100, 45
"""Characters. Sources: Discord, Application commands (description), Components (modal title and label)."""


def test_everything_that_is_said_can_be_gathered() -> None:
    assert [] == [found.place for found in FOUND if found.source is None]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_phrase_is_translated(language: str) -> None:
    missing = [source.text for source in list_missing(read_catalogue(language), FOUND)]
    assert [] == missing, "run `make phrases` and translate what it names"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_the_fields_of_its_source(language: str) -> None:
    assert [] == list(list_faults(read_catalogue(language)))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_what_is_compiled_is_what_was_translated(language: str) -> None:
    compiled = (CATALOGUES / f"{language}.mo").read_bytes()
    written = compile_catalogue(read_catalogue(language))
    assert _read_compiled(written) == _read_compiled(compiled), "run `make phrases`"


@pytest.mark.parametrize("language", ["en", *TRANSLATIONS])
def test_menus_and_forms_fit_in_every_language(language: str) -> None:
    say = phrases(language)
    commands = build_repertoire().commands.values()
    described = [one.description for one in commands]
    described += [argument.description for one in commands for argument in one.arguments]
    labels = [form.title for form in FORMS.values()]
    labels += [field.label for form in FORMS.values() for field in form.fields]
    assert [] == [text for text in map(say, described) if not 0 < len(text) <= _MENU]
    assert [] == [text for text in map(say, labels) if not 0 < len(text) <= _FORM_LABEL]


def test_a_phrase_is_found_with_its_plural_and_its_meaning() -> None:
    code = 'turn.say("{count} trade", "{count} trades", count=n)\nsay("Open", context="verb")'
    found = [each.source for each in read_file(code, "a.py")]
    assert [
        Source(text="{count} trade", plural="{count} trades"),
        Source(text="Open", context="verb"),
    ] == found


def test_both_ends_of_a_condition_are_found() -> None:
    found = [each.source for each in read_file('say("Yes" if sure else "No")', "a.py")]
    assert [Source(text="Yes"), Source(text="No")] == found


def test_words_put_together_on_the_way_are_named() -> None:
    assert [None] == [each.source for each in read_file('say(f"{count} trades")', "a.py")]


def _read_compiled(compiled: bytes) -> dict[object, str]:
    texts = dict(GNUTranslations(BytesIO(compiled))._catalog)
    del texts[""]
    return texts
