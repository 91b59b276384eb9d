"""What the database really is, line by line: columns, checks, indexes, policies, triggers, functions, grants."""

from pathlib import Path

import asyncpg

import migrations

EXPECTED = Path(migrations.__file__).with_name("catalogue.txt")
"""What the newest migration leaves; `python -m migrations.write_catalogue` writes it."""

_TABLES = """
    select c.oid, c.relname, c.relkind, c.relacl, c.relrowsecurity, c.relforcerowsecurity, c.reloptions
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and not c.relispartition and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = case c.relkind when 'S' then 'i' else 'e' end)
"""

_QUESTIONS = (
    f"""select format('%s %s%s%s', case t.relkind when 'v' then 'view' when 'm' then 'materialized view'
            when 'S' then 'sequence' else 'table' end, t.relname,
            case when t.relrowsecurity then ' with row-level security' end,
            case when t.relforcerowsecurity then ', forced' end)
        from ({_TABLES}) t""",
    f"""select format('column %s.%s %s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then ' not null' end,
            case when a.attgenerated <> '' then ' generated ' || pg_get_expr(d.adbin, d.adrelid)
                 when a.attidentity <> '' then ' identity'
                 when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) end)
        from ({_TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where t.relkind in ('r', 'p', 'v', 'm')""",
    f"""select format('constraint %s.%s %s', t.relname, k.conname, pg_get_constraintdef(k.oid))
        from ({_TABLES}) t join pg_constraint k on k.conrelid = t.oid where k.contype <> 'n'""",
    f"""select 'index ' || pg_get_indexdef(i.indexrelid)
        from ({_TABLES}) t join pg_index i on i.indrelid = t.oid""",
    """select format('policy %s.%s for %s using %s check %s', p.tablename, p.policyname, p.cmd,
            coalesce(p.qual, '-'), coalesce(p.with_check, '-'))
        from pg_policies p where p.schemaname = 'public'""",
    f"""select format('trigger %s.%s %s', t.relname, g.tgname, pg_get_triggerdef(g.oid))
        from ({_TABLES}) t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal""",
    """select format('function %s by %s%s %s %s', f.oid::regprocedure, pg_get_userbyid(f.proowner),
            case when f.prosecdef then ' definer' end, array_to_string(f.proconfig, ' '),
            md5(coalesce(pg_get_function_sqlbody(f.oid), f.prosrc)))
        from pg_proc f where f.pronamespace = 'public'::regnamespace""",
    f"""select format('grant %s on %s to %s', string_agg(x.privilege_type, ',' order by x.privilege_type), t.relname,
            case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end)
        from ({_TABLES}) t cross join aclexplode(t.relacl) x
        where x.grantee = 0 or pg_get_userbyid(x.grantee) in ('ams_app', 'ams_service', 'ams_doors')
        group by t.relname, x.grantee""",
    """select format('grant execute on %s to %s', f.oid::regprocedure,
            case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end)
        from pg_proc f cross join aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) x
        where f.pronamespace = 'public'::regnamespace and x.grantee <> f.proowner
          and (x.grantee = 0 or pg_get_userbyid(x.grantee) in ('ams_app', 'ams_service', 'ams_doors', 'ams_owner'))""",
)

_ROLES = """
select format('the role %s %s', r.rolname, x.problem)
from pg_roles r
cross join lateral (values
    (r.rolsuper, 'is a superuser: the wall does not hold for it; alter role ' || r.rolname || ' nosuperuser'),
    (r.rolname in ('ams_app', 'ams_owner') and r.rolbypassrls,
        'bypasses row-level security; alter role ' || r.rolname || ' nobypassrls'),
    (r.rolname in ('ams_service', 'ams_doors') and not r.rolbypassrls,
        'must see every tenant; alter role ' || r.rolname || ' bypassrls'),
    (r.rolname in ('ams_app', 'ams_service') and exists (
        select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace),
        'owns tables; alter table … owner to ams_owner'),
    (r.rolname = 'ams_doors' and r.rolcanlogin, 'can log in; alter role ams_doors nologin')
) x (holds, problem)
where r.rolname in ('ams_app', 'ams_service', 'ams_owner', 'ams_doors') and x.holds
union all
select format('the role %s is missing; run docs/postgres-roles.sh as superuser', w.name)
from unnest(array['ams_app', 'ams_service', 'ams_owner', 'ams_doors']) w (name)
where not exists (select from pg_roles r where r.rolname = w.name)
"""


async def read_catalogue(connection: asyncpg.Connection) -> list[str]:
    """Every object of the journal's schema as one line, sorted. Partitions and the job queue are left out."""
    lines: list[str] = []
    # names are printed bare, whoever asks
    async with connection.transaction(readonly=True):
        await connection.execute("set local search_path = public")
        for question in _QUESTIONS:
            lines.extend(" ".join(row[0].split()) for row in await connection.fetch(question))
    return sorted(lines)


def expected_catalogue() -> list[str]:
    return EXPECTED.read_text(encoding="utf-8").splitlines()


async def list_differences(connection: asyncpg.Connection) -> list[str]:
    """Sentences on what is missing and what is there that no migration made."""
    found, expected = set(await read_catalogue(connection)), set(expected_catalogue())
    missing = [f"missing: {line}" for line in sorted(expected - found)]
    return missing + [f"made by no migration: {line}" for line in sorted(found - expected)]


async def list_role_problems(connection: asyncpg.Connection) -> list[str]:
    """Sentences on roles that may more or less than they must, each with its cure."""
    return [row[0] for row in await connection.fetch(_ROLES)]
