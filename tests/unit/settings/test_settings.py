"""Settings: defaults that need nothing, every problem named at once, no secret ever shown."""

import pytest

from core.settings import LogFormat, Settings, TelegramMode, WrongSettings, read_settings

KEY = "k" * 32
OWN_DATABASE = {
    "AMS_DATABASE_URL": "postgresql://ams_app:hush1@db/ams",
    "AMS_SERVICE_DATABASE_URL": "postgresql://ams_service:hush2@db/ams",
    "AMS_REDIS_URL": "redis://:hush3@cache:6379/0",
    "AMS_SECRET_KEYS": KEY,
}


def test_nothing_set_means_the_embedded_journal() -> None:
    settings = read_settings({})
    assert Settings() == settings
    assert settings.database.is_embedded
    assert ("127.0.0.1", 8080) == (settings.http.host, settings.http.port)


def test_empty_is_unset() -> None:
    assert Settings() == read_settings({"AMS_DATABASE_URL": "", "AMS_HTTP_PORT": "  "})


def test_a_whole_set_of_settings_is_read() -> None:
    settings = read_settings(
        OWN_DATABASE
        | {
            "AMS_TELEGRAM_TOKEN": "123456:abcdefghijk_-",
            "AMS_TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "AMS_TELEGRAM_MODE": "Webhook",
            "AMS_PUBLIC_URL": "https://journal.example",
            "AMS_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9000",
            "AMS_HTTP_PORT": "9090",
            "AMS_SECRET_KEYS": f"{KEY}, {'o' * 32}",
            "AMS_LOG_FORMAT": "json",
        }
    )
    assert "http://127.0.0.1:8081" == settings.telegram.api_url
    assert TelegramMode.WEBHOOK is settings.telegram.mode
    assert (KEY, "o" * 32) == settings.secret_keys
    assert LogFormat.JSON is settings.log_format
    assert 9090 == settings.http.port


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("AMS_HTTP_PORT", "99999", "1 to 65535"),
        ("AMS_HTTP_PORT", "eighty", "1 to 65535"),
        ("AMS_TELEGRAM_MODE", "carrier pigeon", "polling or webhook"),
        ("AMS_TELEGRAM_TOKEN", "nonsense", "@BotFather"),
        ("AMS_TELEGRAM_API_URL", "localhost:80", "http://"),
        ("AMS_DISCORD_GATEWAY_URL", "http://x", "ws://"),
        ("AMS_PUBLIC_URL", "journal.example", "https://"),
        ("AMS_LOG_FORMAT", "xml", "text or json"),
        ("AMS_PICTURES_URL", "https://minio.example", "https://KEY:SECRET@host/bucket"),
        ("AMS_PICTURES_URL", "ftp://minio.example/charts", "https://KEY:SECRET@host/bucket"),
        ("AMS_SECRET_KEYS", "short", "32 characters"),
        ("AMS_DATABASE_URL", "mysql://x", "postgresql://"),
        ("AMS_REDIS_URL", "memcached://x", "redis://"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(name: str, value: str, expected: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        read_settings({name: value})
    problem = next(line for line in caught.value.problems if line.startswith(name))
    assert expected in problem


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(WrongSettings) as caught:
        read_settings({"AMS_HTTP_PORT": "x", "AMS_LOG_FORMAT": "y", "AMS_TELEGRAM_MODE": "z"})
    assert 3 == len(caught.value.problems)


@pytest.mark.parametrize("missing", ["AMS_SERVICE_DATABASE_URL", "AMS_REDIS_URL", "AMS_SECRET_KEYS"])
def test_a_database_of_ones_own_needs_its_companions(missing: str) -> None:
    with pytest.raises(WrongSettings, match=missing):
        read_settings({name: value for name, value in OWN_DATABASE.items() if name != missing})


def test_companions_without_the_database_are_a_mistake() -> None:
    with pytest.raises(WrongSettings, match="AMS_DATABASE_URL"):
        read_settings({"AMS_SERVICE_DATABASE_URL": "postgresql://x/y"})


def test_a_webhook_needs_an_address_in_the_world() -> None:
    with pytest.raises(WrongSettings, match="AMS_PUBLIC_URL"):
        read_settings({"AMS_TELEGRAM_MODE": "webhook"})


def test_no_secret_is_printed() -> None:
    settings = read_settings(
        OWN_DATABASE
        | {"AMS_TELEGRAM_TOKEN": "123456:abcdefghijk", "AMS_DISCORD_TOKEN": "discord.secret.token"}
    )
    shown = repr(settings)
    assert {"hush1", "hush2", "hush3", KEY, "123456:abcdefghijk", "discord.secret.token"} == set(
        settings.secrets
    )
    assert [] == [secret for secret in settings.secrets if secret in shown]


@pytest.mark.parametrize(
    "environment",
    [
        {"AMS_TELEGRAM_TOKEN": "my secret token"},
        {"AMS_DISCORD_TOKEN": "tiny x"},
        {"AMS_SECRET_KEYS": "tiny-secret"},
        {"AMS_DATABASE_URL": "mysql://u:hush@h/d"},
    ],
)
def test_a_wrong_secret_is_not_quoted(environment: dict[str, str]) -> None:
    (value,) = environment.values()
    with pytest.raises(WrongSettings) as caught:
        read_settings(environment)
    assert value not in str(caught.value)
