"""Who asks: the person an API key speaks for, and what the key may do."""

from aiohttp import web

from api.problems import Unauthorised
from core.clock import Clock
from core.errors import NotAllowed
from core.keys.service import KeyHolder, Scope, find_holder
from core.storage.unit_of_work import Actor, Channel, begin_doors

CLOCK = web.AppKey("clock", Clock)
_SCHEME = "Bearer "


class ScopeMissing(NotAllowed):
    """The key is good, but not for this."""

    code = "scope_missing"
    phrase = "This key lacks the scope {scope}."


async def require_holder(request: web.Request, scope: Scope) -> KeyHolder:
    """The holder of the request's key.

    Raises:
        Unauthorised: no key, or an unknown, expired or revoked one.
        ScopeMissing: the key may not do this.
    """
    header = request.headers.get("Authorization", "")
    if not header.startswith(_SCHEME):
        raise Unauthorised
    async with begin_doors(now=request.app[CLOCK].now()) as uow:
        holder = await find_holder(uow, header.removeprefix(_SCHEME).strip())
    if holder is None:
        raise Unauthorised
    if scope.value not in holder.scopes:
        raise ScopeMissing(scope=scope.value)
    return holder


def actor_of(request: web.Request, holder: KeyHolder) -> Actor:
    """The holder as the audit names them; over-long client names are cut."""
    return Actor(
        user_id=holder.user,
        channel=Channel.API,
        request_id=request.headers.get("X-Request-Id", "")[:64] or None,
        address=request.remote,
        client=request.headers.get("User-Agent", "")[:200] or None,
    )
