"""/v1/trades as a caller meets it: keys, problems, pages, repeats, and nobody else's trades."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis

from api.app import api_app
from api.limits import MOST_PER_MINUTE
from core.clock import FixedClock
from core.fields.field import AskedAt, FieldKind
from core.fields.service import create_field
from core.identifiers import UserId
from core.keys.service import Scope, create_key, list_keys, revoke_key
from core.people.accounts import create_account
from core.storage.database import Database
from core.storage.unit_of_work import begin
from core.strategies.rules import add_rules
from core.strategies.service import create_strategy
from tests.conftest import MakeUser

Api = TestClient[Any, Any]

LONG = {
    "symbol": "EURUSD",
    "side": "long",
    "entry_price": "1.0850",
    "quantity": "0.5",
    "opened_at": "2026-11-18T14:00:00Z",
    "stop_loss": "1.0820",
    "take_profits": ["1.0910"],
    "setup": "breakout",
}
CLOSED = {**LONG, "exit_price": "1.0905", "closed_at": "2026-11-18T14:45:00Z", "commission": "3.50"}


@pytest.fixture
async def api(database: Database, redis_url: str, clock: FixedClock) -> AsyncIterator[Api]:
    del database

    async def well() -> None:
        return None

    redis = Redis.from_url(redis_url)
    async with TestClient(TestServer(api_app(clock=clock, redis=redis, checks={"database": well}))) as client:
        yield client
    await redis.aclose()


async def key_of(user: UserId, clock: FixedClock, *scopes: Scope) -> dict[str, str]:
    async with begin(user, now=clock.now()) as uow:
        return {"Authorization": f"Bearer {await create_key(uow, 'test', scopes or tuple(Scope))}"}


async def test_a_created_trade_is_shown_with_exact_numbers(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    headers = await key_of(await a_user(), clock)
    created = await api.post("/v1/trades", json=CLOSED, headers=headers)
    body = await created.json()
    shown = await (await api.get(created.headers["Location"], headers=headers)).json()

    assert 201 == created.status
    assert body == shown
    assert ("1.085", "1.0905", "271.5", "win", "2", "3.5") == (
        body["entry_price"],
        body["exit_price"],
        body["result_value"],
        body["result_type"],
        body["risk_reward_ratio"],
        body["costs"],
    )


async def test_an_open_trade_has_null_where_nothing_is_known(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    headers = await key_of(await a_user(), clock)
    body = await (await api.post("/v1/trades", json=LONG, headers=headers)).json()

    assert ("open", None, None, None) == (
        body["status"],
        body["exit_price"],
        body["result_value"],
        body["result_r"],
    )


@pytest.mark.parametrize("header", [None, "Bearer nonsense", "Bearer ams_unknown", "Basic abc"])
async def test_without_a_known_key_nothing_is_answered(
    api: Api, a_user: MakeUser, header: str | None
) -> None:
    await a_user()
    answer = await api.get("/v1/trades", headers={"Authorization": header} if header else {})

    assert (401, "application/problem+json", "Bearer") == (
        answer.status,
        answer.content_type,
        answer.headers["WWW-Authenticate"],
    )


async def test_a_revoked_key_is_no_key(api: Api, a_user: MakeUser, clock: FixedClock) -> None:
    user = await a_user()
    headers = await key_of(user, clock)
    async with begin(user, now=clock.now()) as uow:
        (key,) = await list_keys(uow)
        await revoke_key(uow, key.prefix)

    assert 401 == (await api.get("/v1/trades", headers=headers)).status


async def test_a_reading_key_does_not_write(api: Api, a_user: MakeUser, clock: FixedClock) -> None:
    headers = await key_of(await a_user(), clock, Scope.READ_TRADES)

    assert 200 == (await api.get("/v1/trades", headers=headers)).status
    assert 403 == (await api.post("/v1/trades", json=LONG, headers=headers)).status


async def test_nobody_sees_the_trades_of_another(api: Api, a_user: MakeUser, clock: FixedClock) -> None:
    ana, ben = await key_of(await a_user(), clock), await key_of(await a_user("Ben"), clock)
    created = await (await api.post("/v1/trades", json=LONG, headers=ana)).json()

    assert 404 == (await api.get(f"/v1/trades/{created['id']}", headers=ben)).status
    assert [] == (await (await api.get("/v1/trades", headers=ben)).json())["trades"]


async def test_every_problem_of_a_trade_is_named_at_once(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    headers = await key_of(await a_user(), clock)
    wrong = {
        **LONG,
        "quantity": "0",
        "entry_price": "-1",
        "opened_at": "2099-01-01T00:00:00Z",
        "exit_price": "1.09",
    }
    answer = await api.post("/v1/trades", json=wrong, headers=headers)
    body = await answer.json()

    assert (422, "trade_invalid") == (answer.status, body["title"].replace(" ", "_"))
    assert {"quantity", "entry_price", "opened_at", "closed_at"} == body["errors"].keys()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[]", 422),
        (b'{"symbol": "EURUSD"}', 422),
        (
            b'{"symbol":"EURUSD","side":"long","entry_price":1.085,"quantity":"1","opened_at":"2026-11-18T14:00:00Z"}',
            422,
        ),
        (
            b'{"symbol":"EURUSD","side":"up","entry_price":"1","quantity":"1","opened_at":"2026-11-18T14:00:00Z"}',
            422,
        ),
    ],
)
async def test_what_cannot_be_read_is_a_problem_not_a_crash(
    api: Api, a_user: MakeUser, clock: FixedClock, body: bytes, status: int
) -> None:
    headers = {**await key_of(await a_user(), clock), "Content-Type": "application/json"}
    answer = await api.post("/v1/trades", data=body, headers=headers)

    assert (status, "application/problem+json") == (answer.status, answer.content_type)


async def test_a_repeated_request_gets_its_first_answer_and_files_nothing(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    headers = {**await key_of(await a_user(), clock), "Idempotency-Key": "one"}
    first = await (await api.post("/v1/trades", json=LONG, headers=headers)).json()
    second = await api.post("/v1/trades", json=LONG, headers=headers)
    other = await api.post("/v1/trades", json=CLOSED, headers=headers)

    assert (201, first) == (second.status, await second.json())
    assert 409 == other.status
    assert 1 == len((await (await api.get("/v1/trades", headers=headers)).json())["trades"])


async def test_a_refused_request_leaves_its_key_free(api: Api, a_user: MakeUser, clock: FixedClock) -> None:
    headers = {**await key_of(await a_user(), clock), "Idempotency-Key": "one"}
    refused = await api.post("/v1/trades", json={**LONG, "quantity": "0"}, headers=headers)
    accepted = await api.post("/v1/trades", json=LONG, headers=headers)

    assert (422, 201) == (refused.status, accepted.status)


async def test_pages_follow_one_another_without_a_gap(api: Api, a_user: MakeUser, clock: FixedClock) -> None:
    headers = await key_of(await a_user(), clock)
    made: list[str] = []
    for minute in range(5):
        opened = clock.now() - timedelta(minutes=minute // 2)
        sent = await api.post("/v1/trades", json={**LONG, "opened_at": opened.isoformat()}, headers=headers)
        made.append((await sent.json())["id"])
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        query = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = await (await api.get("/v1/trades", params=query, headers=headers)).json()
        seen += [trade["id"] for trade in page["trades"]]
        cursor = page["next_cursor"]

    assert sorted(made) == sorted(seen)
    assert len(made) == len(seen)


@pytest.mark.parametrize(
    "query", [{"limit": "0"}, {"limit": "201"}, {"limit": "x"}, {"cursor": "!!"}, {"cursor": "WzFd"}]
)
async def test_a_page_that_cannot_be_read_is_refused(
    api: Api, a_user: MakeUser, clock: FixedClock, query: dict[str, str]
) -> None:
    headers = await key_of(await a_user(), clock)

    assert 422 == (await api.get("/v1/trades", params=query, headers=headers)).status


async def test_too_many_requests_are_told_when_to_come_back(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    headers = await key_of(await a_user(), clock)
    statuses = [(await api.get("/v1/trades", headers=headers)).status for _ in range(2 * MOST_PER_MINUTE + 1)]
    last = await api.get("/v1/trades", headers=headers)

    assert 200 == statuses[0]
    assert 429 == last.status
    assert "0" == last.headers["RateLimit-Remaining"]
    assert 0 < int(last.headers["Retry-After"]) <= 60


async def test_health_is_told_without_a_key_and_paths_that_are_not_are_problems(api: Api) -> None:
    alive, ready, figures = [await api.get(path) for path in ("/healthz", "/readyz", "/metrics")]
    nowhere = await api.get("/v1/nowhere")

    assert [200, 200, 200] == [alive.status, ready.status, figures.status]
    assert {"database": "ok"} == (await ready.json())["checks"]
    assert (404, "application/problem+json") == (nowhere.status, nowhere.content_type)


async def test_readiness_names_what_is_away(database: Database, redis_url: str, clock: FixedClock) -> None:
    del database

    async def broken() -> None:
        raise OSError("with words that stay inside")

    redis = Redis.from_url(redis_url)
    async with TestClient(
        TestServer(api_app(clock=clock, redis=redis, checks={"telegram": broken}))
    ) as client:
        answer = await client.get("/readyz")
        text = await answer.text()
    await redis.aclose()

    assert (503, True, False) == (answer.status, '"telegram":"away"' in text, "stay inside" in text)


async def test_an_unknown_market_is_filed_without_money(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    headers = await key_of(await a_user(), clock)
    body = await (await api.post("/v1/trades", json={**CLOSED, "symbol": "ODDCOIN"}, headers=headers)).json()

    assert ("ODDCOIN", None) == (body["symbol"], body["result_value"])


async def test_a_trade_goes_to_the_account_that_is_named(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    headers = await key_of(user, clock)
    async with begin(user, now=clock.now()) as uow:
        ftmo = await create_account(uow, "FTMO 100k")
    for name in ("FTMO 100k", str(ftmo), "ftmo"):
        body = await (await api.post("/v1/trades", json={**LONG, "account": name}, headers=headers)).json()
        assert str(ftmo) == body["account_id"]
    refused = await api.post("/v1/trades", json={**LONG, "account": "Apex"}, headers=headers)
    assert 422 == refused.status
    assert "is none of your accounts in use" == (await refused.json())["errors"]["account"]


async def test_a_missed_trade_is_filed_without_a_size(api: Api, a_user: MakeUser, clock: FixedClock) -> None:
    headers = await key_of(await a_user(), clock)
    sent = {name: value for name, value in LONG.items() if name != "quantity"}
    body = await (await api.post("/v1/trades", json={**sent, "missed": True}, headers=headers)).json()
    assert ("missed", "1.085", None, None, []) == (
        body["status"],
        body["entry_price"],
        body["quantity"],
        body["result_value"],
        body["fills"],
    )
    refused = await api.post("/v1/trades", json=sent, headers=headers)
    assert "quantity" in (await refused.json())["errors"]
    both = await api.post("/v1/trades", json={**CLOSED, "missed": True}, headers=headers)
    assert "missed" in (await both.json())["errors"]


async def test_extremes_and_rates_are_read_as_they_were_sent(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    headers = await key_of(await a_user(), clock)
    pounds = {
        **CLOSED,
        "symbol": "EURGBP",
        "entry_price": "0.8500",
        "exit_price": "0.8520",
        "stop_loss": "0.8490",
        "take_profits": [],
        "commission": "0",
        "best_price": "0.8530",
        "worst_price": "0.8495",
        "conversion_rate": "1.27",
    }
    body = await (await api.post("/v1/trades", json=pounds, headers=headers)).json()
    assert ("0.853", "0.8495", "1.27", "told", "USD", "GBP", "127") == (
        body["best_price"],
        body["worst_price"],
        body["conversion_rate"],
        body["conversion_source"],
        body["currency"],
        body["market_currency"],
        body["result_value"],
    )
    assert [None, "1.27"] == [fill["conversion_rate"] for fill in body["fills"]]


async def test_rules_and_own_questions_are_sent_and_shown_by_their_names(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    headers = await key_of(user, clock)
    async with begin(user, now=clock.now()) as uow:
        breakout = await create_strategy(uow, "breakout")
        await add_rules(uow, breakout.id, ("no news", "stop set"))
        await create_field(uow, name="Sleep", kind=FieldKind.NUMBER, asked_at=AskedAt.ENTRY)
        await create_field(uow, name="Alone", kind=FieldKind.YES_NO, asked_at=AskedAt.EXIT)
    said = {"rules": {"No news": True, "stop set": False}, "answers": {"sleep": "6,5", "Alone": True}}
    created = await api.post("/v1/trades", json={**CLOSED, **said, "entry_quality": 8}, headers=headers)
    assert 201 == created.status, await created.text()
    shown = await (await api.get(created.headers["Location"], headers=headers)).json()
    assert shown == await created.json()
    assert (8, None, False) == (shown["entry_quality"], shown["confidence"], shown["rules_kept"])
    assert {"no news": True, "stop set": False} == {each["rule"]: each["kept"] for each in shown["rules"]}
    assert [("Sleep", "number", "6.5"), ("Alone", "yes_no", "yes")] == [
        (each["name"], each["kind"], each["value"]) for each in shown["answers"]
    ]
    listed = await (await api.get("/v1/trades", headers=headers)).json()
    assert [shown] == listed["trades"]


async def test_words_that_cannot_be_kept_are_named_each(
    api: Api, a_user: MakeUser, clock: FixedClock
) -> None:
    user = await a_user()
    headers = await key_of(user, clock)
    async with begin(user, now=clock.now()) as uow:
        await create_field(uow, name="Sleep", kind=FieldKind.NUMBER, asked_at=AskedAt.ENTRY)
    sent = {**CLOSED, "rules": {"never": True}, "answers": {"Sleep": "much", "Mood": "fine"}}
    refused = await api.post("/v1/trades", json=sent, headers=headers)
    assert 422 == refused.status
    assert {
        "rules.never": "is no rule of this trade's setup",
        "answers.Sleep": "answer_no_number",
        "answers.Mood": "is no question of this trader",
    } == (await refused.json())["errors"]
