"""The doors: the only ways across tenants for the app role, each giving the least it can.

A new one is a decision record and a line in tests/integration/test_doors.py. `at` is the clock's now.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
-- Store an event once and say whose it is; a stranger becomes a person with an account and a silent schedule.
-- `private_chat` is NULL when the event did not come from the private chat with the bot.
create function accept_event(in_platform text, in_bot text, in_event text, in_kind text, in_person text,
    in_name text, in_username text, in_locale text, private_chat text, in_payload jsonb, at timestamptz)
returns table (user_id uuid, inbox_id uuid, is_new boolean, is_duplicate boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    person uuid;
    heard uuid;
    fresh boolean := false;
    shown text := left(coalesce(nullif(in_name, ''), nullif(in_username, ''), in_person), 255);
begin
    select c.user_id into person from chat_accounts c
    where c.platform = in_platform and c.platform_user_id = in_person;
    if person is null then
        perform pg_advisory_xact_lock(hashtextextended(in_platform || ':' || in_person, 0));
        select c.user_id into person from chat_accounts c
        where c.platform = in_platform and c.platform_user_id = in_person;
    end if;
    if person is null then
        fresh := true;
        insert into users (name, locale)
        values (shown, case when length(in_locale) between 2 and 35 then in_locale else 'en' end)
        returning id into person;
        insert into chat_accounts (user_id, platform, platform_user_id, bot, chat_id, username, display_name,
            locale, last_seen_at)
        values (person, in_platform, in_person, in_bot, private_chat, in_username, shown, in_locale, at);
        insert into trading_accounts (user_id, name, is_default) values (person, 'Main', true);
        insert into checkin_schedules (user_id, kind, local_time, timezone) values (person, 'checkin', '18:30', 'UTC');
    else
        update chat_accounts c set state = 'active', last_seen_at = at, username = in_username, display_name = shown,
            locale = in_locale, chat_id = coalesce(private_chat, c.chat_id),
            bot = case when private_chat is null then c.bot else in_bot end
        where c.platform = in_platform and c.platform_user_id = in_person
          and (c.state <> 'active' or c.last_seen_at is null or c.last_seen_at < at - interval '1 hour'
               or (private_chat is not null and (c.chat_id, c.bot) is distinct from (private_chat, in_bot)));
    end if;
    insert into inbox (user_id, platform, bot, event_id, kind, payload, received_at)
    values (person, in_platform, in_bot, in_event, in_kind, in_payload, at)
    on conflict on constraint heard_once do nothing
    returning id into heard;
    if heard is not null then
        return query select person, heard, fresh, false;
    else
        return query select i.user_id, i.id, fresh, true from inbox i
            where i.platform = in_platform and i.bot = in_bot and i.event_id = in_event;
    end if;
end $$;

-- People with something waiting, the longest waiting first.
create function idle_lanes(max_lanes integer, at timestamptz) returns table (user_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select i.user_id from inbox i
    where i.status in ('pending', 'deferred') and (i.not_before is null or i.not_before <= at)
    group by i.user_id order by min(i.seq) limit max_lanes
$$;

create type claimed_message as (
    id uuid, user_id uuid, inbox_id uuid, platform text, bot text, chat_id text, thread text, kind text, mode text,
    edit_message_id text, reply_handle text, screen jsonb, subject_kind text, subject_id text, revision integer,
    attempts smallint, claimed_at timestamptz, reply_to text, toast text, ordinal smallint, created_at timestamptz,
    error text);

-- Due messages, now "sending". A later message of a chat waits for the earlier ones; BODY rows are the webhook's.
create function claim_outbox(for_platform text, for_bot text, max_rows integer, at timestamptz)
returns setof claimed_message
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    with due as materialized (
        select o.user_id, o.id from outbox o
        where o.platform = for_platform and o.bot = for_bot and o.state = 'ready' and o.mode <> 'body'
          and o.not_before <= at
          and not exists (
              select from outbox e
              where e.platform = o.platform and e.bot = o.bot and e.chat_id = o.chat_id and e.seq < o.seq
                and e.mode <> 'body' and e.state in ('ready', 'sending')
                and (e.state = 'sending' or e.not_before <= at or e.attempts > 0))
        order by o.seq limit max_rows for update skip locked
    ), claimed as (
        update outbox o set state = 'sending', attempts = o.attempts + 1, claimed_at = at
        from due where o.user_id = due.user_id and o.id = due.id returning o.*
    )
    select c.id, c.user_id, c.inbox_id, c.platform, c.bot, c.chat_id, c.thread, c.kind, c.mode, c.edit_message_id,
        c.reply_handle, c.screen, c.subject_kind, c.subject_id, c.revision, c.attempts, c.claimed_at,
        c.reply_to, c.toast, c.ordinal, c.created_at, c.error
    from claimed c order by c.seq
$$;

-- Messages that somebody claimed before `claimed_before` and never settled: their fate is unknown.
create function reclaim_outbox(for_platform text, for_bot text, claimed_before timestamptz, max_rows integer, at timestamptz)
returns setof claimed_message
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    with stuck as materialized (
        select o.user_id, o.id from outbox o
        where o.platform = for_platform and o.bot = for_bot and o.state = 'sending' and o.claimed_at < claimed_before
        order by o.seq limit max_rows for update skip locked
    ), claimed as (
        update outbox o set claimed_at = at, attempts = o.attempts + 1
        from stuck where o.user_id = stuck.user_id and o.id = stuck.id returning o.*
    )
    select c.id, c.user_id, c.inbox_id, c.platform, c.bot, c.chat_id, c.thread, c.kind, c.mode, c.edit_message_id,
        c.reply_handle, c.screen, c.subject_kind, c.subject_id, c.revision, c.attempts, c.claimed_at,
        c.reply_to, c.toast, c.ordinal, c.created_at, c.error
    from claimed c order by c.seq
$$;

-- What became of a claimed message; back to "ready" with `retry_at`. Words leave the row once it is over; the
-- message that was numbered becomes the card of its subject.
create function settle_outbox(in_id uuid, in_user uuid, new_state text, sent_message text, problem text,
    retry_at timestamptz, at timestamptz)
returns boolean
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    with settled as (
        update outbox o set state = new_state, error = left(coalesce(problem, o.error), 500),
            message_id = coalesce(sent_message, o.message_id),
            sent_at = case when new_state = 'sent' then at else o.sent_at end,
            not_before = coalesce(retry_at, o.not_before),
            screen = case when new_state in ('ready', 'sending') then o.screen end,
            toast = case when new_state in ('ready', 'sending') then o.toast end,
            reply_handle = case when new_state in ('ready', 'sending') then o.reply_handle end
        where o.user_id = in_user and o.id = in_id and o.state = 'sending' returning o.*
    ), noted as (
        insert into cards (user_id, platform, bot, chat_id, message_id, direction, subject_kind, subject_id, revision)
        select s.user_id, s.platform, s.bot, s.chat_id, s.message_id, 'out', s.subject_kind, s.subject_id, s.revision
        from settled s where s.state = 'sent' and s.message_id is not null and s.subject_kind is not null
        on conflict on constraint one_card_per_message do update
            set subject_kind = excluded.subject_kind, subject_id = excluded.subject_id, revision = excluded.revision
    )
    select exists (select from settled)
$$;

create function find_api_key(in_hash bytea, at timestamptz)
returns table (id uuid, user_id uuid, scopes text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select k.id, k.user_id, k.scopes from api_keys k join users u on u.id = k.user_id and u.is_active
    where k.key_hash = in_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
$$;

-- Works once. `name` is who made the code, so that the other side can say whom it lets in.
create function redeem_link_code(in_hash bytea, at timestamptz)
returns table (user_id uuid, name text, purpose text, payload jsonb)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    update link_codes c set used_at = at, used_by = tenant()
    from users u
    where u.id = c.user_id and c.code_hash = in_hash and c.used_at is null and c.expires_at > at
    returning c.user_id, u.name, c.purpose, c.payload
$$;

-- Names and zones of those on the other side of a tenant's open or live relationships.
create function known_people() returns table (user_id uuid, name text, timezone text, locale text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select distinct u.id, u.name, u.timezone, u.locale
    from mentor_relationships r
    join users u on u.id = case when r.mentor_id = tenant() then r.trader_id else r.mentor_id end
    where tenant() in (r.mentor_id, r.trader_id) and r.status in ('pending', 'approved')
$$;

grant create on schema public to ams_doors;
do $$
declare
    door regprocedure;
begin
    foreach door in array array[
        'accept_event(text,text,text,text,text,text,text,text,text,jsonb,timestamptz)'::regprocedure,
        'idle_lanes(integer,timestamptz)', 'claim_outbox(text,text,integer,timestamptz)',
        'reclaim_outbox(text,text,timestamptz,integer,timestamptz)',
        'settle_outbox(uuid,uuid,text,text,text,timestamptz,timestamptz)',
        'find_api_key(bytea,timestamptz)', 'redeem_link_code(bytea,timestamptz)', 'known_people()']
    loop
        execute format('grant execute on function %s to ams_app, ams_service', door);
        execute format('alter function %s owner to ams_doors', door);
    end loop;
end $$;
revoke create on schema public from ams_doors;
grant select, insert on users, trading_accounts, checkin_schedules, inbox to ams_doors;
grant select, insert, update on chat_accounts to ams_doors;
grant select, update on outbox, link_codes to ams_doors;
grant select, insert, update on cards to ams_doors;
grant select on api_keys to ams_doors;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
drop function known_people();
drop function redeem_link_code(bytea, timestamptz);
drop function find_api_key(bytea, timestamptz);
drop function settle_outbox(uuid, uuid, text, text, text, timestamptz, timestamptz);
drop function reclaim_outbox(text, text, timestamptz, integer, timestamptz);
drop function claim_outbox(text, text, integer, timestamptz);
drop type claimed_message;
drop function idle_lanes(integer, timestamptz);
drop function accept_event(text, text, text, text, text, text, text, text, text, jsonb, timestamptz);
revoke select, insert on users, trading_accounts, checkin_schedules, inbox from ams_doors;
revoke select, insert, update on chat_accounts from ams_doors;
revoke select, update on outbox, link_codes from ams_doors;
revoke select, insert, update on cards from ams_doors;
revoke select on api_keys from ams_doors;
grant select on users to ams_doors;
"""
