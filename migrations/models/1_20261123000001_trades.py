"""Trades with their details, fills, acts and pictures."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
create table trades (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    account_id uuid not null,
    asset text not null check (length(asset) between 1 and 100),
    symbol text not null check (length(symbol) between 1 and 50),
    trade_type text not null check (trade_type in ('long', 'short')),
    entry_price numeric(38,18),
    exit_price numeric(38,18),
    position_size numeric(38,18) check (position_size > 0),
    quantity_unit text,
    result_value numeric(20,8),
    result_type text check (result_type in ('win', 'loss', 'breakeven')),
    result_r numeric(12,4),
    risk_reward_ratio numeric(12,4) check (risk_reward_ratio >= 0),
    strategy_id uuid,
    trade_date timestamptz not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    closed_day date,
    status text not null default 'open' check (status in ('open', 'closed')),
    initial_stop numeric(38,18),
    stop_loss numeric(38,18),
    take_profits numeric[] not null default '{}',
    initial_risk numeric(20,8) check (initial_risk > 0),
    declared_risk numeric(20,8) check (declared_risk > 0),
    currency text not null check (currency ~ '^[A-Z0-9]{3,10}$'),
    point_value numeric(38,18) check (point_value > 0),
    fees numeric(20,8) not null default 0,
    commission numeric(20,8) not null default 0,
    swap numeric(20,8) not null default 0,
    revision integer not null default 1 check (revision > 0),
    raw_text text,
    is_active boolean not null default true,
    source text not null default 'manual'
        check (source in ('manual', 'telegram', 'discord', 'console', 'metatrader', 'api', 'csv')),
    metadata jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    foreign key (user_id, account_id) references trading_accounts (user_id, id) on delete cascade,
    foreign key (user_id, strategy_id) references strategies (user_id, id) on delete set null (strategy_id),
    constraint closed_is_dated check ((status = 'closed') = (closed_at is not null)),
    constraint closed_has_its_day check ((closed_at is null) = (closed_day is null)),
    constraint closed_after_opened check (closed_at >= opened_at)
);
create index trades_latest on trades (user_id, trade_date desc, id desc);
create index trades_open on trades (user_id, opened_at) where status = 'open' and is_active;
create index trades_by_closed_day on trades (user_id, closed_day) where status = 'closed' and is_active;
create index trades_by_strategy on trades (user_id, strategy_id) where strategy_id is not null;
create index trades_by_account on trades (user_id, account_id);

create table trade_details (
    user_id uuid not null references users (id) on delete cascade,
    trade_id uuid not null,
    emotional_state text check (length(emotional_state) <= 100),
    entry_process_quality smallint check (entry_process_quality between 1 and 10),
    exit_process_quality smallint check (exit_process_quality between 1 and 10),
    risk_management_respected boolean,
    notes text,
    market_conditions text check (length(market_conditions) <= 100),
    confidence_level smallint check (confidence_level between 1 and 10),
    psychological_factors jsonb not null default '{}',
    follow_up_actions jsonb not null default '[]',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, trade_id),
    foreign key (user_id, trade_id) references trades (user_id, id) on delete cascade
);

create table fills (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    trade_id uuid not null,
    kind text not null check (kind in ('entry', 'exit')),
    price numeric(38,18),
    quantity numeric(38,18) check (quantity > 0),
    fee numeric(20,8) not null default 0,
    commission numeric(20,8) not null default 0,
    swap numeric(20,8) not null default 0,
    filled_at timestamptz not null,
    local_day date not null,
    realized_value numeric(20,8),
    realized_r numeric(12,4),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    foreign key (user_id, trade_id) references trades (user_id, id) on delete cascade,
    -- a result that was only told (+120, +2R) is an exit with neither price nor quantity
    constraint priced_or_told check (
        (price is not null and quantity is not null) or (price is null and quantity is null and kind = 'exit')),
    constraint entries_realise_nothing check (kind = 'exit' or (realized_value is null and realized_r is null))
);
create index fills_of_trade on fills (user_id, trade_id, filled_at);
create index fills_by_day on fills (user_id, local_day);

create table trade_acts (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    trade_id uuid not null,
    seq integer not null,
    kind text not null check (length(kind) between 1 and 40),
    before jsonb,
    after jsonb,
    at timestamptz not null,
    undone_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (user_id, id),
    foreign key (user_id, trade_id) references trades (user_id, id) on delete cascade,
    constraint acts_in_order unique (user_id, trade_id, seq)
);
create index trade_acts_latest on trade_acts (user_id, at desc);

create table attachments (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    trade_id uuid,
    content_type text not null check (content_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
    sha256 bytea not null check (length(sha256) = 32),
    size integer not null check (size > 0),
    width integer check (width > 0),
    height integer check (height > 0),
    storage_key text not null,
    created_at timestamptz not null default now(),
    primary key (user_id, id),
    foreign key (user_id, trade_id) references trades (user_id, id) on delete cascade
);
create index attachments_of_trade on attachments (user_id, trade_id);

create table pictures (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    kind text not null check (length(kind) between 1 and 40),
    fingerprint text not null check (length(fingerprint) between 1 and 128),
    png bytea not null,
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    alt text not null default '',
    made_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint drawn_once unique (user_id, kind, fingerprint)
);
alter table pictures alter column png set storage external;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
drop table pictures;
drop table attachments;
drop table trade_acts;
drop table fills;
drop table trade_details;
drop table trades;
"""
