"""Processes of a benchmark: started beside it, watched from outside, ended with it."""

import asyncio
import json
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import psutil

_PATIENCE = 60.0


@asynccontextmanager
async def running(
    module: str, *arguments: str, environment: Mapping[str, str] | None = None, talks: bool = False
) -> AsyncGenerator[Process]:
    """`python -m module`; `talks`: over pipes. Ended by SIGTERM, killed if that does not help."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=PIPE if talks else asyncio.subprocess.DEVNULL,
        stdout=PIPE if talks else asyncio.subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 20)
            except TimeoutError:
                process.kill()
                await process.wait()


async def ask(process: Process, words: Mapping[str, Any] | None) -> dict[str, Any]:
    """Say one line to a process that talks (None: only listen) and hear one."""
    assert process.stdin is not None
    assert process.stdout is not None
    if words is not None:
        process.stdin.write(json.dumps(words).encode() + b"\n")
    heard = json.loads(await process.stdout.readline())
    if "error" in heard:
        raise RuntimeError(heard["error"])
    return heard


async def until_listening(process: Process, port: int) -> None:
    async with asyncio.timeout(_PATIENCE):
        while process.returncode is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return
    raise RuntimeError("the process ended before it listened")


def find_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def cpu_seconds(pid: int) -> float:
    """CPU that the process has used, in user and kernel; children not counted."""
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system
