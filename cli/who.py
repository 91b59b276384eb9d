"""WHO on the command line: an id, an e-mail address, or `telegram:ID`, `discord:ID`, `console:ID`."""

from uuid import UUID

from core.errors import NotFound
from core.identifiers import UserId
from core.storage.unit_of_work import UnitOfWork

_BY_ID = "select id from users where id = $1"
_BY_EMAIL = "select id from users where lower(email) = lower($1)"
_BY_CHAT = "select user_id from chat_accounts where platform = $1 and platform_user_id = $2"


class NobodyThere(NotFound):
    """Fields: `who`."""

    code = "nobody"
    phrase = "Nobody is known as {who}: give an id, an e-mail address, telegram:ID or discord:ID."


async def require_user(uow: UnitOfWork, who: str) -> UserId:
    """The person meant (a job's transaction).

    Raises:
        NobodyThere: nobody is known by that.
    """
    platform, colon, name = who.partition(":")
    if colon:
        found = await uow.fetch_value(_BY_CHAT, platform.lower(), name)
    elif "@" in who:
        found = await uow.fetch_value(_BY_EMAIL, who)
    else:
        try:
            found = await uow.fetch_value(_BY_ID, UUID(who))
        except ValueError:
            found = None
    if found is None:
        raise NobodyThere(who=who)
    return UserId(found)
