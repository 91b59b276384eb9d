"""A desk with the machinery running on a real database."""

from collections.abc import AsyncIterator

import pytest

from core.clock import FixedClock
from core.storage.database import Database
from tests.builders.desk import TestDesk, running


@pytest.fixture
async def desk(database: Database, clock: FixedClock) -> AsyncIterator[TestDesk]:
    async with running(TestDesk(clock)) as desk:
        yield desk
