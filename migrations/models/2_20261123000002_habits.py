"""Check-ins and their hours, mentors, counted days and months, marks of what to count again."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
create function are_weekdays(days smallint[]) returns boolean language sql immutable strict parallel safe
    return cardinality(days) <= 7 and days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[];

create table consistency_tracker (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    date date not null,
    risk_management_score smallint check (risk_management_score between 1 and 10),
    strategy_execution_score smallint check (strategy_execution_score between 1 and 10),
    emotional_discipline_score smallint check (emotional_discipline_score between 1 and 10),
    plan_adherence text check (plan_adherence in ('yes', 'partly', 'no')),
    followed_plan boolean not null default false,
    focus_kept boolean,
    daily_notes text,
    improvement_areas text[] not null default '{}',
    achievements text[] not null default '{}',
    is_late boolean not null default false,
    -- a third in numeric: integers would cut 7.67 down to 7; NULL while any part is missing
    overall_score numeric(5,2) generated always as (round((risk_management_score + strategy_execution_score + emotional_discipline_score)::numeric / 3, 2)) stored,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_checkin_a_day unique (user_id, date),
    constraint followed_is_yes check (plan_adherence is null or followed_plan = (plan_adherence = 'yes'))
);

create table checkin_schedules (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    kind text not null default 'checkin' check (length(kind) between 1 and 40),
    local_time time not null,
    timezone text not null check (is_zone(timezone)),
    weekdays smallint[] not null default '{1,2,3,4,5}' check (are_weekdays(weekdays)),
    next_due_at timestamptz,
    last_fired_for date,
    is_active boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_schedule_per_kind unique (user_id, kind)
);
create index schedules_due on checkin_schedules (next_due_at) where is_active and next_due_at is not null;

create table mentor_relationships (
    id uuid not null default uuidv7(),
    mentor_id uuid not null references users (id) on delete cascade,
    trader_id uuid not null references users (id) on delete cascade,
    requested_by uuid not null,
    status text not null default 'pending' check (status in ('pending', 'approved', 'rejected', 'terminated')),
    notes text,
    access_level jsonb not null
        default '{"view_trades": true, "view_analytics": true, "view_consistency": true}'
        check (jsonb_typeof(access_level) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (trader_id, id),
    constraint nobody_mentors_themselves check (mentor_id <> trader_id),
    constraint asked_by_one_of_both check (requested_by in (mentor_id, trader_id))
);
-- one LIVE mentor per trader, not one ever; one open question per pair
create unique index one_live_mentor on mentor_relationships (trader_id) where status = 'approved';
create unique index one_open_request on mentor_relationships (trader_id, mentor_id) where status = 'pending';
create index relationships_of_mentor on mentor_relationships (mentor_id, status);

create table mentor_channels (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    platform text not null check (platform in ('telegram', 'discord', 'console')),
    bot text not null,
    chat_id text not null,
    thread text,
    title text not null default '',
    state text not null default 'active' check (state in ('active', 'gone')),
    digest_weekday smallint not null default 5 check (digest_weekday between 1 and 7),
    digest_local_time time not null,
    timezone text not null check (is_zone(timezone)),
    next_due_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_channel_per_chat unique nulls not distinct (user_id, platform, bot, chat_id, thread)
);
create index digests_due on mentor_channels (next_due_at) where state = 'active' and next_due_at is not null;

create table mentor_notes (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    mentor_id uuid not null references users (id) on delete cascade,
    kind text not null check (kind in ('note', 'focus')),
    body text not null check (length(body) > 0),
    trade_id uuid,
    starts_on date not null,
    ends_on date,
    delivered_at timestamptz,
    done_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    foreign key (user_id, trade_id) references trades (user_id, id) on delete set null (trade_id),
    constraint ends_after_it_starts check (ends_on >= starts_on)
);
create index mentor_notes_of_mentor on mentor_notes (mentor_id, starts_on);
create index mentor_notes_of_trade on mentor_notes (user_id, trade_id) where trade_id is not null;

create table monthly_summaries (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    year smallint not null check (year between 1970 and 9999),
    month smallint not null check (month between 1 and 12),
    currency text check (currency ~ '^[A-Z0-9]{3,10}$'),
    total_trades integer not null default 0 check (total_trades >= 0),
    winning_trades integer not null default 0 check (winning_trades >= 0),
    losing_trades integer not null default 0 check (losing_trades >= 0),
    breakeven_trades integer not null default 0 check (breakeven_trades >= 0),
    win_rate numeric(5,2) generated always as (case when winning_trades + losing_trades > 0 then round(winning_trades::numeric * 100 / (winning_trades + losing_trades), 2) end) stored,
    total_profit numeric(20,8) not null default 0 check (total_profit >= 0),
    total_loss numeric(20,8) not null default 0 check (total_loss >= 0),
    net_result numeric(20,8) generated always as (total_profit - total_loss) stored,
    -- beyond the column's range the factor says nothing any more: NULL instead of a failed recount
    profit_factor numeric(20,8) generated always as (case when total_loss > 0 and total_profit / total_loss < 1000000000000 then round(total_profit / total_loss, 8) end) stored,
    result_r numeric(12,4),
    r_trades integer not null default 0 check (r_trades >= 0),
    avg_win numeric(20,8),
    avg_loss numeric(20,8),
    largest_win numeric(20,8),
    largest_loss numeric(20,8),
    avg_holding_time interval,
    best_day date,
    worst_day date,
    consistency_score numeric(5,2),
    risk_management_avg_score numeric(5,2),
    strategy_execution_avg_score numeric(5,2),
    emotional_discipline_avg_score numeric(5,2),
    is_calculated boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_summary_a_month unique nulls not distinct (user_id, year, month, currency)
);

create table calendar_stats (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    date date not null,
    currency text check (currency ~ '^[A-Z0-9]{3,10}$'),
    trades_count integer not null default 0 check (trades_count >= 0),
    winning_trades integer not null default 0 check (winning_trades >= 0),
    losing_trades integer not null default 0 check (losing_trades >= 0),
    breakeven_trades integer not null default 0 check (breakeven_trades >= 0),
    net_result numeric(20,8),
    day_status text generated always as (case when net_result is null then null when net_result > 0 then 'positive' when net_result < 0 then 'negative' else 'neutral' end) stored,
    result_r numeric(12,4),
    r_trades integer not null default 0 check (r_trades >= 0),
    total_profit numeric(20,8) not null default 0 check (total_profit >= 0),
    total_loss numeric(20,8) not null default 0 check (total_loss >= 0),
    win_rate numeric(5,2) generated always as (case when winning_trades + losing_trades > 0 then round(winning_trades::numeric * 100 / (winning_trades + losing_trades), 2) end) stored,
    avg_result numeric(20,8),
    best_trade numeric(20,8),
    worst_trade numeric(20,8),
    consistency_score numeric(5,2),
    risk_management_avg_score numeric(5,2),
    strategy_execution_avg_score numeric(5,2),
    emotional_discipline_avg_score numeric(5,2),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_row_a_day unique nulls not distinct (user_id, date, currency)
);

create table performance_metrics (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    metric_type text not null check (length(metric_type) between 1 and 50),
    period_type text not null check (period_type in ('daily', 'weekly', 'monthly', 'quarterly', 'yearly')),
    period_start date not null,
    period_value jsonb not null default '{}',
    metric_name text not null check (length(metric_name) between 1 and 100),
    metric_value numeric(20,8),
    sample_size integer not null default 0 check (sample_size >= 0),
    currency text check (currency ~ '^[A-Z0-9]{3,10}$'),
    calculation_method text,
    metadata jsonb not null default '{}',
    calculated_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_figure unique nulls not distinct
        (user_id, metric_type, metric_name, period_type, period_start, currency)
);

-- Versions come from one sequence: a mark that was deleted and made again never bears an old number.
create sequence stats_dirty_version as bigint;
create table stats_dirty (
    user_id uuid not null references users (id) on delete cascade,
    local_day date not null,
    version bigint not null default nextval('stats_dirty_version'),
    marked_at timestamptz not null default now(),
    primary key (user_id, local_day)
);
create index stats_dirty_oldest on stats_dirty (marked_at);
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
drop table stats_dirty;
drop sequence stats_dirty_version;
drop table performance_metrics;
drop table calendar_stats;
drop table monthly_summaries;
drop table mentor_notes;
drop table mentor_channels;
drop table mentor_relationships;
drop table checkin_schedules;
drop table consistency_tracker;
drop function are_weekdays(smallint[]);
"""
