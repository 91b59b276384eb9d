"""The wall: who sees which row, in policies; what each role may do at all, in grants.

Roles (made by the operator or by the embedded server): ams_owner migrates, ams_app is every bot and request,
ams_service (BYPASSRLS) the jobs, ams_doors (NOLOGIN, BYPASSRLS) owns the definer functions.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
grant usage on schema public to ams_app, ams_service, ams_doors;
grant execute on function tenant(), is_zone(text), are_weekdays(smallint[]) to ams_app, ams_service, ams_doors;

-- One array per statement (an InitPlan): 300 times cheaper than EXISTS when the question names no user.
create function visible_users(resource text) returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when tenant() is null then '{}'::uuid[] else array(
        select r.trader_id from mentor_relationships r
        where r.mentor_id = tenant() and r.status = 'approved'
          and (resource = 'notes' or r.access_level -> ('view_' || resource) = 'true'::jsonb)
    ) || tenant() end
$$;
grant execute on function visible_users(text) to ams_app, ams_service;
grant create on schema public to ams_doors;
alter function visible_users(text) owner to ams_doors;
revoke create on schema public from ams_doors;
grant select on mentor_relationships to ams_doors;

do $$
declare
    item text;
    own constant text := 'user_id = (select tenant())';
begin
    -- what a person alone reads and writes
    foreach item in array array[
        'chat_accounts', 'trade_acts', 'pictures', 'checkin_schedules', 'mentor_channels', 'stats_dirty',
        'conversations', 'inbox', 'outbox', 'cards', 'used_tokens', 'link_codes', 'api_keys', 'idempotency_keys']
    loop
        execute format('create policy own_select on %I for select using (%s)', item, own);
    end loop;
    -- what a mentor reads where the trader allows it
    foreach item in array array[
        'trades:trades', 'trade_details:trades', 'fills:trades', 'attachments:trades', 'strategies:trades',
        'instruments:trades', 'trading_accounts:trades', 'monthly_summaries:analytics',
        'calendar_stats:analytics', 'performance_metrics:analytics', 'consistency_tracker:consistency']
    loop
        execute format(
            'create policy visible_select on %I for select using (user_id = any ((select visible_users(%L))::uuid[]))',
            split_part(item, ':', 1), split_part(item, ':', 2));
    end loop;
    -- nobody writes for somebody else
    foreach item in array array[
        'chat_accounts', 'trade_acts', 'pictures', 'checkin_schedules', 'mentor_channels', 'stats_dirty',
        'conversations', 'inbox', 'outbox', 'cards', 'used_tokens', 'link_codes', 'api_keys', 'idempotency_keys',
        'trades', 'trade_details', 'fills', 'attachments', 'strategies', 'instruments', 'trading_accounts',
        'monthly_summaries', 'calendar_stats', 'performance_metrics', 'consistency_tracker']
    loop
        execute format('alter table %I enable row level security', item);
        execute format('alter table %I force row level security', item);
        execute format('create policy own_insert on %I for insert with check (%s)', item, own);
        execute format('create policy own_update on %I for update using (%s) with check (%s)', item, own, own);
        execute format('create policy own_delete on %I for delete using (%s)', item, own);
        execute format('grant select, insert, update, delete on %I to ams_app, ams_service', item);
    end loop;
end $$;

-- a person: read and changed by themselves, made by a door, unmade by the owner
alter table users enable row level security;
alter table users force row level security;
create policy own_select on users for select using (id = (select tenant()));
create policy own_update on users for update using (id = (select tenant())) with check (id = (select tenant()));
create policy no_insert on users for insert with check (false);
create policy no_delete on users for delete using (false);
grant select, update on users to ams_app;
grant select, insert, update, delete on users to ams_service;

-- both sides read; the trader may grant at once, the mentor may only ask
alter table mentor_relationships enable row level security;
alter table mentor_relationships force row level security;
create policy both_select on mentor_relationships for select
    using ((select tenant()) in (mentor_id, trader_id));
create policy asked_insert on mentor_relationships for insert with check (
    (trader_id = (select tenant()) and status in ('pending', 'approved'))
    or (mentor_id = (select tenant()) and status = 'pending' and requested_by = (select tenant())));
create policy both_update on mentor_relationships for update
    using ((select tenant()) in (mentor_id, trader_id)) with check ((select tenant()) in (mentor_id, trader_id));
create policy own_delete on mentor_relationships for delete using (trader_id = (select tenant()));
grant select, insert, update, delete on mentor_relationships to ams_app, ams_service;

-- the trader's row, written by an approved mentor
alter table mentor_notes enable row level security;
alter table mentor_notes force row level security;
create policy both_select on mentor_notes for select using ((select tenant()) in (user_id, mentor_id));
create policy mentor_insert on mentor_notes for insert with check (
    mentor_id = (select tenant()) and user_id <> mentor_id
    and user_id = any ((select visible_users('notes'))::uuid[]));
create policy both_update on mentor_notes for update
    using ((select tenant()) in (user_id, mentor_id)) with check ((select tenant()) in (user_id, mentor_id));
create policy mentor_delete on mentor_notes for delete using (mentor_id = (select tenant()));
grant select, insert, update, delete on mentor_notes to ams_app, ams_service;

grant select on subscription_plans, aerich to ams_app;
grant select, insert, update, delete on subscription_plans to ams_service;
grant select on aerich to ams_service;
grant select, update on demo_clock to ams_app, ams_service;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
do $$
declare
    wall record;
begin
    for wall in select schemaname, tablename, policyname from pg_policies where schemaname = 'public' loop
        execute format('drop policy %I on public.%I', wall.policyname, wall.tablename);
    end loop;
    for wall in select relname from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    loop
        execute format('alter table public.%I no force row level security', wall.relname);
        execute format('alter table public.%I disable row level security', wall.relname);
        execute format('revoke all on public.%I from ams_app, ams_service, ams_doors', wall.relname);
    end loop;
end $$;
drop function visible_users(text);
revoke execute on function tenant(), is_zone(text), are_weekdays(smallint[]) from ams_app, ams_service, ams_doors;
revoke usage on schema public from ams_app, ams_service, ams_doors;
"""
