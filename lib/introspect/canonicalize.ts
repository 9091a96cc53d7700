import { isDeepStrictEqual } from "node:util";
import { MigrationError } from "../errors/migration-error";
import { createSchema } from "../schema/diff";
import type { Schema, Table } from "../schema/schema";
import { displayTable, indexTables, tableKey } from "../schema/table";
import { compileChange } from "../sql/ddl/compile-change";
import type { CatalogSession } from "./catalog-session";
import { introspect } from "./introspect";
import { runUndone } from "./run-undone";

/** Two are enough for every expression known; the rest is for those that are not. */
const maxRounds = 5;

/**
 * The canonical form of a schema: it is made in an empty database, read back
 * and undone, again and again until PostgreSQL prints what it was given. Once
 * is not enough: `varchar in (…)` in a check is printed in one way when it was
 * typed and in another when it was printed before.
 *
 * @param shadow a database without tables; nothing is left in it
 */
export async function canonicalize(
  shadow: CatalogSession,
  schema: Schema,
): Promise<Schema> {
  let current = schema;
  for (let round = 0; round < maxRounds; round++) {
    const next = await readBack(shadow, current);
    if (isDeepStrictEqual(next, current)) return next;
    current = next;
  }
  throw new MigrationError(
    `The schema still changes after ${String(maxRounds)} times of being made and read back.`,
    undefined,
    {
      hint: "Look for a default or check that calls a function of yours, and simplify it.",
    },
  );
}

async function readBack(
  shadow: CatalogSession,
  schema: Schema,
): Promise<Schema> {
  const canonical = await runUndone(shadow, async () => {
    for (const statement of createSchema(schema).flatMap(compileChange)) {
      await shadow.send(statement);
    }
    return introspect(shadow);
  });
  checkAllFound(canonical, schema);
  return keepRenames(canonical, schema);
}

/** A table that reading leaves out would be planned again and again. */
function checkAllFound(canonical: Schema, declared: Schema): void {
  const found = indexTables(canonical);
  const missing = declared.tables.find((table) => !found.has(tableKey(table)));
  if (missing === undefined) return;
  throw new MigrationError(
    `The table ${displayTable(missing)} cannot be kept apart from the tables of arx, whose names begin with arx_.`,
    undefined,
    { hint: "Give it another name: @Table({ name: '…' })." },
  );
}

/** Names of the past are a matter of the declaration; the database knows nothing of them. */
function keepRenames(canonical: Schema, declared: Schema): Schema {
  const sources = indexTables(declared);
  return {
    ...canonical,
    tables: canonical.tables.map((table) => {
      const source = sources.get(tableKey(table));
      return source === undefined ? table : keepTableRenames(table, source);
    }),
  };
}

function keepTableRenames(table: Table, source: Table): Table {
  const sources = new Map(
    source.columns.map(({ name, renamedFrom }) => [name, renamedFrom]),
  );
  return {
    ...table,
    renamedFrom: source.renamedFrom,
    columns: table.columns.map((column) => ({
      ...column,
      renamedFrom: sources.get(column.name),
    })),
  };
}
