create table if not exists members (
    slug text primary key,
    name text not null,
    role text not null,
    read_to integer not null default 0,
    position integer not null
);
create table if not exists changes (
    last integer not null
);
insert into changes (last) select 0 where not exists (select 1 from changes);
create table if not exists entries (
    number integer primary key autoincrement,
    change integer not null,
    chat text not null,
    id text not null,
    side text not null,
    state text not null default 'kept',
    outgoing text unique,
    body blob not null,
    unique (chat, id)
);
create index if not exists entries_by_chat on entries (chat, number);
create index if not exists entries_by_change on entries (change);
