/**
 * Fixes everything that the printing of types and expressions hangs on, so
 * that one schema has one text: every name outside `pg_catalog` is printed
 * with its schema. It lasts until the transaction ends.
 */
export const pinSettings = `
select set_config(name, setting, true)
from (values
  ('search_path', 'pg_catalog, pg_temp'),
  ('quote_all_identifiers', 'off'),
  ('standard_conforming_strings', 'on'),
  ('TimeZone', 'UTC'),
  ('DateStyle', 'ISO, YMD'),
  ('IntervalStyle', 'postgres'),
  ('bytea_output', 'hex'),
  ('extra_float_digits', '1')
) as settings(name, setting)`;

/** Schemas of the user; those of PostgreSQL, of extensions and `public` need no mention. */
export const schemasQuery = `
select to_json(found) from (
  select n.nspname as name
  from pg_namespace n
  where n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')
    and not exists (
      select from pg_depend d
      where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e')
) as found`;

/** Tables of the user: no partition, nothing of an extension, no ledger of arx. */
const tables = `
tables as (
  select c.oid, n.nspname as schema, c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
    and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and c.relname not like 'arx\\_%'
    and not exists (
      select from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
)`;

/** Extensions that somebody made; every database has plpgsql. */
export const extensionsQuery = `
select to_json(found) from (
  select extname as name from pg_extension where extname <> 'plpgsql'
) as found`;

/** Enum types of columns; one that no column has may be anybody's. */
export const enumsQuery = `
with ${tables}
select to_json(found) from (
  select n.nspname as schema, y.typname as name,
    (select coalesce(json_agg(e.enumlabel order by e.enumsortorder), '[]')
      from pg_enum e where e.enumtypid = y.oid) as values
  from pg_type y join pg_namespace n on n.oid = y.typnamespace
  where y.typtype = 'e'
    and exists (
      select from tables t
      join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      where a.atttypid in (y.oid, y.typarray))
    and not exists (
      select from pg_depend d
      where d.classid = 'pg_type'::regclass and d.objid = y.oid and d.deptype = 'e')
) as found`;

/** Functions that say in their comment that they are arx's. */
export const functionsQuery = `
select to_json(found) from (
  select n.nspname as schema, p.proname as name,
    pg_get_function_identity_arguments(p.oid) as arguments, format_type(p.prorettype, null) as returns,
    l.lanname as language, p.provolatile as volatility, p.prosrc as body,
    obj_description(p.oid, 'pg_proc') as comment
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_language l on l.oid = p.prolang
  where obj_description(p.oid, 'pg_proc') like 'arx: %'
) as found`;

/** Triggers that call such a function for each row. */
export const triggersQuery = `
with ${tables}
select to_json(found) from (
  select t.schema, t.name as table, g.tgname as name, g.tgtype as type,
    n.nspname as "functionSchema", p.proname as function
  from tables t
  join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal and g.tgparentid = 0
  join pg_proc p on p.oid = g.tgfoid
  join pg_namespace n on n.oid = p.pronamespace
  where obj_description(p.oid, 'pg_proc') like 'arx: %'
) as found`;

export const tablesQuery = `
with ${tables}
select to_json(found) from (
  select t.schema, t.name, obj_description(t.oid, 'pg_class') as comment from tables t
) as found`;

export const columnsQuery = `
with ${tables}
select to_json(found) from (
  select t.schema, t.name as table, a.attname as name,
    format_type(a.atttypid, a.atttypmod) || coalesce(' COLLATE ' || (
      select case when n.nspname = 'pg_catalog' then '' else quote_ident(n.nspname) || '.' end || quote_ident(l.collname)
      from pg_collation l join pg_namespace n on n.oid = l.collnamespace
      where l.oid = a.attcollation and a.attcollation <> y.typcollation), '') as type,
    not a.attnotnull as nullable,
    case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default,
    case when a.attgenerated <> '' then json_build_object(
      'expression', pg_get_expr(d.adbin, d.adrelid), 'virtual', a.attgenerated = 'v') end as generated,
    case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,
    case when a.attidentity <> '' then (
      select s.relname
      from pg_depend o join pg_class s on s.oid = o.objid and s.relkind = 'S'
      where o.classid = 'pg_class'::regclass and o.refclassid = 'pg_class'::regclass
        and o.refobjid = a.attrelid and o.refobjsubid = a.attnum and o.deptype = 'i') end as sequence,
    col_description(a.attrelid, a.attnum) as comment
  from tables t
  join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  join pg_type y on y.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  order by t.schema, t.name, a.attnum
) as found`;

/** PostgreSQL 18 lists NOT NULL as constraints too; clones on partitions have a parent. */
export const constraintsQuery = `
with ${tables}
select to_json(found) from (
  select t.schema, t.name as table, c.conname as name, c.contype as kind,
    (select json_agg(a.attname order by k.position)
      from unnest(c.conkey) with ordinality as k(number, position)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number) as columns,
    pg_get_expr(c.conbin, c.conrelid) as expression,
    coalesce((
      select (to_jsonb(i) ->> 'indnullsnotdistinct')::boolean
      from pg_index i where i.indexrelid = c.conindid), false) as "nullsNotDistinct",
    n.nspname as "referencedSchema", r.relname as "referencedTable",
    (select json_agg(a.attname order by k.position)
      from unnest(c.confkey) with ordinality as k(number, position)
      join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number) as "referencedColumns",
    c.confdeltype as "onDelete", c.confupdtype as "onUpdate",
    c.condeferrable as deferrable, c.condeferred as deferred
  from tables t
  join pg_constraint c on c.conrelid = t.oid and c.conparentid = 0 and c.contype in ('p', 'u', 'f', 'c')
  left join pg_class r on r.oid = c.confrelid
  left join pg_namespace n on n.oid = r.relnamespace
) as found`;

/** Indexes that no key keeps, and those of exclusion constraints. A key with a collation of its own is an expression. */
export const indexesQuery = `
with ${tables}
select to_json(found) from (
  select t.schema, t.name as table, x.relname as name, m.amname as method, i.indisunique as unique,
    (select json_agg(json_build_object(
        'column', case when l.name is null then a.attname end,
        'expression', case
          when k.number = 0 then pg_get_indexdef(i.indexrelid, k.position::integer, false) || coalesce(' COLLATE ' || l.name, '')
          when l.name is not null then quote_ident(a.attname) || ' COLLATE ' || l.name end,
        'operatorClass', case
          when not p.opcdefault or s.attoptions is not null then
            case when pn.nspname = 'pg_catalog' then '' else quote_ident(pn.nspname) || '.' end || quote_ident(p.opcname) end,
        'operatorOptions', s.attoptions,
        'operator', (
          select case when n.nspname = 'pg_catalog' then o.oprname
            else 'operator(' || quote_ident(n.nspname) || '.' || o.oprname || ')' end
          from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
          where o.oid = e.conexclop[k.position]),
        'option', i.indoption[k.position - 1]) order by k.position)
      from unnest(i.indkey::int2[]) with ordinality as k(number, position)
      join pg_attribute s on s.attrelid = i.indexrelid and s.attnum = k.position
      join pg_opclass p on p.oid = i.indclass[k.position - 1]
      join pg_namespace pn on pn.oid = p.opcnamespace
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number and k.number <> 0
      left join lateral (
        select case when n.nspname = 'pg_catalog' then '' else quote_ident(n.nspname) || '.' end || quote_ident(c.collname) as name
        from pg_collation c join pg_namespace n on n.oid = c.collnamespace
        where c.oid = i.indcollation[k.position - 1]
          and c.oid <> coalesce(a.attcollation, 'pg_catalog."default"'::regcollation)) l on true
      where k.position <= i.indnkeyatts) as keys,
    (select coalesce(json_agg(a.attname order by k.position), '[]')
      from unnest(i.indkey::int2[]) with ordinality as k(number, position)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
      where k.position > i.indnkeyatts) as include,
    pg_get_expr(i.indpred, i.indrelid) as where,
    coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) as "nullsNotDistinct",
    coalesce(x.reloptions, '{}') as options,
    case when e.oid is not null then
      json_build_object('deferrable', e.condeferrable, 'deferred', e.condeferred) end as exclusion
  from tables t
  join pg_index i on i.indrelid = t.oid
  join pg_class x on x.oid = i.indexrelid
  join pg_am m on m.oid = x.relam
  left join pg_constraint e on e.conindid = i.indexrelid and e.contype = 'x' and e.conparentid = 0
  where not exists (
    select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
) as found`;
