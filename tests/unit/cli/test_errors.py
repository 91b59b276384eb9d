"""Every error of the command line is one line on standard error, with the right exit code and no secret."""

import click
import pytest

from cli.main import ams, run, scrub
from core.errors import Conflict, Invalid, NotFound
from core.settings import WrongSettings


class _Odd(Exception):
    pass


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The command `fail` raises what stands in the list."""
    errors: list[BaseException] = []

    @click.command("fail")
    def fail() -> None:
        raise errors[0]

    monkeypatch.setattr(ams, "get_command", lambda ctx, name: fail if name == "fail" else None)
    return errors


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (click.UsageError("no"), 2),
        (click.BadParameter("no"), 2),
        (click.ClickException("no"), 1),
        (WrongSettings(["AMS_HTTP_PORT: expected a port"]), 2),
        (Invalid(), 2),
        (NotFound(), 2),
        (Conflict(), 1),
        (ConnectionRefusedError("refused"), 1),
        (_Odd("first line\nsecond line"), 1),
        (_Odd(), 1),
    ],
)
def test_an_error_is_one_line_and_a_code(
    failing: list[BaseException], error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    failing.append(error)
    assert code == run(["fail"])
    said = capsys.readouterr()
    assert "" == said.out
    assert 1 == len(said.err.splitlines())
    assert said.err.startswith("ams: ")


def test_ctrl_c_is_no_error(failing: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    failing.append(KeyboardInterrupt())
    assert 130 == run(["fail"])
    assert "" == capsys.readouterr().out


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == run(["fly"])
    assert "fly" in capsys.readouterr().err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["--help"])
    assert "migrate" in capsys.readouterr().out


def test_secrets_are_scrubbed_from_whatever_is_said(
    failing: list[BaseException], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AMS_TELEGRAM_TOKEN", "123456:abcdefghijk")
    failing.append(_Odd("GET /bot123456:abcdefghijk/getMe at postgresql://ams_app:hush@db/ams"))
    assert 1 == run(["fail"])
    said = capsys.readouterr().err
    assert "abcdefghijk" not in said
    assert "hush" not in said
    assert "postgresql://ams_app:[secret]@db/ams" in said


def test_secrets_are_scrubbed_even_when_the_settings_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMS_TELEGRAM_TOKEN", "not a token")
    assert "it is [secret]" == scrub("it is not a token")


def test_every_command_that_is_offered_exists() -> None:
    context = click.Context(ams)
    assert all(ams.get_command(context, name) for name in ams.list_commands(context))
