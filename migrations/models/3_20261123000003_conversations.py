"""What was heard, where a dialog stands, what is to be said, and the codes and keys."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
create table conversations (
    user_id uuid primary key references users (id) on delete cascade,
    dialog text not null check (length(dialog) <= 60),
    version integer not null,
    step text not null check (length(step) <= 60),
    answers jsonb not null default '{}',
    revision integer not null default 0,
    since integer not null default 0,
    address jsonb,
    message_id text,
    started_at timestamptz not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table inbox (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    seq bigint generated always as identity,
    platform text not null check (platform in ('telegram', 'discord', 'console')),
    bot text not null,
    event_id text not null check (length(event_id) between 1 and 200),
    kind text not null check (length(kind) between 1 and 40),
    payload jsonb,
    status text not null default 'pending' check (status in ('pending', 'deferred', 'done', 'dead')),
    attempts smallint not null default 0 check (attempts >= 0),
    not_before timestamptz,
    received_at timestamptz not null,
    done_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint heard_once unique (platform, bot, event_id)
);
create index inbox_waiting on inbox (user_id, seq) where status in ('pending', 'deferred');
create index inbox_finished on inbox (done_at) where done_at is not null;

create table outbox (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    seq bigint generated always as identity,
    inbox_id uuid,
    platform text not null check (platform in ('telegram', 'discord', 'console')),
    bot text not null,
    chat_id text not null,
    thread text,
    kind text not null check (kind in ('answer', 'card', 'prompt', 'digest', 'notice')),
    mode text not null default 'send' check (mode in ('send', 'edit', 'body')),
    edit_message_id text,
    reply_handle text,
    reply_to text,
    toast text,
    ordinal smallint not null default 0,
    screen jsonb,
    dedupe_key text check (length(dedupe_key) between 1 and 200),
    subject_kind text,
    subject_id text,
    revision integer not null default 0,
    not_before timestamptz not null default now(),
    state text not null default 'ready'
        check (state in ('ready', 'sending', 'sent', 'uncertain', 'dead', 'cancelled')),
    attempts smallint not null default 0 check (attempts >= 0),
    claimed_at timestamptz,
    sent_at timestamptz,
    message_id text,
    error text,
    created_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint edits_name_their_message check (mode <> 'edit' or edit_message_id is not null or reply_handle is not null)
);
create unique index said_once on outbox (user_id, dedupe_key) where dedupe_key is not null;
create index outbox_waiting on outbox (platform, bot, chat_id, seq) where state in ('ready', 'sending');
create index outbox_due on outbox (platform, bot, not_before, seq) where state = 'ready' and mode <> 'body';
create index outbox_of_event on outbox (user_id, inbox_id) where inbox_id is not null;
create index outbox_finished on outbox (created_at) where state in ('sent', 'uncertain', 'dead', 'cancelled');

create table cards (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    platform text not null check (platform in ('telegram', 'discord', 'console')),
    bot text not null,
    chat_id text not null,
    message_id text not null,
    direction text not null check (direction in ('out', 'in')),
    subject_kind text not null,
    subject_id text not null,
    revision integer not null default 0,
    created_at timestamptz not null default now(),
    primary key (user_id, id),
    constraint one_card_per_message unique (user_id, platform, bot, chat_id, message_id)
);
create index cards_of_subject on cards (user_id, subject_kind, subject_id, id desc);

create table used_tokens (
    user_id uuid not null references users (id) on delete cascade,
    token text not null check (length(token) between 1 and 255),
    used_at timestamptz not null,
    primary key (user_id, token)
);

create table link_codes (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    code_hash bytea not null unique check (length(code_hash) = 32),
    purpose text not null check (purpose in ('link', 'mentor_invite')),
    payload jsonb not null default '{}',
    expires_at timestamptz not null,
    used_at timestamptz,
    used_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id)
);

create table api_keys (
    id uuid not null default uuidv7(),
    user_id uuid not null references users (id) on delete cascade,
    name text not null check (length(name) between 1 and 100),
    prefix text not null check (length(prefix) between 1 and 20),
    key_hash bytea not null unique check (length(key_hash) = 32),
    scopes text[] not null default '{}',
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (user_id, id)
);

create table idempotency_keys (
    user_id uuid not null references users (id) on delete cascade,
    key text not null check (length(key) between 1 and 255),
    request_hash bytea not null,
    status smallint,
    response jsonb,
    created_at timestamptz not null default now(),
    primary key (user_id, key)
);

create table demo_clock (
    id smallint primary key default 1 check (id = 1),
    offset_seconds bigint not null default 0 check (offset_seconds >= 0)
);
insert into demo_clock default values;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
drop table demo_clock;
drop table idempotency_keys;
drop table api_keys;
drop table link_codes;
drop table used_tokens;
drop table cards;
drop table outbox;
drop table inbox;
drop table conversations;
"""
