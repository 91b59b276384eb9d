"""One person in several chats: a chat account joins another journal and can go back to the one it came from."""

from migrations.state import MODELS_STATE as MODELS_STATE
from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

_ACCEPT_EVENT = """
create or replace function accept_event(in_platform text, in_bot text, in_event text, in_kind text, in_person text,
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
{waits}    select c.user_id into person from chat_accounts c
    where c.platform = in_platform and c.platform_user_id = in_person;
    if person is null then
        perform pg_advisory_xact_lock(hashtextextended(in_platform || ':' || in_person, 0));
        select c.user_id into person from chat_accounts c
        where c.platform = in_platform and c.platform_user_id = in_person;
    end if;
    if person is null then
        fresh := true;
{makes}        insert into chat_accounts (user_id, platform, platform_user_id, bot, chat_id, username, display_name,
            locale, last_seen_at)
        values (person, in_platform, in_person, in_bot, private_chat, in_username, shown, in_locale, at);
{makes_rest}    else
        update chat_accounts c set state = {opens}, last_seen_at = at, username = in_username, display_name = shown,
            locale = in_locale, chat_id = coalesce(private_chat, c.chat_id),
            bot = case when private_chat is null then c.bot else in_bot end
        where c.platform = in_platform and c.platform_user_id = in_person
          and ({closed} or c.last_seen_at is null or c.last_seen_at < at - interval '1 hour'
{latest}               or (private_chat is not null and (c.chat_id, c.bot) is distinct from (private_chat, in_bot)));
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
"""

_ACCEPT_LINKED = _ACCEPT_EVENT.format(
    # shared with all other events of the account, held alone by whoever moves it: no event is stored on the wrong side
    waits="    perform pg_advisory_xact_lock_shared(hashtextextended('moves:' || in_platform || ':' || in_person, 0));\n",
    makes="        person := found_person(shown, in_locale);\n",
    makes_rest="",
    # only what is written in the private chat itself shows that it is open again
    opens="case when private_chat is null then c.state else 'active' end",
    closed="(c.state <> 'active' and private_chat is not null)",
    # of several chats the one that was used last is known exactly
    latest="""               or exists (select from chat_accounts o
                   where o.user_id = c.user_id and o.id <> c.id and o.last_seen_at >= c.last_seen_at)
""",
)

_ACCEPT_SINGLE = _ACCEPT_EVENT.format(
    waits="",
    opens="'active'",
    closed="c.state <> 'active'",
    makes="""        insert into users (name, locale)
        values (shown, case when length(in_locale) between 2 and 35 then in_locale else 'en' end)
        returning id into person;
""",
    makes_rest="""        insert into trading_accounts (user_id, name, is_default) values (person, 'Main', true);
        insert into checkin_schedules (user_id, kind, local_time, timezone) values (person, 'checkin', '18:30', 'UTC');
""",
    latest="",
)


def _as_doors(sql: str) -> str:
    """Replace a function that belongs to ams_doors; its grants stay."""
    return f"""
grant create on schema public to ams_doors;
set local role ams_doors;
{sql}
reset role;
revoke create on schema public from ams_doors;
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return (
        """
alter table chat_accounts add column home_user_id uuid references users (id) on delete set null;
create index chat_accounts_of_home on chat_accounts (home_user_id) where home_user_id is not null;

-- where an account goes back to is said by the doors alone: otherwise somebody could send theirs to a stranger's journal
create function guard_home() returns trigger language plpgsql as $$
begin
    if current_user in ('ams_app', 'ams_service') then
        raise insufficient_privilege using message = 'only a link code joins journals';
    end if;
    return new;
end $$;
create trigger guard_new before insert on chat_accounts
    for each row when (new.home_user_id is not null) execute function guard_home();
create trigger guard before update of home_user_id on chat_accounts
    for each row when (old.home_user_id is distinct from new.home_user_id) execute function guard_home();

-- a person of the journal with what everybody has from the first event on
create function found_person(shown text, in_locale text) returns uuid
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
    person uuid;
begin
    insert into users (name, locale)
    values (shown, case when length(in_locale) between 2 and 35 then in_locale else 'en' end)
    returning id into person;
    insert into trading_accounts (user_id, name, is_default) values (person, 'Main', true);
    insert into checkin_schedules (user_id, kind, local_time, timezone) values (person, 'checkin', '18:30', 'UTC');
    return person;
end $$;

-- Whose a chat account is, without an event: for what is shown while somebody is still typing.
create function find_chat_person(in_platform text, in_person text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.user_id from chat_accounts c join users u on u.id = c.user_id and u.is_active
    where c.platform = in_platform and c.platform_user_id = in_person
$$;

-- What lies in a journal, and whether other people hang on it; as its caller may see it.
create function weigh_journal(person uuid) returns table (trades bigint, checkins bigint, is_tied boolean)
language sql stable set search_path = pg_catalog, public, pg_temp as $$
    select (select count(*) from trades t where t.user_id = person),
        (select count(*) from consistency_tracker c where c.user_id = person),
        exists (select from mentor_relationships r
            where person in (r.mentor_id, r.trader_id) and r.status in ('pending', 'approved'))
        or exists (select from mentor_channels m where m.user_id = person and m.state = 'active')
$$;

-- Look at a link code without using it up: whose it is and what lies in that journal.
create function peek_link_code(in_hash bytea, at timestamptz)
returns table (user_id uuid, name text, payload jsonb, trades bigint, checkins bigint, is_tied boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select c.user_id, u.name, c.payload, w.trades, w.checkins, w.is_tied
    from link_codes c join users u on u.id = c.user_id and u.is_active
    cross join lateral weigh_journal(c.user_id) w
    where tenant() is not null and c.code_hash = in_hash and c.purpose = 'link'
      and c.used_at is null and c.expires_at > at
$$;

-- Chats and what waits in them go from one journal to another, each with the way back noted.
create function move_chats(giver uuid, taker uuid, only_account uuid, heard uuid, at timestamptz) returns integer
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
    chat record;
    moved integer := 0;
begin
    for chat in select c.id, c.platform, c.platform_user_id from chat_accounts c
        where c.user_id = giver and c.id = coalesce(only_account, c.id) order by c.platform, c.platform_user_id
    loop
        perform pg_advisory_xact_lock(hashtextextended('moves:' || chat.platform || ':' || chat.platform_user_id, 0));
        update chat_accounts c set user_id = taker,
            home_user_id = nullif(coalesce(c.home_user_id, giver), taker)
        where c.user_id = giver and c.id = chat.id;
        update inbox i set user_id = taker
        where i.user_id = giver and i.id <> heard and i.status in ('pending', 'deferred') and i.kind <> 'prompt'
          and i.platform = chat.platform and i.payload #>> '{sender,platform_user}' = chat.platform_user_id;
        moved := moved + 1;
    end loop;
    return moved;
end $$;

-- Use up a link code: the chats of one of the two join the journal of the other, which is the tenant's if `keeps_mine`.
-- The other journal stays as it is, without a chat. `heard` is the event that asks for it.
create function join_journals(in_hash bytea, keeps_mine boolean, heard uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me constant uuid := tenant();
    maker uuid;
    keeper uuid;
    giver uuid;
begin
    select p.user_id into maker from peek_link_code(in_hash, at) p;
    if maker is null or maker = me or not exists (select from users u where u.id = me and u.is_active) then
        return false;
    end if;
    -- two who use each other's codes at once: the second finds that its code was used up
    perform pg_advisory_xact_lock(hashtextextended('joins:' || least(maker, me), 0));
    perform pg_advisory_xact_lock(hashtextextended('joins:' || greatest(maker, me), 0));
    update link_codes c set used_at = at, used_by = me
    where c.code_hash = in_hash and c.purpose = 'link' and c.used_at is null and c.expires_at > at;
    if not found then
        return false;
    end if;
    keeper := case when keeps_mine then me else maker end;
    giver := case when keeps_mine then maker else me end;
    perform move_chats(giver, keeper, null, heard, at);
    update link_codes c set used_at = at where c.user_id = giver and c.used_at is null;
    update link_codes c set used_at = at where c.user_id = keeper and c.used_at is null and c.purpose = 'link';
    update inbox i set status = 'done', done_at = at, payload = null
    where i.user_id = giver and i.status in ('pending', 'deferred') and i.kind = 'prompt';
    update conversations c set dialog = '', revision = c.revision + 1, expires_at = at
    where c.user_id = giver and c.user_id <> me and c.dialog <> '';
    perform write_audit(keeper, 'join', 'journals', giver, null, null);
    perform write_audit(giver, 'join', 'journals', keeper, null, null);
    return true;
end $$;

-- One of the tenant's chats goes back to the journal it came from, or begins one; the last chat stays.
create function part_chat(in_account uuid, heard uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    me constant uuid := tenant();
    chat chat_accounts;
    home uuid;
begin
    perform pg_advisory_xact_lock(hashtextextended('joins:' || me, 0));
    select * into chat from chat_accounts c where c.user_id = me and c.id = in_account;
    if chat.id is null or (select count(*) from chat_accounts c where c.user_id = me) < 2 then
        return false;
    end if;
    home := coalesce(chat.home_user_id, found_person(
        left(coalesce(nullif(chat.display_name, ''), chat.username, chat.platform_user_id), 255), chat.locale));
    perform move_chats(me, home, chat.id, heard, at);
    update chat_accounts c set home_user_id = null where c.user_id = home and c.id = chat.id;
    perform write_audit(me, 'part', 'journals', home, null, null);
    perform write_audit(home, 'part', 'journals', me, null, null);
    return true;
end $$;

-- Whose digests appear in these channels, and who that is on the channel's platform.
create function channel_owners(in_platform text, in_bot text, in_chats text[])
returns table (chat_id text, platform_user_id text, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select m.chat_id, c.platform_user_id, c.display_name
    from mentor_channels m join chat_accounts c on c.user_id = m.user_id and c.platform = m.platform
    where m.platform = in_platform and m.bot = in_bot and m.chat_id = any (in_chats) and m.state = 'active'
$$;

grant create on schema public to ams_doors;
do $$
declare
    door regprocedure;
begin
    foreach door in array array['peek_link_code(bytea,timestamptz)'::regprocedure,
        'join_journals(bytea,boolean,uuid,timestamptz)', 'part_chat(uuid,uuid,timestamptz)', 'weigh_journal(uuid)',
        'find_chat_person(text,text)', 'channel_owners(text,text,text[])']
    loop
        execute format('grant execute on function %s to ams_app, ams_service', door);
        execute format('alter function %s owner to ams_doors', door);
    end loop;
    foreach door in array array['found_person(text,text)'::regprocedure,
        'move_chats(uuid,uuid,uuid,uuid,timestamptz)']
    loop
        execute format('alter function %s owner to ams_doors', door);
    end loop;
end $$;
revoke create on schema public from ams_doors;
grant select on trades, consistency_tracker, mentor_channels to ams_doors;
grant update on inbox to ams_doors;
grant select, update on conversations to ams_doors;
"""
        + _as_doors(_ACCEPT_LINKED)
    )


async def downgrade(db: BaseDBAsyncClient) -> str:
    return (
        _as_doors(_ACCEPT_SINGLE)
        + """
drop function part_chat(uuid, uuid, timestamptz);
drop function join_journals(bytea, boolean, uuid, timestamptz);
drop function move_chats(uuid, uuid, uuid, uuid, timestamptz);
drop function peek_link_code(bytea, timestamptz);
drop function channel_owners(text, text, text[]);
drop function find_chat_person(text, text);
drop function weigh_journal(uuid);
drop function found_person(text, text);
drop trigger guard on chat_accounts;
drop trigger guard_new on chat_accounts;
drop function guard_home();
drop index chat_accounts_of_home;
alter table chat_accounts drop column home_user_id;
revoke select on trades, consistency_tracker, mentor_channels from ams_doors;
revoke update on inbox from ams_doors;
revoke select, update on conversations from ams_doors;
"""
    )
