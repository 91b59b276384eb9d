"""The embedded servers: shared, private, and alive again after any kill."""

import asyncio
import os
import shutil
import signal
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest
import redis

from core.storage.data_directory import (
    UnusableDirectory,
    find_or_make_key,
    make_private,
    prepare_data_directory,
)
from core.storage.embedded import Servers, join_servers
from core.storage.embedded_postgres import find_server

_HOLD = """
import asyncio, sys
from pathlib import Path
from core.storage.embedded import join_servers
async def hold():
    servers = await join_servers(Path(sys.argv[1]))
    print("joined", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await servers.leave()
asyncio.run(hold())
"""


class Process:
    """Another process of the journal that uses the servers until it is told to leave or killed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, directory: Path) -> "Process":
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            _HOLD,
            str(directory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        return cls(process)

    async def joined(self) -> None:
        assert self._process.stdout is not None
        assert b"joined\n" == await self._process.stdout.readline()

    async def leave(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert 0 == await self._process.wait()

    async def die(self) -> None:
        self._process.kill()
        await self._process.wait()


@pytest.fixture
def directory() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="ams-e", dir="/tmp"))
    made.chmod(0o711)
    yield made / "data"
    for process in psutil.process_iter(["cmdline"]):
        if any(str(made) in part for part in process.info["cmdline"] or ()):
            process.kill()
            process.wait(10)
    shutil.rmtree(made, ignore_errors=True)


async def _write(servers: Servers) -> None:
    connection = await asyncpg.connect(servers.urls.owner)
    await connection.execute("create table if not exists kept (at timestamptz default now())")
    await connection.execute("insert into kept default values")
    await connection.close()


async def _count(servers: Servers) -> int:
    connection = await asyncpg.connect(servers.urls.owner)
    try:
        return await connection.fetchval("select count(*) from kept")
    finally:
        await connection.close()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _is_up(directory: Path) -> bool:
    return find_server(directory).is_ready()


async def test_the_last_one_out_stops_the_servers(directory: Path) -> None:
    first = await join_servers(directory)
    second = await Process.start(directory)
    await second.joined()
    await _write(first)
    await first.leave()
    assert _is_up(directory)
    await second.leave()
    assert not _is_up(directory)
    again = await join_servers(directory)
    assert 1 == await _count(again)
    await again.leave()


async def test_processes_that_start_at_once_share_one_server(directory: Path) -> None:
    processes = [await Process.start(directory) for _ in range(3)]
    for process in processes:
        await process.joined()
    for process in processes:
        assert _is_up(directory)
        await process.leave()
    assert not _is_up(directory)


async def test_a_killed_process_leaves_an_orphan_that_the_next_one_takes_over_and_stops(
    directory: Path,
) -> None:
    killed = await Process.start(directory)
    await killed.joined()
    pid = find_server(directory).find_pid()
    await killed.die()
    assert _is_up(directory)
    survivor = await join_servers(directory)
    assert pid == find_server(directory).find_pid()
    await survivor.leave()
    assert not _is_up(directory)


async def test_what_was_committed_survives_the_kill_of_the_server(directory: Path) -> None:
    servers = await join_servers(directory)
    await _write(servers)
    pid = servers.postgres.find_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await servers.revive()
    assert 1 == await _count(servers)
    await servers.leave()


async def test_everything_killed_at_once_comes_back_with_the_next_start(directory: Path) -> None:
    process = await Process.start(directory)
    await process.joined()
    server = find_server(directory)
    pid = server.find_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await process.die()
    servers = await join_servers(directory)
    await _write(servers)
    assert 1 == await _count(servers)
    await servers.leave()
    assert not _is_up(directory)


async def test_a_killed_valkey_comes_back(directory: Path) -> None:
    servers = await join_servers(directory)
    with redis.Redis.from_url(servers.redis_url) as client:
        os.kill(client.info("server")["process_id"], signal.SIGKILL)
    await servers.revive()
    with redis.Redis.from_url(servers.redis_url) as client:
        assert client.ping()
    await servers.leave()


async def test_nobody_else_enters(directory: Path) -> None:
    servers = await join_servers(directory)
    find_or_make_key(directory)
    try:
        for part in ("postgres", "sockets", "valkey"):
            assert 0 == _mode(directory / part) & 0o077, part
        assert 0o600 == _mode(directory / "secret.key")
        assert 0 == _mode(directory) & 0o066
    finally:
        await servers.leave()


async def test_the_journal_never_connects_as_superuser(directory: Path) -> None:
    servers = await join_servers(directory)
    try:
        for url in (servers.urls.app, servers.urls.service, servers.urls.owner, servers.urls.direct):
            connection = await asyncpg.connect(url)
            assert not await connection.fetchval("select rolsuper from pg_roles where rolname = current_user")
            await connection.close()
    finally:
        await servers.leave()


async def test_a_long_path_still_has_its_sockets(directory: Path) -> None:
    deep = directory.parent / ("d" * 60) / ("e" * 60)
    servers = await join_servers(deep)
    sockets = servers.postgres.sockets
    await _write(servers)
    await servers.leave()
    assert deep not in sockets.parents
    assert 0 == _mode(sockets) & 0o077
    sockets.rmdir()


def test_the_permissions_of_what_exists_are_never_loosened(directory: Path) -> None:
    home = directory.parent / "home"
    home.mkdir(mode=0o700)
    data = home / "ams"
    prepare_data_directory(data)
    assert 0o700 == _mode(home)
    if os.geteuid() == 0:
        with pytest.raises(UnusableDirectory, match="outside private homes"):
            find_server(data)
        assert 0o700 == _mode(home)
    else:
        assert data / "postgres" == find_server(data).cluster


def test_a_directory_that_cannot_be_made_is_named(directory: Path) -> None:
    directory.write_text("a file")
    with pytest.raises(UnusableDirectory, match="AMS_DATA_DIR"):
        prepare_data_directory(directory / "below")


def test_the_key_of_the_embedded_journal_is_made_once(directory: Path) -> None:
    directory.mkdir()
    key = find_or_make_key(directory)
    assert 64 == len(key)
    assert key == find_or_make_key(directory)


def test_a_trap_laid_in_place_of_a_private_directory_is_refused(directory: Path) -> None:
    directory.mkdir()
    trap = directory / "sockets"
    trap.symlink_to(directory.parent)
    with pytest.raises(UnusableDirectory, match="not private"):
        make_private(trap)
    trap.unlink()
    trap.mkdir(mode=0o755)
    with pytest.raises(UnusableDirectory, match="not private"):
        make_private(trap)
