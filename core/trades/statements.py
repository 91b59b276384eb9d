# ruff: noqa: S608 (only constants of this file are put into SQL)
"""The statements that read and write trades: one message to the database each."""

from core.people.account import ACCOUNT_COLUMNS

TRADE_COLUMNS = (
    ("asset", "text"),
    ("symbol", "text"),
    ("trade_type", "text"),
    ("entry_price", "numeric"),
    ("exit_price", "numeric"),
    ("position_size", "numeric"),
    ("quantity_unit", "text"),
    ("result_value", "numeric"),
    ("result_type", "text"),
    ("result_r", "numeric"),
    ("risk_reward_ratio", "numeric"),
    ("trade_date", "timestamptz"),
    ("opened_at", "timestamptz"),
    ("closed_at", "timestamptz"),
    ("closed_day", "date"),
    ("status", "text"),
    ("initial_stop", "numeric"),
    ("stop_loss", "numeric"),
    ("take_profits", "numeric[]"),
    ("initial_risk", "numeric"),
    ("declared_risk", "numeric"),
    ("currency", "text"),
    ("point_value", "numeric"),
    ("fees", "numeric"),
    ("commission", "numeric"),
    ("swap", "numeric"),
    ("is_active", "boolean"),
    ("metadata", "text::jsonb"),
    ("group_id", "uuid"),
    ("best_price", "numeric"),
    ("worst_price", "numeric"),
)
DETAIL_COLUMNS = (
    ("emotional_state", "text"),
    ("entry_process_quality", "smallint"),
    ("exit_process_quality", "smallint"),
    ("risk_management_respected", "boolean"),
    ("notes", "text"),
    ("market_conditions", "text"),
    ("confidence_level", "smallint"),
    ("rule_checks", "text::jsonb"),
    ("custom_answers", "text::jsonb"),
)
FILL_COLUMNS = (
    ("id", "uuid"),
    ("kind", "text"),
    ("price", "numeric"),
    ("quantity", "numeric"),
    ("fee", "numeric"),
    ("commission", "numeric"),
    ("swap", "numeric"),
    ("filled_at", "timestamptz"),
    ("local_day", "date"),
    ("realized_value", "numeric"),
    ("realized_r", "numeric"),
    ("conversion_rate", "numeric"),
    ("conversion_source", "text"),
)

_Columns = tuple[tuple[str, str], ...]


def _names(columns: _Columns) -> str:
    return ", ".join(name for name, _ in columns)


def _places(columns: _Columns, first: int) -> str:
    return ", ".join(f"${first + at}::{kind}" for at, (_, kind) in enumerate(columns))


def _settings(columns: _Columns, first: int) -> str:
    return ", ".join(f"{name} = ${first + at}::{kind}" for at, (name, kind) in enumerate(columns))


def _arrays(columns: _Columns, first: int) -> str:
    return ", ".join(f"${first + at}::{kind}[]" for at, (_, kind) in enumerate(columns))


_HEAD = 6
_DETAILS = _HEAD + len(TRADE_COLUMNS)
_FILLS = _DETAILS + len(DETAIL_COLUMNS)
_ACT = _FILLS + len(FILL_COLUMNS)

PLAIN_NAME = "translate(lower({name}), ' -_./', '')"
"""A setup's name without the signs that people put into it at will: `break-out`, `Break out`, `#break_out`."""


def _is_called(name: str) -> str:
    return f"{PLAIN_NAME.format(name=name)} = {PLAIN_NAME.format(name='$3::text')}"


_SETUP = f"""
known_setup as (
    select id, name from strategies
    where user_id = $1 and ({_is_called("name")} or exists (
        select from unnest(tags) as tag where {_is_called("tag")}))
    order by lower(name) = lower($3::text) desc, {_is_called("name")} desc, is_active desc limit 1
), new_setup as (
    insert into strategies (user_id, id, name)
    select $1, $4::uuid, $3::text where $3::text is not null and not exists (select from known_setup)
    returning id
), setup as (select id from known_setup union all select id from new_setup)"""


INSERT_TRADE = f"""
with {_SETUP}, trade as (
    insert into trades (user_id, id, strategy_id, account_id, source, {_names(TRADE_COLUMNS)}, raw_text)
    values ($1, $2, (select id from setup), $5, $6, {_places(TRADE_COLUMNS, _HEAD + 1)}, ${_ACT + 2}::text)
), details as (
    insert into trade_details (user_id, trade_id, {_names(DETAIL_COLUMNS)})
    values ($1, $2, {_places(DETAIL_COLUMNS, _DETAILS + 1)})
), fills as (
    insert into fills (user_id, trade_id, {_names(FILL_COLUMNS)})
    select $1, $2, * from unnest({_arrays(FILL_COLUMNS, _FILLS + 1)})
)
insert into trade_acts (user_id, trade_id, seq, kind, at) values ($1, $2, 1, 'log', ${_ACT + 1})
returning (select name from known_setup) as setup
"""
"""$1 owner, $2 trade, $3 setup or NULL, $4 an id for a new setup, $5 account, $6 source, then the trade's
columns, the details', the fills' as arrays, the moment and the text as typed. Gives the setup's name if it was
known, by that name or by one of its tags."""

UPDATE_TRADE = f"""
with {_SETUP}, trade as (
    update trades set strategy_id = (select id from setup), revision = revision + 1, account_id = $5,
        {_settings(TRADE_COLUMNS, _HEAD + 1)}
    where user_id = $1 and id = $2 and revision = $6::int
    returning revision
), details as (
    update trade_details set ({_names(DETAIL_COLUMNS)}) = row({_places(DETAIL_COLUMNS, _DETAILS + 1)})
    where user_id = $1 and trade_id = $2 and exists (select from trade)
        and ({_names(DETAIL_COLUMNS)}) is distinct from ({_places(DETAIL_COLUMNS, _DETAILS + 1)})
), gone as (
    delete from fills where user_id = $1 and trade_id = $2 and exists (select from trade)
        and id <> all(${_FILLS + 1}::uuid[])
), kept as (
    insert into fills as old (user_id, trade_id, {_names(FILL_COLUMNS)})
    select $1, $2, new.* from unnest({_arrays(FILL_COLUMNS, _FILLS + 1)})
        as new({_names(FILL_COLUMNS)})
    where exists (select from trade)
    on conflict (user_id, id) do update set
        ({_names(FILL_COLUMNS[1:])}) = row({", ".join(f"excluded.{name}" for name, _ in FILL_COLUMNS[1:])})
    where ({", ".join(f"old.{name}" for name, _ in FILL_COLUMNS[1:])})
        is distinct from ({", ".join(f"excluded.{name}" for name, _ in FILL_COLUMNS[1:])})
)
select revision, (select name from known_setup) as setup from trade
"""
"""As INSERT_TRADE, but $6 is the revision that was read: no row comes back where it has moved on."""

INSERT_ACT = """
insert into trade_acts (user_id, trade_id, seq, kind, before, after, at)
values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, $7)
"""

LATEST_ACT = """
select id, trade_id, seq, kind, at, before::text as before from trade_acts
where user_id = $1 and undone_at is null and ($2::uuid is null or trade_id = $2)
order by at desc, id desc limit 1
"""

PARTNER_ACT = """
select a.id, a.trade_id, a.before::text as before from trade_acts a
where a.user_id = $1 and a.kind = 'group' and a.at = $2 and a.undone_at is null and not exists (
    select from trade_acts later
    where later.user_id = a.user_id and later.trade_id = a.trade_id and later.seq > a.seq and later.undone_at is null)
limit 1
"""

TAKE_ACT_BACK = "update trade_acts set undone_at = $3 where user_id = $1 and id = $2"

SET_PICTURES = """
update attachments set trade_id = case when id = any($3::uuid[]) then $2::uuid end
where user_id = $1 and (trade_id = $2 or id = any($3::uuid[]))
"""

_MARKETS = """(select jsonb_agg(jsonb_build_object('symbol', i.symbol, 'name', i.name,
        'asset_class', i.asset_class, 'quote_currency', i.quote_currency,
        'tick_size', i.tick_size::text, 'pip_size', i.pip_size::text,
        'point_value', i.point_value::text, 'contract_size', i.contract_size::text,
        'price_digits', i.price_digits, 'size_unit', i.size_unit))::text
    from instruments i where i.user_id = a.user_id) as markets"""

SELECT_DESK = f"""
select {ACCOUNT_COLUMNS}, {_MARKETS} from trading_accounts a
where a.user_id = $1 and (a.id = $2 or ($2::uuid is null and a.is_default)) limit 1
"""

SELECT_TRADE = f"""
select t.id, t.revision, t.symbol, t.trade_type, t.currency, t.quantity_unit, t.initial_stop, t.stop_loss,
    t.take_profits, t.declared_risk, t.is_active, t.metadata::text as metadata, t.raw_text,
    t.status, t.entry_price, t.position_size, t.opened_at, t.group_id, t.best_price, t.worst_price,
    nullif(d.rule_checks::text, '{{}}') as rule_checks, nullif(d.custom_answers::text, '{{}}') as custom_answers,
    d.emotional_state, d.entry_process_quality, d.exit_process_quality, d.risk_management_respected,
    d.notes, d.market_conditions, d.confidence_level, s.name as setup, {ACCOUNT_COLUMNS}, {_MARKETS},
    (select jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'price', f.price::text,
            'quantity', f.quantity::text, 'fee', f.fee::text, 'commission', f.commission::text,
            'swap', f.swap::text, 'at', f.filled_at, 'day', f.local_day,
            'rate', f.conversion_rate::text, 'rate_source', f.conversion_source) order by f.filled_at, f.id)::text
        from fills f where f.user_id = t.user_id and f.trade_id = t.id) as fills,
    (select array_agg(p.id order by p.id) from attachments p
        where p.user_id = t.user_id and p.trade_id = t.id) as pictures
from trades t
join trading_accounts a on a.user_id = t.user_id and a.id = t.account_id
left join trade_details d on d.user_id = t.user_id and d.trade_id = t.id
left join strategies s on s.user_id = t.user_id and s.id = t.strategy_id
"""
