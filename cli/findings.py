"""What `ams doctor` found: one line each, with its cure where something does not hold."""

from dataclasses import dataclass
from typing import Protocol


class Finding(Protocol):
    """One line of the report; `cure` is empty where all is well."""

    @property
    def holds(self) -> bool: ...
    @property
    def says(self) -> str: ...
    @property
    def cure(self) -> str: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    holds: bool
    says: str
    cure: str = ""


def good(says: str) -> Found:
    return Found(holds=True, says=says)


def bad(says: str, cure: str) -> Found:
    return Found(holds=False, says=says, cure=cure)
