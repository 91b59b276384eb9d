"""/v1/trades: list, one, create. The pattern for the routes to come."""

from uuid import UUID

import msgspec
from aiohttp import web

from api.authentication import CLOCK, actor_of, require_holder
from api.pagination import Cursor, read_page, write_cursor
from api.v1.own_words import add_words, load_known
from api.v1.trade_schema import NewTrade, TradeInvalid, read_trade, write_trade
from core.errors import Invalid, NotFound
from core.identifiers import TradeId
from core.keys.idempotency import StoredAnswer, claim_key, keep_answer
from core.keys.service import Scope
from core.people.accounts import find_account, list_accounts
from core.storage.unit_of_work import UnitOfWork, begin
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.queries import list_before, load_desk, require_trade
from core.trades.service import log_trade

_LONGEST_KEY = 255


class KeyTooLong(Invalid):
    """An Idempotency-Key of more than 255 characters."""

    code = "bad_idempotency_key"
    phrase = "An Idempotency-Key has 1 to 255 characters."


async def list_trades(request: web.Request) -> web.Response:
    """`{"trades": [...], "next_cursor": ...}`, newest entry first; the cursor is null on the last page."""
    holder = await require_holder(request, Scope.READ_TRADES)
    limit, cursor = read_page(request)
    async with begin(holder.user, now=request.app[CLOCK].now(), actor=actor_of(request, holder)) as uow:
        found = await list_before(
            uow, moment=cursor and cursor.moment, trade_id=cursor and cursor.id, limit=limit + 1
        )
        known = await load_known(uow, found)
    page, following = found[:limit], None
    if len(found) > limit and (opened := page[-1].opened_at) is not None:
        following = write_cursor(Cursor(moment=opened, id=page[-1].id))
    return _json(200, {"trades": [write_trade(trade, known) for trade in page], "next_cursor": following})


async def show_trade(request: web.Request) -> web.Response:
    holder = await require_holder(request, Scope.READ_TRADES)
    try:
        trade_id = TradeId(UUID(request.match_info["id"]))
    except ValueError as error:
        raise NotFound from error
    async with begin(holder.user, now=request.app[CLOCK].now(), actor=actor_of(request, holder)) as uow:
        _, trade = await require_trade(uow, trade_id)
        known = await load_known(uow, [trade])
    return _json(200, write_trade(trade, known))


async def create_trade(request: web.Request) -> web.Response:
    """201 with the trade; the same Idempotency-Key again gets the same answer and files nothing."""
    holder = await require_holder(request, Scope.WRITE_TRADES)
    body = await request.read()
    sent = msgspec.json.decode(body, type=NewTrade)
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= _LONGEST_KEY:
        raise KeyTooLong
    now = request.app[CLOCK].now()
    async with begin(holder.user, now=now, actor=actor_of(request, holder)) as uow:
        if key is not None and (stored := await claim_key(uow, key, body)) is not None:
            return web.Response(status=stored.status, body=stored.body, content_type="application/json")
        desk = await _load_desk(uow, sent)
        trade = await log_trade(uow, desk, await _read_facts(uow, desk, sent), source="api")
        known = await load_known(uow, [trade])
        answer = StoredAnswer(status=201, body=msgspec.json.encode(write_trade(trade, known)))
        if key is not None:
            await keep_answer(uow, key, answer)
    return web.Response(
        status=201,
        body=answer.body,
        content_type="application/json",
        headers={"Location": f"/v1/trades/{trade.id}"},
    )


async def _load_desk(uow: UnitOfWork, sent: NewTrade) -> Desk:
    """The desk of the account that was named, by its id or its name.

    Raises:
        TradeInvalid: the caller has no such account in use.
    """
    if sent.account is None:
        return await load_desk(uow)
    kept = [each.account for each in await list_accounts(uow) if each.is_active]
    found = [each for each in kept if sent.account in (str(each.id), each.name)]
    account = found[0].id if found else await find_account(uow, sent.account)
    if account is None:
        raise TradeInvalid(errors={"account": "is none of your accounts in use"})
    return await load_desk(uow, account)


async def _read_facts(uow: UnitOfWork, desk: Desk, sent: NewTrade) -> TradeFacts:
    """Raises: TradeInvalid."""
    problems: dict[str, str] = {}
    facts = await add_words(uow, read_trade(sent, desk, now=uow.now), sent, problems)
    if problems:
        raise TradeInvalid(errors=problems)
    return facts


def _json(status: int, value: object) -> web.Response:
    return web.Response(status=status, body=msgspec.json.encode(value), content_type="application/json")
