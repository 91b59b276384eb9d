"""`ams serve` as processes of their own, in a data directory of their own, killed and started again at will."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

import asyncpg
import psutil

from core.storage.embedded import DATABASE
from core.storage.embedded_postgres import PostgresServer, find_server
from core.storage.embedded_valkey import ValkeyServer
from tests.patience import PATIENCE
from tests.platforms.telegram.bot_api import BotApiServer
from tests.ports import free_port

PROGRAM = Path(sys.executable).with_name("ams")


class Journal:
    """One running process of `ams` and what it wrote."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self._more = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @property
    def is_running(self) -> bool:
        return self.process.returncode is None

    async def says(self, words: str, *, times: int = 1) -> None:
        """Wait until that many lines contain the words.

        Raises:
            AssertionError: it ended or fell silent before.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self.count(words) < times and not self._reading.done():
                    self._more.clear()
                    waiting = asyncio.ensure_future(self._more.wait())
                    await asyncio.wait({waiting, self._reading}, return_when=asyncio.FIRST_COMPLETED)
                    waiting.cancel()
        assert self.count(words) >= times, f"no {words!r} in:\n" + "\n".join(self.lines[-30:])

    def count(self, words: str) -> int:
        return sum(words in line for line in self.lines)

    async def kill(self) -> None:
        """As by `kill -9`."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """Ask it to stop (SIGTERM); the exit code.

        Raises:
            AssertionError: it goes on. (That a stop takes no longer than 20 s is proved by unhurried means.)
        """
        self.process.terminate()
        try:
            return await asyncio.wait_for(self.process.wait(), PATIENCE)
        except TimeoutError:
            raise AssertionError("told to stop it goes on:\n" + "\n".join(self.lines[-10:])) from None

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode().rstrip())
            self._more.set()


class Home:
    """A data directory and everything that runs on it; nothing of it is left after the block."""

    def __init__(self, directory: Path, environment: Mapping[str, str]) -> None:
        self.directory = directory
        self.environment = dict(environment)
        self._journals: list[Journal] = []

    async def start(self, *arguments: str, **more: str) -> Journal:
        """`ams serve` unless `arguments` begin with another command."""
        command = arguments if arguments and not arguments[0].startswith("-") else ("serve", *arguments)
        process = await asyncio.create_subprocess_exec(
            str(PROGRAM),
            *command,
            env={**os.environ, "AMS_LOG_FORMAT": "json", **self.environment, **more},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=2**20,
        )
        journal = Journal(process)
        self._journals.append(journal)
        return journal

    @property
    def postgres(self) -> PostgresServer:
        return find_server(self.directory)

    @property
    def valkey(self) -> ValkeyServer:
        return ValkeyServer(directory=self.directory, sockets=self.postgres.sockets)

    def list_processes(self) -> list[psutil.Process]:
        """Everything that runs for this directory: the journal, its helpers, the database, the cache."""
        return [process for process in psutil.process_iter() if _belongs_to(process, self.directory)]

    @asynccontextmanager
    async def questions(self) -> AsyncGenerator[asyncpg.Connection]:
        """A connection that sees every tenant."""
        connection = await asyncpg.connect(self.postgres.url("ams_service", DATABASE), timeout=PATIENCE)
        try:
            yield connection
        finally:
            await connection.close()

    async def clear(self) -> None:
        for journal in self._journals:
            await journal.kill()
        for journal in self._journals[-2:]:  # shown where the test failed: the last lives' last words
            sys.stdout.write("\n".join([*journal.lines[-6:], ""]))
        if (self.directory / "postgres").exists():
            await asyncio.to_thread(self.valkey.stop)
            await asyncio.to_thread(self.postgres.stop)
        shutil.rmtree(self.directory, ignore_errors=True)


@asynccontextmanager
async def a_home(environment: Mapping[str, str]) -> AsyncGenerator[Home]:
    """A fresh data directory that the database's own user can reach, whoever runs the tests."""
    directory = Path(tempfile.gettempdir()) / f"ams-faults-{uuid4().hex[:12]}"
    home = Home(directory, {"AMS_DATA_DIR": str(directory), **environment})
    try:
        yield home
    finally:
        await home.clear()


def telegram_settings(api: BotApiServer) -> dict[str, str]:
    """The bot of the local Bot API, polled; the http service at a port of its own."""
    port = str(free_port())
    return {
        "AMS_TELEGRAM_TOKEN": api.token,
        "AMS_TELEGRAM_API_URL": api.url,
        "AMS_HTTP_PORT": port,
        "AMS_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


def _belongs_to(process: psutil.Process, directory: Path) -> bool:
    try:
        is_ours = process.environ().get("AMS_DATA_DIR") == str(directory)
        is_server = any(str(directory) in argument for argument in process.cmdline())
        return (is_ours or is_server) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
