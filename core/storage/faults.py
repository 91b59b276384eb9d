"""What the database's errors mean to the journal."""

from collections.abc import Generator
from contextlib import contextmanager

import asyncpg
from tortoise.exceptions import BaseORMException, DBConnectionError

from core.errors import NotAllowed, Unavailable


@contextmanager
def translated() -> Generator[None, None, None]:
    """Turn a refusal of the wall into NotAllowed; a database that is away, or that others keep busy (a lock that
    is not to be had in time, a deadlock), into Unavailable.
    """
    try:
        yield
    except (
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
        asyncpg.InternalClientError,
        BaseORMException,
    ) as error:
        match _root(error):
            case asyncpg.InsufficientPrivilegeError():
                raise NotAllowed from error
            case (
                asyncpg.PostgresConnectionError()
                | asyncpg.OperatorInterventionError()
                | asyncpg.InsufficientResourcesError()
                | asyncpg.LockNotAvailableError()
                | asyncpg.TransactionRollbackError()
                | asyncpg.InterfaceError()
                | asyncpg.InternalClientError()  # so it says that the server was lost between two messages
                | DBConnectionError()
            ):
                raise Unavailable from error
            case _:
                raise
    except (ConnectionError, TimeoutError) as error:
        raise Unavailable from error


def _root(error: BaseException) -> BaseException:
    """Tortoise wraps asyncpg's errors: the first argument is the original."""
    if isinstance(error, BaseORMException) and error.args and isinstance(error.args[0], BaseException):
        return error.args[0]
    return error
