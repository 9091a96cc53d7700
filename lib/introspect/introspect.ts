import { normalizeSchema } from "../schema/normalize";
import type { Column, Schema, Table } from "../schema/schema";
import { tableKey } from "../schema/table";
import {
  columnsQuery,
  constraintsQuery,
  indexesQuery,
  pinSettings,
  schemasQuery,
  tablesQuery,
} from "./catalog-queries";
import type {
  ColumnRow,
  ConstraintRow,
  IndexRow,
  SchemaRow,
  TableRow,
} from "./catalog-rows";
import type { CatalogSession } from "./catalog-session";
import { readConstraints } from "./read-constraints";
import { readIndex } from "./read-indexes";
import { runUndone } from "./run-undone";

/**
 * Reads the schema that a database has, in canonical form. Tables of arx's own
 * (`arx_…`), of extensions and of PostgreSQL are left out, and so are partitions.
 */
export async function introspect(session: CatalogSession): Promise<Schema> {
  return runUndone(session, async () => {
    await session.send({ text: pinSettings, parameters: [] });
    const schemas = await read<SchemaRow>(session, schemasQuery);
    const tables = await read<TableRow>(session, tablesQuery);
    const columns = await read<ColumnRow>(session, columnsQuery);
    const constraints = await read<ConstraintRow>(session, constraintsQuery);
    const indexes = await read<IndexRow>(session, indexesQuery);
    return normalizeSchema({
      schemas: schemas.map(({ name }) => name),
      tables: joinTables(tables, columns, constraints, indexes),
    });
  });
}

function joinTables(
  tables: readonly TableRow[],
  columns: readonly ColumnRow[],
  constraints: readonly ConstraintRow[],
  indexes: readonly IndexRow[],
): Table[] {
  const columnsOf = groupByTable(columns);
  const constraintsOf = groupByTable(constraints);
  const indexesOf = groupByTable(indexes);
  return tables.map((table) => {
    const key = tableKey(table);
    return {
      schema: table.schema,
      name: table.name,
      comment: table.comment ?? undefined,
      renamedFrom: undefined,
      columns: (columnsOf.get(key) ?? []).map(readColumn),
      ...readConstraints(constraintsOf.get(key) ?? []),
      indexes: (indexesOf.get(key) ?? []).map(readIndex),
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
    sequence: row.sequence ?? undefined,
    comment: row.comment ?? undefined,
    renamedFrom: undefined,
  };
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
