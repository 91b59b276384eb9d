"""One row in every table of somebody, for tests of the wall that must cover all of them."""

from uuid import UUID

import asyncpg

_ROWS = {
    "instruments": "(user_id, symbol, asset_class, quote_currency, tick_size, point_value, contract_size,"
    " price_digits, size_unit) values ($1, 'XYZ', 'stock', 'USD', 0.01, 1, 1, 2, 'shares')",
    "strategies": "(user_id, name) values ($1, 'breakout')",
    "strategy_rules": "(user_id, strategy_id, body) select user_id, id, 'with the trend' from strategies"
    " where user_id = $1",
    "custom_fields": "(user_id, name, kind) values ($1, 'Session', 'text')",
    "trade_groups": "(user_id, name) values ($1, 'butterfly')",
    "trades": "(user_id, account_id, asset, symbol, trade_type, trade_date, opened_at, currency, raw_text)"
    " select $1, id, 'EURUSD', 'EURUSD', 'long', now(), now(), 'USD', 'long EURUSD' from trading_accounts"
    " where user_id = $1",
    "trade_details": "(user_id, trade_id, notes) select user_id, id, 'calm' from trades where user_id = $1",
    "fills": "(user_id, trade_id, kind, price, quantity, filled_at, local_day)"
    " select user_id, id, 'entry', 1.085, 0.5, now(), current_date from trades where user_id = $1",
    "trade_acts": "(user_id, trade_id, seq, kind, at) select user_id, id, 1, 'open', now() from trades where user_id = $1",
    "attachments": "(user_id, trade_id, content_type, sha256, size, storage_key)"
    " select user_id, id, 'image/png', sha256('x'), 1, 'k' from trades where user_id = $1",
    "pictures": "(user_id, kind, fingerprint, png, width, height, made_at) values ($1, 'equity', 'f', 'x', 1, 1, now())",
    "consistency_tracker": "(user_id, date, daily_notes) values ($1, current_date, 'fine')",
    "mentor_relationships": "(trader_id, mentor_id, requested_by, status) values ($1, $2, $1, 'terminated')",
    "mentor_channels": "(user_id, platform, bot, chat_id, digest_local_time, timezone)"
    " values ($1, 'telegram', 'b', 'c', '17:00', 'UTC')",
    "mentor_notes": "(user_id, mentor_id, kind, body, starts_on) values ($1, $2, 'note', 'well done', current_date)",
    "monthly_summaries": "(user_id, year, month) values ($1, 2026, 11)",
    "calendar_stats": "(user_id, date) values ($1, current_date)",
    "performance_metrics": "(user_id, metric_type, period_type, period_start, metric_name, calculated_at)"
    " values ($1, 'outcome', 'monthly', '2026-11-01', 'win_rate', now())",
    "conversations": "(user_id, dialog, version, step, started_at, expires_at)"
    " values ($1, 'checkin', 1, 'risk', now(), now() + interval '1 hour')",
    "inbox": "(user_id, platform, bot, event_id, kind, payload, received_at)"
    " values ($1::uuid, 'telegram', 'b', $1::uuid::text, 'text', '{}', now())",
    "outbox": "(user_id, platform, bot, chat_id, kind, screen) values ($1, 'telegram', 'b', 'c', 'answer', '{}')",
    "cards": "(user_id, platform, bot, chat_id, message_id, direction, subject_kind, subject_id)"
    " values ($1, 'telegram', 'b', 'c', '1', 'out', 'trade', 't')",
    "used_tokens": "(user_id, token, used_at) values ($1, 't', now())",
    "link_codes": "(user_id, code_hash, purpose, expires_at)"
    " values ($1::uuid, sha256($1::uuid::text::bytea), 'link', now() + interval '1 hour')",
    "api_keys": "(user_id, name, prefix, key_hash) values ($1::uuid, 'mine', 'ams_', sha256($1::uuid::text::bytea))",
    "idempotency_keys": "(user_id, key, request_hash) values ($1, 'k', 'h')",
}
"""In an order that foreign keys allow. What `accept_event` and the triggers write is there already."""


async def fill_every_table(service: asyncpg.Connection, user: UUID, other: UUID) -> None:
    """Give `user` a row everywhere; `other` is the mentor where there must be one."""
    for table, values in _ROWS.items():
        arguments = (user, other) if "$2" in values else (user,)
        await service.execute(f"insert into {table} {values}", *arguments)
