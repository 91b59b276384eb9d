"""The audit: what was changed, by whom, through which door; append-only, in monthly partitions."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
-- No foreign key: the audit outlives the person.
create table audit_logs (
    id uuid not null default uuidv7(),
    user_id uuid,
    actor_id uuid,
    channel text,
    request_id text,
    action text not null,
    resource_type text not null,
    resource_id uuid,
    old_values jsonb,
    new_values jsonb,
    ip_address inet,
    user_agent text,
    timestamp timestamptz not null default now(),
    primary key (timestamp, id)
) partition by range (timestamp);
create index audit_logs_of_person on audit_logs (user_id, timestamp desc);
create index audit_logs_of_resource on audit_logs (resource_type, resource_id, timestamp desc);
create table audit_logs_default partition of audit_logs default;
alter table audit_logs_default enable row level security;

alter table audit_logs enable row level security;
alter table audit_logs force row level security;
create policy own_select on audit_logs for select using (user_id = (select tenant()));
create policy no_insert on audit_logs for insert with check (false);
create policy no_update on audit_logs for update using (false);
create policy no_delete on audit_logs for delete using (false);
grant select on audit_logs to ams_app, ams_service;

-- This month and the next ones; a month whose rows already lie in the default partition stays there.
create function make_audit_partitions(at timestamptz, months_ahead integer) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    first date := date_trunc('month', at at time zone 'UTC')::date;
    month date;
    part text;
    made integer := 0;
begin
    for ahead in 0 .. least(months_ahead, 24) loop
        month := (first + make_interval(months => ahead))::date;
        part := 'audit_logs_' || to_char(month, 'YYYY_MM');
        continue when to_regclass('public.' || part) is not null;
        continue when exists (
            select from audit_logs_default d
            where d.timestamp >= month::timestamp at time zone 'UTC'
              and d.timestamp < (month + interval '1 month')::timestamp at time zone 'UTC');
        execute format('create table public.%I partition of public.audit_logs for values from (%L) to (%L)', part,
            month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
        execute format('alter table public.%I enable row level security', part);
        made := made + 1;
    end loop;
    return made;
end $$;
grant execute on function make_audit_partitions(timestamptz, integer) to ams_service;
select make_audit_partitions(now(), 3);

create function audit_setting(name text) returns text language sql stable
    return nullif(current_setting('app.' || name, true), '');

create function write_audit(person uuid, what text, resource text, resource_id uuid, old_values jsonb, new_values jsonb)
returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into audit_logs (user_id, actor_id, channel, request_id, action, resource_type, resource_id,
        old_values, new_values, ip_address, user_agent)
    values (person, audit_setting('actor_id')::uuid, audit_setting('channel'), audit_setting('request_id'),
        what, resource, resource_id, old_values, new_values,
        case when pg_input_is_valid(audit_setting('address'), 'inet') then audit_setting('address')::inet end,
        left(audit_setting('client'), 500))
$$;

-- Words and secrets appear as the fact of a change; bookkeeping does not appear.
create function audit_view(row_values jsonb) returns jsonb language sql immutable strict parallel safe as $$
    select coalesce(jsonb_object_agg(key, case when value <> 'null' and key = any (array[
        'notes', 'daily_notes', 'body', 'payload', 'screen', 'raw_text', 'description', 'improvement_areas',
        'achievements', 'psychological_factors', 'follow_up_actions', 'password_hash', 'key_hash', 'code_hash'])
        then '"(words)"' else value end), '{}')
    from jsonb_each(row_values)
    where key <> all (array['created_at', 'updated_at', 'last_seen_at', 'last_used_at', 'last_login_at',
        'next_due_at', 'last_fired_for', 'revision'])
$$;

create function audit_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    before jsonb := to_jsonb(old);
    after jsonb;
    person uuid := coalesce(before ->> 'user_id', before ->> 'trader_id',
        case when tg_table_name = 'users' then before ->> 'id' end)::uuid;
    resource uuid := coalesce(before ->> 'id', before ->> 'trade_id')::uuid;
begin
    if tg_op = 'DELETE' then
        perform write_audit(person, 'delete', tg_table_name, resource, audit_view(before), null);
        return null;
    end if;
    select jsonb_object_agg(n.key, n.value) into after
    from jsonb_each(to_jsonb(new)) n where n.value is distinct from before -> n.key;
    after := coalesce(audit_view(after), '{}');
    if after <> '{}' then
        perform write_audit(person, 'update', tg_table_name, resource,
            (select jsonb_object_agg(o.key, o.value) from jsonb_each(audit_view(before)) o where after ? o.key), after);
    end if;
    return null;
end $$;

create function audit_insert() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform write_audit(r.person, 'insert', tg_table_name,
        case when count(*) = 1 then (array_agg(r.id))[1] end, null, jsonb_build_object('ids', jsonb_agg(r.id)))
    from (
        select coalesce(v ->> 'user_id', v ->> 'trader_id', case when tg_table_name = 'users' then v ->> 'id' end)::uuid person,
            coalesce(v ->> 'id', v ->> 'trade_id')::uuid id
        from (select to_jsonb(fresh) v from fresh) f
    ) r group by r.person;
    return null;
end $$;

do $$
declare
    item text;
begin
    foreach item in array array[
        'subscription_plans', 'users', 'chat_accounts', 'trading_accounts', 'instruments', 'strategies', 'trades',
        'trade_details', 'fills', 'attachments', 'consistency_tracker', 'checkin_schedules', 'mentor_relationships',
        'mentor_channels', 'mentor_notes', 'link_codes', 'api_keys']
    loop
        execute format('create trigger audit_insert after insert on %I referencing new table as fresh '
            'for each statement execute function audit_insert()', item);
        execute format('create trigger audit_change after update or delete on %I '
            'for each row execute function audit_change()', item);
    end loop;
end $$;
-- The clock moves a hundred thousand of these on: only what a person set is a change.
drop trigger audit_change on checkin_schedules;
create trigger audit_change after delete or update of kind, local_time, timezone, weekdays, is_active
    on checkin_schedules for each row execute function audit_change();

-- Append-only for every role; the one exception makes an erased person unrecognisable.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    if current_user <> 'ams_doors' then
        raise insufficient_privilege using message = 'the audit is append-only';
    end if;
    return new;
end $$;
create trigger append_only before update or delete on audit_logs
    for each row execute function refuse_rewriting();

create function pseudonymise_audit(person uuid) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    with alias as (select uuidv7() id), changed as (
        update audit_logs a set
            user_id = case when a.user_id = person then alias.id else a.user_id end,
            actor_id = case when a.actor_id = person then alias.id else a.actor_id end,
            resource_id = case when a.resource_id = person then alias.id else a.resource_id end,
            old_values = null, new_values = null, ip_address = null, user_agent = null, request_id = null
        from alias where person in (a.user_id, a.actor_id, a.resource_id) returning 1)
    select count(*) from changed
$$;

grant create on schema public to ams_doors;
alter function audit_setting(text) owner to ams_doors;
alter function write_audit(uuid, text, text, uuid, jsonb, jsonb) owner to ams_doors;
alter function audit_view(jsonb) owner to ams_doors;
alter function audit_change() owner to ams_doors;
alter function audit_insert() owner to ams_doors;
alter function pseudonymise_audit(uuid) owner to ams_doors;
revoke create on schema public from ams_doors;
-- the function is no longer the owner's: who it belongs to now lets the owner use it
set local role ams_doors;
grant execute on function pseudonymise_audit(uuid) to ams_owner;
reset role;
grant select, insert, update on audit_logs to ams_doors;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
do $$
declare
    item record;
begin
    for item in select t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
          and t.tgname in ('audit_insert', 'audit_change')
    loop
        execute format('drop trigger %I on public.%I', item.tgname, item.relname);
    end loop;
end $$;
drop function pseudonymise_audit(uuid);
drop function audit_insert();
drop function audit_change();
drop function audit_view(jsonb);
drop function write_audit(uuid, text, text, uuid, jsonb, jsonb);
drop function audit_setting(text);
drop function make_audit_partitions(timestamptz, integer);
drop table audit_logs;
drop function refuse_rewriting();
"""
