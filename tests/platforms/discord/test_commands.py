"""The commands as Discord gets them: within its limits, in every language, the same digest as it gives them back."""

import pytest

from bots.commands.registry import Argument, Source, write_line
from bots.discord.slash_commands import LOG_MESSAGE, make_digest, render_commands
from bots.journal import build_repertoire
from core.messaging.languages import LANGUAGES
from core.messaging.phrases import phrases
from tests.platforms.discord.server.commands import check_commands

COMMANDS = render_commands(build_repertoire().commands.values())


def test_all_commands_of_the_product_are_within_discords_limits() -> None:
    check_commands(COMMANDS)


def test_every_command_may_be_used_everywhere() -> None:
    assert all(command["integration_types"] == [0, 1] for command in COMMANDS)
    assert all(command["contexts"] == [0, 1, 2] for command in COMMANDS)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_what_a_catalogue_says_is_what_discord_shows(language: str) -> None:
    locale = {"es": "es-419", "pt": "pt-BR"}.get(language, language)
    say = phrases(language)
    for command in build_repertoire().commands.values():
        shown = next((each for each in COMMANDS if each["name"] == command.name), None)
        if shown is None or say(command.description) == command.description:
            continue
        assert say(command.description)[:90] == shown["description_localizations"][locale][:90]
    menu = COMMANDS[-1]
    assert menu.get("name_localizations", {}).get(locale, LOG_MESSAGE) == say(LOG_MESSAGE)


def test_the_digest_sees_words_and_not_what_discord_adds() -> None:
    given_back = [
        {"id": "1", "version": "2", "description": "", "nsfw": False, "options": []} | command
        for command in reversed(COMMANDS)
    ]
    assert make_digest(COMMANDS) == make_digest(given_back)
    other = [COMMANDS[0] | {"description_localizations": {"de": "anders"}}, *COMMANDS[1:]]
    assert make_digest(COMMANDS) != make_digest(other)


def test_what_was_given_by_name_reads_as_one_line() -> None:
    arguments = (
        Argument(name="symbol", description="", source=Source.MARKET),
        Argument(name="stop", description="", lead="sl "),
        Argument(name="setup", description="", lead="#"),
        Argument(name="picture", description="", picture=True),
    )
    given = {"setup": "#London  open", "stop": "1.0820", "symbol": "EURUSD"}
    assert "EURUSD sl 1.0820 #London-open" == write_line(arguments, given)
    assert "long EURUSD" == write_line((), {"gone": " long EURUSD "})
