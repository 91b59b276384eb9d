# ruff: noqa: S608 (only constants of this file are put into SQL)
"""The SQL of counting: fills booked on a day make its row, days and closed trades make the month's.

Two kinds of sums, as a journal means them: money and R belong to the day an exit was booked; the
trade itself, with its win, loss or break-even, to the day it was closed. Per day, profits and losses
are told apart by what each trade booked that day, so that total_profit − total_loss = net_result.
"""

_DAYS = "select distinct user_id, day from unnest($1::uuid[], $2::date[]) as given(user_id, day)"
_MONTHS = """
    select distinct user_id, date_trunc('month', day)::date as first
    from unnest($1::uuid[], $2::date[]) as given(user_id, day)"""

LIST_MARKS = """
select user_id, local_day, version from stats_dirty
where $1::uuid is null or user_id = $1
order by marked_at, user_id, local_day limit $2
"""

LOCK_DAYS = f"""
select pg_advisory_xact_lock(hashtextextended(user_id::text || ':' || day::text, 0))
from ({_DAYS} order by user_id, day) as days
"""

CLEAR_DAYS = f"""
delete from calendar_stats as old using ({_DAYS}) as days
where old.user_id = days.user_id and old.date = days.day
"""

_BOOKED = """
    select days.user_id, days.day, t.currency, t.id,
        t.closed_day = days.day as is_closed, t.result_type, t.result_value,
        t.result_r is not null as has_r,
        sum(f.realized_value) as net, sum(f.realized_r) as r
    from days
    join fills f on f.user_id = days.user_id and f.local_day = days.day and f.kind = 'exit'
    join trades t on t.user_id = f.user_id and t.id = f.trade_id and t.is_active
    group by days.user_id, days.day, t.user_id, t.id"""

_COUNTED = """
    select user_id, day, currency,
        count(*) filter (where is_closed) as trades,
        count(*) filter (where is_closed and result_type = 'win') as wins,
        count(*) filter (where is_closed and result_type = 'loss') as losses,
        count(*) filter (where is_closed and result_type = 'breakeven') as breakevens,
        sum(net) as net, sum(r) as r,
        count(*) filter (where is_closed and has_r) as r_trades,
        coalesce(sum(net) filter (where net > 0), 0) as profit,
        coalesce(-sum(net) filter (where net < 0), 0) as loss,
        avg(result_value) filter (where is_closed) as average,
        max(result_value) filter (where is_closed) as best,
        min(result_value) filter (where is_closed) as worst
    from booked group by user_id, day, currency"""

_SCORED = """
    select days.user_id, days.day, c.overall_score, c.risk_management_score,
        c.strategy_execution_score, c.emotional_discipline_score
    from days join consistency_tracker c on c.user_id = days.user_id and c.date = days.day"""

COUNT_DAYS = f"""
with days as ({_DAYS}), booked as ({_BOOKED}), counted as ({_COUNTED}), scored as ({_SCORED})
insert into calendar_stats (user_id, date, currency, trades_count, winning_trades, losing_trades,
    breakeven_trades, net_result, result_r, r_trades, total_profit, total_loss, avg_result, best_trade,
    worst_trade, consistency_score, risk_management_avg_score, strategy_execution_avg_score,
    emotional_discipline_avg_score)
select coalesce(counted.user_id, scored.user_id), coalesce(counted.day, scored.day), currency,
    coalesce(trades, 0), coalesce(wins, 0), coalesce(losses, 0), coalesce(breakevens, 0), net, r,
    coalesce(r_trades, 0), coalesce(profit, 0), coalesce(loss, 0), average, best, worst,
    overall_score, risk_management_score, strategy_execution_score, emotional_discipline_score
from counted full join scored on scored.user_id = counted.user_id and scored.day = counted.day
"""

CLEAR_MONTHS = f"""
delete from monthly_summaries as old using ({_MONTHS}) as months
where old.user_id = months.user_id
    and old.year = extract(year from months.first) and old.month = extract(month from months.first)
"""

COUNT_MONTHS = f"""
with months as ({_MONTHS}), from_days as (
    select m.user_id, m.first, s.currency,
        sum(s.trades_count) as trades, sum(s.winning_trades) as wins, sum(s.losing_trades) as losses,
        sum(s.breakeven_trades) as breakevens, sum(s.total_profit) as profit, sum(s.total_loss) as loss,
        sum(s.result_r) as r, sum(s.r_trades) as r_trades,
        (array_agg(s.date order by s.net_result desc, s.date) filter (where s.net_result > 0))[1] as best_day,
        (array_agg(s.date order by s.net_result, s.date) filter (where s.net_result < 0))[1] as worst_day
    from months m join calendar_stats s on s.user_id = m.user_id
        and s.date >= m.first and s.date < (m.first + interval '1 month')
    group by m.user_id, m.first, s.currency
), closed as (
    select m.user_id, m.first, t.currency,
        avg(t.result_value) filter (where t.result_type = 'win') as avg_win,
        -avg(t.result_value) filter (where t.result_type = 'loss') as avg_loss,
        max(t.result_value) filter (where t.result_value > 0) as largest_win,
        -min(t.result_value) filter (where t.result_value < 0) as largest_loss,
        avg(t.closed_at - t.opened_at) filter (where t.position_size is not null) as held
    from months m join trades t on t.user_id = m.user_id and t.is_active
        and t.closed_day >= m.first and t.closed_day < (m.first + interval '1 month')
    group by m.user_id, m.first, t.currency
), scored as (
    select m.user_id, m.first, avg(c.overall_score) as overall, avg(c.risk_management_score) as risk,
        avg(c.strategy_execution_score) as execution, avg(c.emotional_discipline_score) as emotion
    from months m join consistency_tracker c on c.user_id = m.user_id
        and c.date >= m.first and c.date < (m.first + interval '1 month')
    group by m.user_id, m.first
)
insert into monthly_summaries (user_id, year, month, currency, total_trades, winning_trades,
    losing_trades, breakeven_trades, total_profit, total_loss, result_r, r_trades, avg_win, avg_loss,
    largest_win, largest_loss, avg_holding_time, best_day, worst_day, consistency_score,
    risk_management_avg_score, strategy_execution_avg_score, emotional_discipline_avg_score, is_calculated)
select d.user_id, extract(year from d.first), extract(month from d.first), d.currency, trades, wins,
    losses, breakevens, profit, loss, r, r_trades, avg_win, avg_loss, largest_win, largest_loss, held,
    best_day, worst_day, round(overall, 2), round(risk, 2), round(execution, 2), round(emotion, 2), true
from from_days d
left join closed c on c.user_id = d.user_id and c.first = d.first and c.currency is not distinct from d.currency
left join scored s on s.user_id = d.user_id and s.first = d.first
"""

CLEAR_METRICS = f"""
delete from performance_metrics as old using ({_MONTHS}) as months
where old.user_id = months.user_id and old.period_type = 'monthly' and old.period_start = months.first
"""

COUNT_METRICS = f"""
with months as ({_MONTHS}), summaries as (
    select s.*, m.first, s.winning_trades + s.losing_trades as decided
    from months m join monthly_summaries s on s.user_id = m.user_id
        and s.year = extract(year from m.first) and s.month = extract(month from m.first)
), figures as (
    select user_id, first, currency, kind, name, value, n, method
    from summaries, lateral (values
        ('result', 'win_rate', win_rate, decided, 'wins / (wins + losses), per cent'),
        ('result', 'profit_factor', profit_factor, total_trades, 'sum of profits / sum of losses'),
        ('result', 'expectancy', net_result / nullif(total_trades, 0), total_trades, 'net / closed trades'),
        ('result', 'payoff_ratio', avg_win / nullif(avg_loss, 0), decided, 'average win / average loss'),
        ('result', 'expectancy_r', result_r / nullif(r_trades, 0), r_trades, 'R / closed trades with an R'),
        ('discipline', 'consistency', consistency_score, total_trades, 'mean of the daily scores')
    ) as metric(kind, name, value, n, method)
    where total_trades > 0 or kind = 'discipline'
)
insert into performance_metrics (user_id, metric_type, period_type, period_start, period_value,
    metric_name, metric_value, sample_size, currency, calculation_method, calculated_at)
select user_id, kind, 'monthly', first,
    jsonb_build_object('year', extract(year from first), 'month', extract(month from first)),
    name, case when abs(value) < 1000000000000 then round(value, 8) end, n, currency, method, $3
from figures
"""

DROP_MARKS = """
delete from stats_dirty as mark
using unnest($1::uuid[], $2::date[], $3::bigint[]) as seen(user_id, day, version)
where mark.user_id = seen.user_id and mark.local_day = seen.day and mark.version = seen.version
"""

LIST_DRIFT = f"""
with days as (
    select distinct user_id, local_day as day from fills where kind = 'exit' and local_day >= $1
    union select user_id, date from calendar_stats where date >= $1
), booked as ({_BOOKED}), counted as ({_COUNTED}), stored as (
    select * from calendar_stats where date >= $1 and (trades_count > 0 or net_result is not null or result_r is not null)
)
select distinct coalesce(counted.user_id, stored.user_id) as user_id, coalesce(counted.day, stored.date) as day
from counted full join stored on stored.user_id = counted.user_id and stored.date = counted.day
    and stored.currency is not distinct from counted.currency
where (counted.trades, counted.wins, counted.losses, counted.net, counted.r, counted.profit, counted.loss)
    is distinct from (stored.trades_count::bigint, stored.winning_trades::bigint, stored.losing_trades::bigint,
        stored.net_result, stored.result_r, stored.total_profit, stored.total_loss)
    and not exists (select from stats_dirty dirty
        where dirty.user_id = coalesce(counted.user_id, stored.user_id)
            and dirty.local_day = coalesce(counted.day, stored.date))
limit 1000
"""
