import { normalizeSchema } from "../schema/normalize";
import { stripParentheses } from "../schema/expression-text";
import type { Column, GeneratedValue, Schema, Table } from "../schema/schema";
import { tableKey } from "../schema/table";
import {
  columnsQuery,
  constraintsQuery,
  enumsQuery,
  extensionsQuery,
  functionsQuery,
  indexesQuery,
  pinSettings,
  schemasQuery,
  tablesQuery,
  triggersQuery,
} from "./catalog-queries";
import type {
  ColumnRow,
  ConstraintRow,
  EnumRow,
  ExtensionRow,
  FunctionRow,
  IndexRow,
  SchemaRow,
  TableRow,
  TriggerRow,
} from "./catalog-rows";
import type { CatalogSession } from "./catalog-session";
import { readConstraints } from "./read-constraints";
import { readFunction, readTrigger } from "./read-functions";
import { readExclusion, readIndex } from "./read-indexes";
import { runUndone } from "./run-undone";

/**
 * Reads the schema that a database has, in canonical form. Tables of arx's own
 * (`arx_…`), of extensions and of PostgreSQL are left out, and so are partitions.
 */
export async function introspect(session: CatalogSession): Promise<Schema> {
  return runUndone(session, async () => {
    await session.send({ text: pinSettings, parameters: [] });
    const schemas = await read<SchemaRow>(session, schemasQuery);
    const extensions = await read<ExtensionRow>(session, extensionsQuery);
    const enums = await read<EnumRow>(session, enumsQuery);
    const functions = await read<FunctionRow>(session, functionsQuery);
    const tables = await read<TableRow>(session, tablesQuery);
    const columns = await read<ColumnRow>(session, columnsQuery);
    const constraints = await read<ConstraintRow>(session, constraintsQuery);
    const indexes = await read<IndexRow>(session, indexesQuery);
    const triggers = await read<TriggerRow>(session, triggersQuery);
    return normalizeSchema({
      schemas: schemas.map(({ name }) => name),
      extensions: extensions.map(({ name }) => name),
      enums,
      functions: functions.map(readFunction),
      tables: joinTables(tables, columns, constraints, indexes, triggers),
    });
  });
}

function joinTables(
  tables: readonly TableRow[],
  columns: readonly ColumnRow[],
  constraints: readonly ConstraintRow[],
  indexes: readonly IndexRow[],
  triggers: readonly TriggerRow[],
): Table[] {
  const columnsOf = groupByTable(columns);
  const constraintsOf = groupByTable(constraints);
  const indexesOf = groupByTable(indexes);
  const triggersOf = groupByTable(triggers);
  return tables.map((table) => {
    const key = tableKey(table);
    return {
      schema: table.schema,
      name: table.name,
      comment: table.comment ?? undefined,
      renamedFrom: undefined,
      columns: (columnsOf.get(key) ?? []).map(readColumn),
      ...readConstraints(constraintsOf.get(key) ?? []),
      exclusions: (indexesOf.get(key) ?? []).flatMap(readExclusion),
      ignoredColumns: [],
      indexes: (indexesOf.get(key) ?? [])
        .filter(({ exclusion }) => exclusion === null)
        .map(readIndex),
      triggers: (triggersOf.get(key) ?? []).map(readTrigger),
    };
  });
}

function readColumn(row: ColumnRow): Column {
  return {
    name: row.name,
    type: row.type,
    nullable: row.nullable,
    default: row.default ?? undefined,
    identity: row.identity ?? undefined,
    generated:
      row.generated === null ? undefined : readGenerated(row.generated),
    sequence: row.sequence ?? undefined,
    comment: row.comment ?? undefined,
    renamedFrom: undefined,
  };
}

function readGenerated({
  expression,
  virtual,
}: GeneratedValue): GeneratedValue {
  return { expression: stripParentheses(expression), virtual };
}

/** The rows of a query that makes one JSON value of each. */
async function read<Row>(
  session: CatalogSession,
  text: string,
): Promise<Row[]> {
  const { rows } = await session.send({ text, parameters: [] });
  return rows.map(([json]) => JSON.parse(json ?? "null") as Row);
}

function groupByTable<
  Row extends { readonly schema: string; readonly table: string },
>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = tableKey({ schema: row.schema, name: row.table });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
