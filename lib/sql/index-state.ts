import type { CompiledQuery } from "./compiled-query";

/**
 * What the database has under the name of an index: the table it is of, whether
 * it can be used, and as JSON what can be compared without knowing how
 * PostgreSQL prints expressions. No row where there is none.
 */
export function selectIndexState(schema: string, name: string): CompiledQuery {
  return {
    text: `select t.relname, i.indisvalid, json_build_object(
  'method', m.amname,
  'unique', i.indisunique,
  'columns', (
    select json_agg(a.attname order by k.position)
    from unnest(i.indkey::int2[]) with ordinality as k(number, position)
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number and k.number <> 0),
  'keys', i.indnkeyatts,
  'directions', i.indoption::int2[],
  'partial', i.indpred is not null,
  'nullsNotDistinct', coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false))
from pg_index i
join pg_class x on x.oid = i.indexrelid
join pg_class t on t.oid = i.indrelid
join pg_am m on m.oid = x.relam
join pg_namespace n on n.oid = x.relnamespace
where n.nspname = $1 and x.relname = $2`,
    parameters: [schema, name],
  };
}
