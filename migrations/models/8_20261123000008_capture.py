"""What a trade is besides its fills: rules and questions of the trader's own, legs, extremes, rates, trades not taken."""

from migrations.state import MODELS_STATE as MODELS_STATE
from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
-- who writes policies and triggers must be allowed to use what stands in them, for as long as that takes
set local role ams_doors;
grant execute on function visible_users(text), audit_insert(), audit_change() to ams_owner;
reset role;

-- a rule without a strategy is for every trade
create table strategy_rules (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    strategy_id uuid,
    body text not null check (length(body) between 1 and 200),
    position smallint not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    foreign key (user_id, strategy_id) references strategies (user_id, id) on delete cascade
);
create index rules_of_strategy on strategy_rules (user_id, strategy_id) where is_active;

create table custom_fields (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    name text not null check (length(name) between 1 and 60),
    kind text not null check (kind in ('text', 'number', 'choice', 'yes_no')),
    choices text[] not null default '{}',
    asked_at text not null default 'exit' check (asked_at in ('entry', 'exit', 'never')),
    position smallint not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint choices_for_a_choice check ((kind = 'choice') = (cardinality(choices) between 2 and 25))
);
create unique index one_field_per_name on custom_fields (user_id, lower(name)) where is_active;

create table trade_groups (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    name text check (length(name) between 1 and 100),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id)
);

alter table trades
    drop constraint trades_status_check,
    add constraint trades_status_check check (status in ('open', 'closed', 'missed')),
    add column group_id uuid,
    add column best_price numeric(38,18) check (best_price > 0),
    add column worst_price numeric(38,18) check (worst_price > 0),
    add constraint trades_group foreign key (user_id, group_id)
        references trade_groups (user_id, id) on delete set null (group_id);
create index trades_by_group on trades (user_id, group_id) where group_id is not null;

-- by the id of the rule or the field; the trader's answers, so words
alter table trade_details
    add column rule_checks jsonb not null default '{}' check (jsonb_typeof(rule_checks) = 'object'),
    add column custom_answers jsonb not null default '{}' check (jsonb_typeof(custom_answers) = 'object');

-- what one unit of the market's currency was worth in the account's, and who says so
alter table fills
    add column conversion_rate numeric(38,18) check (conversion_rate > 0),
    add column conversion_source text check (conversion_source in ('price', 'told', 'earlier')),
    add constraint rate_with_source check ((conversion_rate is null) = (conversion_source is null));

do $$
declare
    item text;
    own constant text := 'user_id = (select tenant())';
begin
    foreach item in array array['strategy_rules', 'custom_fields', 'trade_groups']
    loop
        execute format('create policy visible_select on %I for select '
            'using (user_id = any ((select visible_users(%L))::uuid[]))', item, 'trades');
        execute format('alter table %I enable row level security', item);
        execute format('alter table %I force row level security', item);
        execute format('create policy own_insert on %I for insert with check (%s)', item, own);
        execute format('create policy own_update on %I for update using (%s) with check (%s)', item, own, own);
        execute format('create policy own_delete on %I for delete using (%s)', item, own);
        execute format('grant select, insert, update, delete on %I to ams_app, ams_service', item);
        execute format('create trigger touch before update on %I for each row execute function touch_updated_at()',
            item);
        execute format('create trigger audit_insert after insert on %I referencing new table as fresh '
            'for each statement execute function audit_insert()', item);
        execute format('create trigger audit_change after update or delete on %I '
            'for each row execute function audit_change()', item);
    end loop;
end $$;

grant create on schema public to ams_doors;
set local role ams_doors;
revoke execute on function visible_users(text), audit_insert(), audit_change() from ams_owner;
create or replace function audit_view(row_values jsonb) returns jsonb language sql immutable strict parallel safe as $$
    select coalesce(jsonb_object_agg(key, case when value <> 'null' and key = any (array[
        'notes', 'daily_notes', 'body', 'payload', 'screen', 'raw_text', 'description', 'improvement_areas',
        'achievements', 'psychological_factors', 'follow_up_actions', 'custom_answers', 'password_hash', 'key_hash',
        'code_hash']) then '"(words)"' else value end), '{}')
    from jsonb_each(row_values)
    where key <> all (array['created_at', 'updated_at', 'last_seen_at', 'last_used_at', 'last_login_at',
        'next_due_at', 'last_fired_for', 'revision'])
$$;
reset role;
revoke create on schema public from ams_doors;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
grant create on schema public to ams_doors;
set local role ams_doors;
create or replace function audit_view(row_values jsonb) returns jsonb language sql immutable strict parallel safe as $$
    select coalesce(jsonb_object_agg(key, case when value <> 'null' and key = any (array[
        'notes', 'daily_notes', 'body', 'payload', 'screen', 'raw_text', 'description', 'improvement_areas',
        'achievements', 'psychological_factors', 'follow_up_actions', 'password_hash', 'key_hash', 'code_hash'])
        then '"(words)"' else value end), '{}')
    from jsonb_each(row_values)
    where key <> all (array['created_at', 'updated_at', 'last_seen_at', 'last_used_at', 'last_login_at',
        'next_due_at', 'last_fired_for', 'revision'])
$$;
reset role;
revoke create on schema public from ams_doors;
alter table fills drop column conversion_rate, drop column conversion_source;
alter table trade_details drop column rule_checks, drop column custom_answers;
alter table trades no force row level security;
delete from trades where status = 'missed';
alter table trades force row level security;
alter table trades
    drop column group_id, drop column best_price, drop column worst_price,
    drop constraint trades_status_check,
    add constraint trades_status_check check (status in ('open', 'closed'));
drop table trade_groups;
drop table custom_fields;
drop table strategy_rules;
"""
