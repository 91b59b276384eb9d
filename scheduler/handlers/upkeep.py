"""Counting again, repairing and clearing away: what keeps the journal true and small."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from core.conversations.service import forget_events
from core.keys.idempotency import forget_answers
from core.mentoring.codes import forget_codes
from core.outbox.service import forget_sent
from core.pictures.drawn import forget_drawn
from core.pictures.shelf import Shelf
from core.pictures.store import StoreAway
from core.pictures.sweeping import forget_loose_uploads, sweep_shelf
from core.storage.unit_of_work import begin_service
from core.summaries.recount import BATCH, list_marks, recount, repair

_log = structlog.get_logger(__name__)
_REPAIRED = timedelta(days=45)
_KEPT = timedelta(hours=72)
_PICTURES_KEPT = timedelta(days=30)
_LOOSE_KEPT = timedelta(days=1)
"""Longer than any question waits that a picture was sent to."""


async def recount_marked(ids: Mapping[str, str], now: datetime) -> None:
    """Count every marked day again, a batch to a transaction, until none is left."""
    del ids
    while True:
        async with begin_service(now=now) as uow:
            marks = await list_marks(uow)
            await recount(uow, marks)
        if len(marks) < BATCH:
            return


async def repair_counts(ids: Mapping[str, str], now: datetime) -> None:
    """Compare what is stored with a live count and mend it; a difference is logged as the bug it is."""
    await recount_marked(ids, now)
    async with begin_service(now=now) as uow:
        drifts = await repair(uow, since=(now - _REPAIRED).date())
    if drifts:
        _log.error("summaries.drifted", days=len(drifts), first=str(drifts[0].day))


async def sweep(ids: Mapping[str, str], now: datetime, shelf: Shelf) -> None:
    """Delete what is over: events and messages after 72 hours, drawn pictures after 30 days, uploads of nothing."""
    del ids
    before = now - _KEPT
    async with begin_service(now=now) as uow:
        await forget_events(uow, before=before)
        await forget_sent(uow, before=before)
        await forget_codes(uow, before=before)
        await forget_answers(uow, before=before)
        await forget_drawn(uow, before=now - _PICTURES_KEPT)
        await forget_loose_uploads(uow, before=now - _LOOSE_KEPT)
    try:
        await sweep_shelf(shelf, now=now, before=now - _LOOSE_KEPT)
    except StoreAway:
        _log.warning("sweep.store_away")
