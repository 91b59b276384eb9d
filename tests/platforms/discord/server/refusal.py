"""What the platform says no with."""

from typing import Any

_WORDS = {
    10003: "Unknown Channel",
    10008: "Unknown Message",
    10015: "Unknown Webhook",
    10062: "Unknown interaction",
    20028: "The write action you are performing on the channel has hit the write rate limit.",
    30046: "Maximum number of edits to messages older than 1 hour reached. Try again later.",
    40094: "This interaction has reached its maximum number of follow up messages.",
    40060: "Interaction has already been acknowledged.",
    50001: "Missing Access",
    50005: "Cannot edit a message authored by another user",
    50006: "Cannot send an empty message",
    50007: "Cannot send messages to this user",
    50013: "Missing Permissions",
    50027: "Invalid Webhook Token",
    50083: "Tried to perform an operation on an archived thread",
    50035: "Invalid Form Body",
}


class Refusal(Exception):
    """An answer other than 2xx. `code` 0 with 401: the token is wrong."""

    def __init__(
        self,
        status: int,
        code: int = 0,
        message: str | None = None,
        *,
        errors: dict[str, Any] | None = None,
        retry_after: float | None = None,
        everywhere: bool = False,
    ) -> None:
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.everywhere = everywhere
        self.body: dict[str, Any] = {
            "message": message or _WORDS.get(code, f"{status}: refused"),
            "code": code,
        }
        if errors:
            self.body["errors"] = errors
        if retry_after is not None:
            self.body |= {"retry_after": retry_after, "global": everywhere}
        super().__init__(f"{status} {self.body}")

    @property
    def headers(self) -> dict[str, str]:
        """A 429 is Discord's own only with a Via header; without it clients take it for Cloudflare's."""
        if self.retry_after is None:
            return {}
        return {
            "Via": "1.1 discord",
            "Retry-After": str(self.retry_after),
            "X-RateLimit-Scope": "global" if self.everywhere else "user",
        }
