"""`ams migrate` and `ams doctor` as an operator runs them."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from core.storage.database import DatabaseUrls

Environment = dict[str, str]


async def _run(environment: Environment, *arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli.main",
        *arguments,
        env={name: value for name, value in os.environ.items() if not name.startswith("AMS_")} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
def own_database(database_urls: DatabaseUrls, redis_url: str) -> Environment:
    assert database_urls.owner is not None
    return {
        "AMS_DATABASE_URL": database_urls.app,
        "AMS_SERVICE_DATABASE_URL": database_urls.service,
        "AMS_OWNER_DATABASE_URL": database_urls.owner,
        "AMS_REDIS_URL": redis_url,
        "AMS_SECRET_KEYS": "k" * 32,
    }


@pytest.fixture
async def owner(database_urls: DatabaseUrls) -> AsyncIterator[asyncpg.Connection]:
    assert database_urls.owner is not None
    connection = await asyncpg.connect(database_urls.owner)
    yield connection
    await connection.close()


@pytest.fixture
def fresh_directory() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="ams-c", dir="/tmp"))
    made.chmod(0o711)
    yield made / "data"
    shutil.rmtree(made, ignore_errors=True)


async def test_everything_holds_on_a_fresh_machine_without_settings(fresh_directory: Path) -> None:
    code, said, _ = await _run({"AMS_DATA_DIR": str(fresh_directory)}, "doctor")
    assert "✗" not in said
    assert 0 == code


async def test_the_doctor_is_content_with_a_database_of_ones_own(own_database: Environment) -> None:
    code, said, _ = await _run(own_database, "doctor")
    assert "✗" not in said
    assert 0 == code


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ("drop policy own_delete on trade_acts", "policy trade_acts.own_delete"),
        ("alter table trades disable row level security", "row-level security"),
        ("delete from aerich where version like '7_%'", "run ams migrate"),
        ("drop schema jobs cascade", "the queue has no tables"),
    ],
)
async def test_the_doctor_names_a_damage_and_its_cure(
    own_database: Environment, owner: asyncpg.Connection, damage: str, complaint: str
) -> None:
    await owner.execute(damage)
    code, said, _ = await _run(own_database, "doctor")
    sick = [line for line in said.splitlines() if line.startswith("✗")]
    assert 1 == code
    assert any(complaint in line for line in sick)
    assert all("→" in line for line in sick)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"AMS_REDIS_URL": "redis://127.0.0.1:1"}, "valkey: no answer"),
        ({"AMS_DATABASE_URL": "postgresql://ams_app:hush@127.0.0.1:1/ams"}, "database (app): no connection"),
        ({"AMS_HTTP_PORT": "x"}, "AMS_HTTP_PORT"),
    ],
)
async def test_the_doctor_names_what_does_not_answer(
    own_database: Environment, change: Environment, complaint: str
) -> None:
    code, said, _ = await _run(own_database | change, "doctor")
    assert 1 == code
    assert any(line.startswith("✗") and complaint in line for line in said.splitlines())
    assert "hush" not in said


async def test_the_doctor_notices_the_wrong_role(own_database: Environment) -> None:
    swapped = own_database | {"AMS_DATABASE_URL": own_database["AMS_SERVICE_DATABASE_URL"]}
    code, said, _ = await _run(swapped, "doctor")
    assert 1 == code
    assert "bypasses row-level security" in said


async def test_a_check_finds_no_drift_and_then_names_it(
    own_database: Environment, owner: asyncpg.Connection
) -> None:
    code, said, _ = await _run(own_database, "migrate", "--check")
    assert (0, "the database, the migrations and the models agree\n") == (code, said)
    await owner.execute("alter table trades drop column raw_text")
    code, said, err = await _run(own_database, "migrate", "--check")
    assert 1 == code
    assert "missing: column trades.raw_text text" in said
    assert "the column trades.raw_text is missing" in said
    assert 1 == len(err.splitlines())


async def test_only_the_owner_migrates(own_database: Environment) -> None:
    del own_database["AMS_OWNER_DATABASE_URL"]
    code, said, err = await _run(own_database, "migrate")
    assert (2, "") == (code, said)
    assert "AMS_OWNER_DATABASE_URL" in err
    assert 1 == len(err.splitlines())
