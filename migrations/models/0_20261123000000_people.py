"""The ground: whose row it is, people, plans, chats, accounts, markets, setups."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
create table if not exists aerich (
    id serial primary key,
    version varchar(255) not null,
    app varchar(100) not null,
    content jsonb not null
);

-- Nobody may run a function unless it is granted by name (the doors!).
alter default privileges revoke execute on functions from public;

-- Whose transaction this is. After the first SET LOCAL on a connection the setting is '' and not NULL.
create function tenant() returns uuid language sql stable parallel safe
    return nullif(current_setting('app.user_id', true), '')::uuid;

-- A name that PostgreSQL can do local time with.
create function is_zone(zone text) returns boolean language plpgsql immutable strict parallel safe as $$
begin
    perform timestamptz '2026-01-01 00:00+00' at time zone zone;
    return zone !~ '^[+-]?[0-9]';
exception when invalid_parameter_value then
    return false;
end $$;

create function touch_updated_at() returns trigger language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end $$;

create table subscription_plans (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) between 1 and 100),
    price numeric(10,2) not null check (price >= 0),
    billing_cycle text not null check (billing_cycle in ('monthly', 'yearly')),
    features jsonb not null default '{}',
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (name, billing_cycle)
);

create table users (
    id uuid primary key default uuidv7(),
    name text not null check (length(name) <= 255),
    email text unique check (length(email) between 3 and 255),
    password_hash text,
    role text not null default 'trader' check (role in ('trader', 'mentor', 'admin')),
    subscription_plan_id uuid references subscription_plans (id) on delete set null,
    timezone text not null default 'UTC' check (is_zone(timezone)),
    locale text not null default 'en' check (length(locale) between 2 and 35),
    preferences jsonb not null default '{}',
    onboarded_at timestamptz,
    is_active boolean not null default true,
    last_login_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index users_by_plan on users (subscription_plan_id) where subscription_plan_id is not null;

create table chat_accounts (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    platform text not null check (platform in ('telegram', 'discord', 'console')),
    platform_user_id text not null check (length(platform_user_id) between 1 and 100),
    bot text,
    chat_id text,
    username text,
    display_name text not null default '',
    locale text,
    state text not null default 'active' check (state in ('active', 'blocked')),
    last_seen_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    -- the one identity across tenants: a person of a platform is one person of the journal
    constraint one_person_per_chat_account unique (platform, platform_user_id)
);

create table trading_accounts (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    name text not null check (length(name) between 1 and 100),
    currency text not null default 'USD' check (currency ~ '^[A-Z0-9]{3,10}$'),
    timezone text not null default 'UTC' check (is_zone(timezone)),
    day_cutoff time not null default '00:00',
    breakeven_tolerance numeric(38,18) check (breakeven_tolerance >= 0),
    breakeven_unit text check (breakeven_unit in ('money', 'ticks', 'r')),
    default_risk_amount numeric(20,8) check (default_risk_amount > 0),
    default_risk_percent numeric(20,8) check (default_risk_percent > 0 and default_risk_percent <= 100),
    starting_balance numeric(20,8),
    is_default boolean not null default false,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint tolerance_with_unit check ((breakeven_tolerance is null) = (breakeven_unit is null)),
    constraint one_default_risk check (default_risk_amount is null or default_risk_percent is null)
);
create unique index one_default_account on trading_accounts (user_id) where is_default;

create table instruments (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    symbol text not null check (length(symbol) between 1 and 50),
    name text not null default '',
    asset_class text not null check (length(asset_class) between 1 and 30),
    quote_currency text not null check (quote_currency ~ '^[A-Z0-9]{3,10}$'),
    tick_size numeric(38,18) not null check (tick_size > 0),
    pip_size numeric(38,18) check (pip_size > 0),
    point_value numeric(38,18) not null check (point_value > 0),
    contract_size numeric(38,18) not null check (contract_size > 0),
    price_digits smallint not null check (price_digits between 0 and 18),
    size_unit text not null check (length(size_unit) between 1 and 20),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_instrument_per_symbol unique (user_id, symbol)
);

create table strategies (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    name text not null check (length(name) between 1 and 100),
    description text,
    is_active boolean not null default true,
    tags text[] not null default '{}',
    performance_metrics jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id)
);
create unique index one_strategy_per_name on strategies (user_id, lower(name));
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
drop table strategies;
drop table instruments;
drop table trading_accounts;
drop table chat_accounts;
drop table users;
drop table subscription_plans;
drop function touch_updated_at();
drop function is_zone(text);
drop function tenant();
alter default privileges grant execute on functions to public;
"""
