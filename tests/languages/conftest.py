"""The whole product on a real database, as in the journeys."""

from collections.abc import AsyncIterator

import pytest

from bots.journal import build_repertoire
from core.clock import FixedClock
from core.storage.database import Database
from tests.builders.desk import TestDesk, running


@pytest.fixture
async def desk(database: Database, clock: FixedClock) -> AsyncIterator[TestDesk]:
    async with running(TestDesk(clock, build_repertoire())) as desk:
        yield desk
