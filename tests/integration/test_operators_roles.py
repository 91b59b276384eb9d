"""docs/postgres-roles.sh makes on an operator's own PostgreSQL what the embedded one makes by itself."""

import re
from pathlib import Path

from core.storage.embedded import ROLES

SCRIPT = Path(__file__).parents[2] / "docs" / "postgres-roles.sh"
_ROLE = re.compile(r"(create role|grant ams_doors|alter role) [^;]+")


def _statements(text: str) -> list[str]:
    return sorted(re.sub(r" password :'\w+'", "", found.group()) for found in _ROLE.finditer(text))


def test_both_ways_make_the_same_roles() -> None:
    assert len(_statements(ROLES)) == 7
    assert _statements(ROLES) == _statements(SCRIPT.read_text())
