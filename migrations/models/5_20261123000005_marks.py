"""What the database keeps in step by itself: `updated_at`, dirty days, and what one side may not change."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
do $$
declare
    item text;
begin
    for item in select table_name from information_schema.columns
        where table_schema = 'public' and column_name = 'updated_at' order by table_name
    loop
        execute format(
            'create trigger touch before update on %I for each row execute function touch_updated_at()', item);
    end loop;
end $$;

-- The mark of (person, local day). An update and never DO NOTHING: a recount that runs meanwhile must notice.
-- Definer, because cascades run with no tenant; a person being erased gets no marks.
create function mark_days(person uuid, days date[]) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    insert into stats_dirty (user_id, local_day)
    select u.id, d.day
    from (select distinct day from unnest(days) day where day is not null) d
    join users u on u.id = person
    order by d.day
    on conflict (user_id, local_day)
    do update set version = nextval('stats_dirty_version'), marked_at = now()
$$;

create function mark_fills() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform mark_days(r.user_id, array_agg(distinct r.local_day))
    from (
        select user_id, local_day from gone
        union all
        select user_id, local_day from fresh
    ) r group by r.user_id order by r.user_id;
    return null;
end $$;

create function mark_new_fills() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform mark_days(r.user_id, array_agg(distinct r.local_day))
    from fresh r group by r.user_id order by r.user_id;
    return null;
end $$;

create function mark_gone_fills() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform mark_days(r.user_id, array_agg(distinct r.local_day))
    from gone r group by r.user_id order by r.user_id;
    return null;
end $$;

create trigger mark_insert after insert on fills referencing new table as fresh
    for each statement execute function mark_new_fills();
create trigger mark_update after update on fills referencing old table as gone new table as fresh
    for each statement execute function mark_fills();
create trigger mark_delete after delete on fills referencing old table as gone
    for each statement execute function mark_gone_fills();

-- a trade that moves, closes, changes its result or goes to the trash: its days and those of its fills
create function mark_trade() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform mark_days(new.user_id, array[old.closed_day, new.closed_day]
        || array(select local_day from fills f where f.user_id = new.user_id and f.trade_id = new.id));
    return null;
end $$;
create trigger mark_update after update on trades for each row
    when ((old.is_active, old.closed_day, old.result_value, old.result_type, old.result_r, old.currency,
           old.opened_at, old.closed_at, old.account_id, old.strategy_id, old.symbol, old.trade_type)
          is distinct from
          (new.is_active, new.closed_day, new.result_value, new.result_type, new.result_r, new.currency,
           new.opened_at, new.closed_at, new.account_id, new.strategy_id, new.symbol, new.trade_type))
    execute function mark_trade();

create function mark_checkin() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    case tg_op
        when 'INSERT' then perform mark_days(new.user_id, array[new.date]);
        when 'UPDATE' then perform mark_days(new.user_id, array[old.date, new.date]);
        else perform mark_days(old.user_id, array[old.date]);
    end case;
    return null;
end $$;
create trigger mark after insert or update or delete on consistency_tracker
    for each row execute function mark_checkin();

-- what policies cannot say: they see the new row, not what became of the old one
create function guard_person() returns trigger language plpgsql as $$
begin
    if tenant() is not null and (new.subscription_plan_id is distinct from old.subscription_plan_id
        or (new.role = 'admin' and old.role <> 'admin')) then
        raise insufficient_privilege using message = 'nobody gives themselves a plan or the admin role';
    end if;
    return new;
end $$;
create trigger guard before update of role, subscription_plan_id on users
    for each row execute function guard_person();

create function guard_relationship() returns trigger language plpgsql as $$
begin
    if (new.mentor_id, new.trader_id, new.requested_by) <> (old.mentor_id, old.trader_id, old.requested_by) then
        raise insufficient_privilege using message = 'the two sides of a relationship stay who they are';
    end if;
    if tenant() = old.mentor_id then
        if new.access_level is distinct from old.access_level then
            raise insufficient_privilege using message = 'only the trader says what is shared';
        end if;
        if new.status = 'approved' and old.status <> 'approved'
            and not (old.status = 'pending' and old.requested_by = old.trader_id) then
            raise insufficient_privilege using message = 'only the trader lets a mentor in';
        end if;
    end if;
    return new;
end $$;
create trigger guard before update on mentor_relationships for each row execute function guard_relationship();

create function guard_mentor_note() returns trigger language plpgsql as $$
begin
    if (new.user_id, new.mentor_id) <> (old.user_id, old.mentor_id) then
        raise insufficient_privilege using message = 'a note stays with the two it is between';
    end if;
    if tenant() = old.user_id and (new.body, new.kind) is distinct from (old.body, old.kind) then
        raise insufficient_privilege using message = 'only the mentor rewrites a note';
    end if;
    return new;
end $$;
create trigger guard before update on mentor_notes for each row execute function guard_mentor_note();

grant create on schema public to ams_doors;
alter function mark_days(uuid, date[]) owner to ams_doors;
alter function mark_fills() owner to ams_doors;
alter function mark_new_fills() owner to ams_doors;
alter function mark_gone_fills() owner to ams_doors;
alter function mark_trade() owner to ams_doors;
alter function mark_checkin() owner to ams_doors;
revoke create on schema public from ams_doors;
grant select on users, fills to ams_doors;
grant select, insert, update on stats_dirty to ams_doors;
grant usage on sequence stats_dirty_version to ams_doors, ams_app, ams_service;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
do $$
declare
    item record;
begin
    for item in select t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
        where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
          and t.tgname in ('touch', 'mark', 'mark_insert', 'mark_update', 'mark_delete', 'guard')
    loop
        execute format('drop trigger %I on public.%I', item.tgname, item.relname);
    end loop;
end $$;
revoke usage on sequence stats_dirty_version from ams_doors, ams_app, ams_service;
drop function guard_mentor_note();
drop function guard_relationship();
drop function guard_person();
drop function mark_checkin();
drop function mark_trade();
drop function mark_gone_fills();
drop function mark_new_fills();
drop function mark_fills();
drop function mark_days(uuid, date[]);
"""
