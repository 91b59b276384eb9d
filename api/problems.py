"""Refusals as problem+json (RFC 9457): the only place of the API that catches them."""

from collections.abc import Awaitable, Callable

import msgspec
import structlog
from aiohttp import web

from core.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, Refused, Unavailable

_log = structlog.get_logger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Unauthorised(DomainError):
    """No key, or one that nobody knows."""

    code = "unauthorised"
    phrase = "This needs a valid API key: Authorization: Bearer <key>."


def problem(status: int, code: str, detail: str, **more: object) -> web.Response:
    """One refusal; `more` are further members, such as `errors` by field."""
    body = {
        "type": f"urn:ams:problem:{code}",
        "title": code.replace("_", " "),
        "status": status,
        "detail": detail,
    }
    response = web.Response(
        status=status, body=msgspec.json.encode({**body, **more}), content_type="application/problem+json"
    )
    if status == web.HTTPUnauthorized.status_code:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what was refused, malformed or unforeseen into a problem."""
    try:
        return await handler(request)
    except DomainError as error:
        return problem(_status(error), error.code, str(error), **_fields(error))
    except msgspec.ValidationError as error:
        return problem(422, "invalid", str(error))
    except msgspec.DecodeError:
        return problem(400, "malformed", "The body is not JSON.")
    except web.HTTPException as error:
        if error.status < web.HTTPBadRequest.status_code:
            raise
        return problem(error.status, "http_error", error.reason)
    except Exception:  # noqa: BLE001 - the edge
        _log.exception("api.failed", path=request.path)
        return problem(500, "internal", "Something went wrong on the journal's side.")


def _status(error: DomainError) -> int:
    match error:
        case Unauthorised():
            return 401
        case NotAllowed():
            return 403
        case NotFound():
            return 404
        case Conflict() | Refused():
            return 409
        case Invalid():
            return 422
        case Unavailable():
            return 503
        case _:
            return 400


def _fields(error: DomainError) -> dict[str, object]:
    found = error.fields.get("errors")
    return {"errors": found} if isinstance(found, dict) else {}
