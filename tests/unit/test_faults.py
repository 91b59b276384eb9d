"""What an error of the database means to the journal."""

import asyncpg
import pytest

from core.errors import NotAllowed, Unavailable
from core.storage.faults import translated


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.InternalClientError("cannot switch to state 12"),
        asyncpg.ConnectionDoesNotExistError("gone"),
        asyncpg.DeadlockDetectedError("two wait for each other"),
        TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_server_that_is_lost_or_busy_is_waited_out(error: Exception) -> None:
    with pytest.raises(Unavailable), translated():
        raise error


def test_a_refusal_of_the_wall_is_told_apart() -> None:
    with pytest.raises(NotAllowed), translated():
        raise asyncpg.InsufficientPrivilegeError("no")


def test_a_mistake_in_a_statement_stays_one() -> None:
    with pytest.raises(asyncpg.UndefinedColumnError), translated():
        raise asyncpg.UndefinedColumnError("no such column")
