"""What the journal knows about a member right now: their zone and what comes next."""

from bots.console.clock import FindStanding, Standing, Station
from bots.console.people import Member
from core.clock import Clock
from core.digests.upcoming import find_upcoming
from core.errors import Unavailable
from core.people.person import Role
from core.storage.unit_of_work import begin

_NOBODY = Standing(zone="UTC")


def standing_finder(clock: Clock) -> FindStanding:
    """Ask the database, and remember the last answer for the time that it is away."""
    last_known: dict[str, Standing] = {}

    async def find(member: Member) -> Standing:
        if member.user is None:
            return _NOBODY
        try:
            async with begin(member.user, now=clock.now()) as uow:
                upcoming = await find_upcoming(uow)
        except Unavailable:
            return last_known.get(member.slug, _NOBODY)
        if upcoming is None:
            return _NOBODY
        moments = (("checkin", "Check-in", upcoming.checkin_at), ("digest", "Digest", upcoming.digest_at))
        is_mentor = member.role is Role.MENTOR
        stations = [
            Station(kind=kind, label=label, at=at)
            for kind, label, at in moments
            if at is not None and (kind == "digest") is is_mentor
        ]
        standing = Standing(
            zone=upcoming.zone, stations=tuple(stations), follows=upcoming.students if is_mentor else None
        )
        last_known[member.slug] = standing
        return standing

    return find
