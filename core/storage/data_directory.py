"""The private directory that holds the embedded servers, their logs and people's pictures."""

import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import platformdirs

_SERVER_USER = "ams-postgres"
_ROOT_DEFAULT = Path("/var/lib/ams")
_TIMEOUT_SECONDS = 20


class UnusableDirectory(Exception):
    """The message says what is wrong and what to do."""


def default_data_directory() -> Path:
    """Root keeps it beside other servers' data: a home's permissions are never loosened."""
    return _ROOT_DEFAULT if os.geteuid() == 0 else Path(platformdirs.user_data_dir("ams"))


def prepare_data_directory(directory: Path) -> Path:
    """Make it, for its owner only, and give it back resolved; what exists keeps its permissions.

    Raises:
        UnusableDirectory: it cannot be made or written.
    """
    directory = directory.expanduser().absolute()
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        if not directory.exists():
            directory.mkdir(mode=0o700, exist_ok=True)  # several processes may start at once
            if os.geteuid() == 0:
                directory.chmod(0o711)  # the database's own user passes through, and only that
    except OSError as error:
        raise UnusableDirectory(
            f"the data directory {directory} cannot be made ({error.strerror}); set AMS_DATA_DIR to one that can"
        ) from error
    if not os.access(directory, os.W_OK | os.X_OK):
        raise UnusableDirectory(
            f"the data directory {directory} is not writable; set AMS_DATA_DIR to one that is"
        )
    return directory.resolve()


def make_private(directory: Path, owner: str | None = None) -> Path:
    """A directory that only its owner enters; `owner` names another system user.

    Raises:
        UnusableDirectory: something else lies there, or others may enter it.
    """
    entry = None if owner is None else pwd.getpwnam(owner)
    if not os.path.lexists(directory):
        _place_private(directory, entry)
    found = directory.lstat()
    expected = os.geteuid() if entry is None else entry.pw_uid
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != expected or found.st_mode & 0o077:
        raise UnusableDirectory(f"{directory} is not private to {owner or 'you'}; remove it and start again")
    return directory


def _place_private(directory: Path, entry: pwd.struct_passwd | None) -> None:
    """Several processes may start at once: the directory appears with its owner, not a moment before."""
    made = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    if entry is not None:
        os.chown(made, entry.pw_uid, entry.pw_gid)
    try:
        made.rename(directory)
    except OSError:  # somebody else's is there and in use
        made.rmdir()


def server_user() -> str | None:
    """PostgreSQL refuses to run as root: the system user it runs as then, made when missing.

    None: it runs as whoever runs this process.
    """
    if os.geteuid() != 0:
        return None
    maker = shutil.which("useradd")
    if not _exists(_SERVER_USER) and maker is not None:
        options = ("--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin")
        subprocess.run(
            [maker, *options, _SERVER_USER], check=False, capture_output=True, timeout=_TIMEOUT_SECONDS
        )
    return next((name for name in (_SERVER_USER, "postgres") if _exists(name)), "nobody")


def can_enter(user: str, directory: Path) -> bool:
    """May this system user go into the directory?"""
    entry = pwd.getpwnam(user)
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(directory)],
            user=entry.pw_uid,
            group=entry.pw_gid,
            extra_groups=[],
            cwd="/",
            check=False,
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
        )
    except OSError:
        return False
    return done.returncode == 0


def find_or_make_key(directory: Path) -> str:
    """The embedded journal's own secret key, made once; whoever copies the directory copies it too."""
    path = directory / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
