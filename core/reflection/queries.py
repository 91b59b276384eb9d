"""Which trades lack a word, and the words a trader uses for feelings."""

from datetime import date
from uuid import UUID

import msgspec

from core.fields.field import AskedAt, CustomField
from core.identifiers import TradeId
from core.reflection.topics import Questions
from core.storage.unit_of_work import UnitOfWork

MOST_COUNTED = 100
_LOOKED_BACK = 200

_QUESTIONS = """
select exists (select from strategies where user_id = $1 and is_active) as has_setups,
    (select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'kind', kind, 'choices', choices,
            'asked_at', asked_at, 'since', created_at) order by position, id)::text
        from custom_fields where user_id = $1 and is_active) as fields
"""
_read_fields = msgspec.json.Decoder(tuple[CustomField, ...])

# as core.reflection.topics has it: neither answered nor passed over
_GAPS = """
from trades t
left join trade_details d on d.user_id = t.user_id and d.trade_id = t.id
cross join lateral (select coalesce(t.metadata -> 'passed', '[]') as passed, t.status = 'closed' as closed) as known
where t.user_id = $1 and t.is_active and t.status in ('open', 'closed') and (
    t.strategy_id is null and exists (select from strategies s where s.user_id = $1 and s.is_active) and not passed ? 'setup'
    or d.emotional_state is null and not passed ? 'feeling'
    or not closed and d.confidence_level is null and not passed ? 'confidence'
    or closed and d.entry_process_quality is null and not passed ? 'entry'
    or closed and d.exit_process_quality is null and not passed ? 'exit'
    or closed and d.risk_management_respected is null and not passed ? 'rules'
    or exists (
        select from unnest($2::uuid[], $3::bool[], $4::timestamptz[]) as field(id, at_entry, since)
        where (at_entry or closed) and since <= coalesce(t.closed_at, t.opened_at)
            and not coalesce(d.custom_answers, '{}') ? field.id::text and not passed ? field.id::text))
"""


async def load_questions(uow: UnitOfWork) -> Questions:
    """What this trader is asked besides the usual, in one question: it stands in the way of every new trade."""
    row = await uow.fetch_one(_QUESTIONS, uow.user_id)
    if row is None:
        return Questions()
    return Questions(fields=_read_fields.decode(row["fields"] or "[]"), has_setups=row["has_setups"])


async def list_lacking(uow: UnitOfWork, *, before: TradeId | None = None, limit: int = 3) -> list[TradeId]:
    """Trades lacking answers, the newest first; from those older than `before` on."""
    rows = await uow.fetch(
        f"""select t.id {_GAPS}
            and ($5::uuid is null or (t.trade_date, t.id) < (
                select b.trade_date, b.id from trades b where b.user_id = $1 and b.id = $5))
            order by t.trade_date desc, t.id desc limit $6""",  # noqa: S608 - made of constants
        *await _arguments(uow),
        before,
        limit,
    )
    return [TradeId(row["id"]) for row in rows]


async def count_lacking(uow: UnitOfWork, *, since: date | None = None) -> int:
    """How many trades lack answers, at most MOST_COUNTED; of those that something was filed of `since` that day."""
    return await uow.fetch_value(
        f"""select count(*) from (select 1 {_GAPS}
            and ($5::date is null or t.id = any(array(
                select trade_id from fills where user_id = $1 and local_day >= $5))) limit $6) as lacking""",  # noqa: S608
        *await _arguments(uow),
        since,
        MOST_COUNTED,
    )


async def list_usual_feelings(uow: UnitOfWork, *, limit: int = 8) -> list[str]:
    """The trader's own words for feelings over the last 200 trades, the most used first."""
    rows = await uow.fetch(
        """select word from (
                select lower(trim(said)) as word, at from (
                    select d.emotional_state as feeling, t.trade_date as at from trades t
                    join trade_details d on d.user_id = t.user_id and d.trade_id = t.id
                    where t.user_id = $1 and t.is_active and d.emotional_state is not null
                    order by t.trade_date desc limit $2) as lately,
                unnest(string_to_array(feeling, ',')) as said) as words
            where word <> '' group by word order by count(*) desc, max(at) desc, word limit $3""",
        uow.user_id,
        _LOOKED_BACK,
        limit,
    )
    return [row["word"] for row in rows]


async def _arguments(uow: UnitOfWork) -> tuple[object, ...]:
    questions = await load_questions(uow)
    asked = [field for field in questions.fields if field.asked_at is not AskedAt.NEVER]
    ids: list[UUID] = [field.id for field in asked]
    return uow.user_id, ids, [f.asked_at is AskedAt.ENTRY for f in asked], [f.since for f in asked]
