"""`ams`: finds the command, runs it, and turns every error into one clear line."""

import asyncio
import os
import re
import sys
from importlib import import_module

import click

from core.errors import DomainError, Invalid, NotFound
from core.settings import WrongSettings, read_settings

WRONG_USE = 2
FAILURE = 1
INTERRUPTED = 130

COMMANDS = {
    "serve": "cli.serve",
    "demo": "cli.demo",
    "migrate": "cli.migrate",
    "doctor": "cli.doctor",
    "parse": "cli.parse",
    "chart": "cli.chart",
    "user": "cli.user",
    "key": "cli.key",
}
"""Command → the module whose `command` it is."""

_SECRET_NAMES = re.compile(r"^AMS_.*(TOKEN|KEYS|URL)$")
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s:]*:([^/@\s]+)(?=@)")


class LazyGroup(click.Group):
    """Loads a command's module when that command is asked for: `ams --help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ams-trading-journal", prog_name="ams")
def ams() -> None:
    """A trading journal that a trader keeps by talking to a bot."""


def main() -> None:
    """The entry point. Exit code 2: wrong use or bad input, 1: a failure."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; errors become one line on standard error."""
    try:
        result = ams.main(arguments, prog_name="ams", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        return _complain(error.format_message(), WRONG_USE, hint=error.ctx)
    except click.ClickException as error:
        return _complain(error.format_message(), error.exit_code)
    except WrongSettings as error:
        return _complain(str(error), WRONG_USE)
    except (Invalid, NotFound) as error:
        return _complain(str(error), WRONG_USE)
    except DomainError as error:
        return _complain(str(error), FAILURE)
    except (click.Abort, KeyboardInterrupt, asyncio.CancelledError):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except Exception as error:  # noqa: BLE001 (the outermost edge: never a traceback)
        return _complain(_describe(error), FAILURE)
    return result if isinstance(result, int) else 0


def _complain(message: str, code: int, *, hint: click.Context | None = None) -> int:
    line = " ".join(message.split())
    if hint is not None:
        line += f" (see {hint.command_path} --help)"
    click.echo(f"ams: {scrub(line)}", err=True)
    return code


def _describe(error: BaseException) -> str:
    """Errors of ours speak for themselves; of others the kind says more than the words."""
    words = str(error)
    if (
        type(error).__module__.partition(".")[0] in {"core", "cli", "bots", "api", "scheduler", "reports"}
        and words
    ):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def scrub(text: str) -> str:
    """`text` without any secret of the environment, nor a password in any URL."""
    try:
        secrets = read_settings().secrets
    except WrongSettings:
        secrets = tuple(value for name, value in os.environ.items() if _SECRET_NAMES.match(name) and value)
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "[secret]")
    return _CREDENTIALS.sub(lambda found: found.group().replace(found.group(1), "[secret]"), text)


if __name__ == "__main__":
    main()
