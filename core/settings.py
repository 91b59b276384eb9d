"""Every setting of the journal: read once from the environment, checked, printable without secrets."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")

TELEGRAM_API = "https://api.telegram.org"


class TelegramMode(StrEnum):
    POLLING = "polling"
    WEBHOOK = "webhook"


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, kw_only=True, slots=True)
class DatabaseSettings:
    """All None: the embedded PostgreSQL and Valkey below `data_dir` (None: the default directory)."""

    app_url: str | None = field(default=None, repr=False)
    owner_url: str | None = field(default=None, repr=False)
    service_url: str | None = field(default=None, repr=False)
    replica_url: str | None = field(default=None, repr=False)
    """Checked like the others; nothing reads from a replica yet (docs/operations.md)."""
    direct_url: str | None = field(default=None, repr=False)
    redis_url: str | None = field(default=None, repr=False)
    data_dir: Path | None = None

    @property
    def is_embedded(self) -> bool:
        return self.app_url is None


@dataclass(frozen=True, kw_only=True, slots=True)
class TelegramSettings:
    """Without a token there is no Telegram."""

    token: str | None = field(default=None, repr=False)
    api_url: str = TELEGRAM_API
    mode: TelegramMode = TelegramMode.POLLING


@dataclass(frozen=True, kw_only=True, slots=True)
class DiscordSettings:
    """Without a token there is no Discord. The URLs (None: Discord's own) name a proxy."""

    token: str | None = field(default=None, repr=False)
    api_url: str | None = None
    gateway_url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpSettings:
    """Where we listen, and under which address the world sees us (None: it does not)."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """`secret_keys` sign buttons: the first is used, the others are still understood.

    Empty: the embedded journal keeps a key of its own in its data directory.
    `pictures_url` names an S3-compatible store; None: uploads lie in the data directory.
    """

    database: DatabaseSettings = DatabaseSettings()
    telegram: TelegramSettings = TelegramSettings()
    discord: DiscordSettings = DiscordSettings()
    http: HttpSettings = HttpSettings()
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    pictures_url: str | None = field(default=None, repr=False)
    log_format: LogFormat = LogFormat.TEXT

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be printed, as it would appear in a text."""
        urls = [getattr(self.database, each.name) for each in fields(DatabaseSettings) if not each.repr]
        passwords = [_password(url) for url in (*urls, self.pictures_url) if url]
        found = [self.telegram.token, self.discord.token, *self.secret_keys, *passwords]
        return tuple(secret for secret in found if secret)


class WrongSettings(Exception):
    """`problems` are whole sentences, one for each wrong setting, without the values of secrets."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[str] = []

    def find(self, name: str, parse: Callable[[str], T], *, secret: bool = False) -> T | None:
        """The parsed setting; None when unset, empty or wrong (a problem is noted)."""
        raw = self._environment.get(name, "").strip()
        if not raw:
            return None
        try:
            return parse(raw)
        except ValueError as error:
            shown = "what is set" if secret else repr(raw)
            self.problems.append(f"{name}: {error}, not {shown}")
            return None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the environment (`AMS_…`).

    Raises:
        WrongSettings: with every problem, not only the first.
    """
    reader = _Reader(os.environ if environment is None else environment)
    settings = Settings(
        database=_read_database(reader),
        telegram=TelegramSettings(
            token=reader.find("AMS_TELEGRAM_TOKEN", _telegram_token, secret=True),
            api_url=reader.find("AMS_TELEGRAM_API_URL", _http_url) or TELEGRAM_API,
            mode=reader.find("AMS_TELEGRAM_MODE", _one_of(TelegramMode)) or TelegramMode.POLLING,
        ),
        discord=DiscordSettings(
            token=reader.find("AMS_DISCORD_TOKEN", _token, secret=True),
            api_url=reader.find("AMS_DISCORD_API_URL", _http_url),
            gateway_url=reader.find("AMS_DISCORD_GATEWAY_URL", _url("ws", "wss")),
        ),
        http=HttpSettings(
            host=reader.find("AMS_HTTP_HOST", str) or "127.0.0.1",
            port=reader.find("AMS_HTTP_PORT", _port) or 8080,
            public_url=reader.find("AMS_PUBLIC_URL", _http_url),
        ),
        secret_keys=reader.find("AMS_SECRET_KEYS", _secret_keys, secret=True) or (),
        pictures_url=reader.find("AMS_PICTURES_URL", _pictures_url, secret=True),
        log_format=reader.find("AMS_LOG_FORMAT", _one_of(LogFormat)) or LogFormat.TEXT,
    )
    named = {problem.partition(":")[0] for problem in reader.problems}
    contradictions = [each for each in _list_contradictions(settings) if each.partition(":")[0] not in named]
    problems = [*reader.problems, *contradictions]
    if problems:
        raise WrongSettings(problems)
    return settings


def _read_database(reader: _Reader) -> DatabaseSettings:
    def url(name: str) -> str | None:
        return reader.find(name, _url("postgresql", "postgres"), secret=True)

    return DatabaseSettings(
        app_url=url("AMS_DATABASE_URL"),
        owner_url=url("AMS_OWNER_DATABASE_URL"),
        service_url=url("AMS_SERVICE_DATABASE_URL"),
        replica_url=url("AMS_REPLICA_DATABASE_URL"),
        direct_url=url("AMS_DIRECT_DATABASE_URL"),
        redis_url=reader.find("AMS_REDIS_URL", _url("redis", "rediss", "unix"), secret=True),
        data_dir=reader.find("AMS_DATA_DIR", lambda raw: Path(raw).expanduser()),
    )


def _list_contradictions(settings: Settings) -> list[str]:
    database, problems = settings.database, []
    if database.app_url and not database.service_url:
        problems.append(
            "AMS_SERVICE_DATABASE_URL: expected beside AMS_DATABASE_URL (the jobs' role ams_service), it is not set"
        )
    if database.app_url and not database.redis_url:
        problems.append("AMS_REDIS_URL: expected beside AMS_DATABASE_URL (redis://…), it is not set")
    if database.app_url and not settings.secret_keys:
        problems.append(
            "AMS_SECRET_KEYS: expected beside AMS_DATABASE_URL (one or more keys of 32 characters at least,"
            " separated by commas), it is not set"
        )
    if not database.app_url and (database.service_url or database.owner_url):
        problems.append("AMS_DATABASE_URL: expected beside the other database URLs, it is not set")
    if settings.telegram.mode is TelegramMode.WEBHOOK and not settings.http.public_url:
        problems.append("AMS_PUBLIC_URL: expected with AMS_TELEGRAM_MODE=webhook (https://…), it is not set")
    return problems


def _url(*schemes: str) -> Callable[[str], str]:
    expected = " or ".join(f"{scheme}://…" for scheme in schemes)

    def parse(raw: str) -> str:
        parts = urlsplit(raw)
        if parts.scheme not in schemes or not (parts.netloc or parts.path or parts.query):
            raise ValueError(f"expected {expected}")
        return raw

    return parse


def _http_url(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("expected http://… or https://…")
    return raw.rstrip("/")


def _pictures_url(raw: str) -> str:
    parts = urlsplit(raw)
    bucket = parts.netloc if parts.scheme == "s3" else parts.path.strip("/")
    if parts.scheme not in {"s3", "http", "https"} or not parts.hostname or not bucket:
        raise ValueError("expected https://KEY:SECRET@host/bucket of an S3-compatible store, or s3://bucket")
    return raw


def _telegram_token(raw: str) -> str:
    if not re.fullmatch(r"\d+:[\w-]{10,}", raw):
        raise ValueError("expected a bot token of @BotFather (digits, a colon, letters)")
    return raw


def _token(raw: str) -> str:
    if len(raw) < 10 or re.search(r"\s", raw):
        raise ValueError("expected the bot's token, without spaces")
    return raw


def _port(raw: str) -> int:
    if not raw.isdecimal() or not 1 <= int(raw) <= 65535:
        raise ValueError("expected a port, 1 to 65535")
    return int(raw)


def _one_of(words: type[T]) -> Callable[[str], T]:
    def parse(raw: str) -> T:
        try:
            return words(raw.lower())  # type: ignore[call-arg]
        except ValueError:
            expected = " or ".join(words)  # type: ignore[arg-type]
            raise ValueError(f"expected {expected}") from None

    return parse


def _secret_keys(raw: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in raw.split(",") if key.strip())
    if not keys or any(len(key) < 32 for key in keys):
        raise ValueError("expected keys of 32 characters at least, separated by commas, the newest first")
    return keys


def _password(url: str) -> str | None:
    return urlsplit(url).password
