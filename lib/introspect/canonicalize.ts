import { isDeepStrictEqual } from "node:util";
import { DatabaseError } from "../errors/database-error";
import { MigrationError } from "../errors/migration-error";
import type { Change } from "../schema/change";
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
    for (const change of createSchema(schema)) await make(shadow, change);
    return introspect(shadow);
  });
  checkAllFound(canonical, schema);
  return keepRenames(canonical, schema);
}

/** Makes one thing that is declared. What PostgreSQL refuses, a model has said wrongly. */
async function make(shadow: CatalogSession, change: Change): Promise<void> {
  try {
    for (const statement of compileChange(change)) await shadow.send(statement);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const place =
      "table" in change
        ? `the table ${displayTable(change.table)}`
        : placeOf(change);
    throw new MigrationError(
      `PostgreSQL refuses what is declared for ${place}: ${error.message}`,
      undefined,
      { cause: error, hint: hints.get(error.sqlState ?? "") ?? error.hint },
    );
  }
}

function placeOf(change: Change): string {
  return change.kind === "create extension"
    ? `a column whose type comes from the extension ${change.name}`
    : "the schema";
}

/** What to look at, by SQLSTATE. */
const hints: ReadonlyMap<string, string> = new Map([
  [
    "42703",
    "SQL in a model names columns as the table has them: published_at, not publishedAt.",
  ],
  [
    "42704",
    "Correct the name in the model: the collate, method, operatorClass or type that it says.",
  ],
  [
    "42P17",
    "A generated column and an index take functions that give the same result for the same values, always: not now(), nor a cast that depends on settings.",
  ],
]);

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
  const concurrent = new Set(
    source.indexes.flatMap(({ name, concurrently }) =>
      concurrently ? [name] : [],
    ),
  );
  return {
    ...table,
    renamedFrom: source.renamedFrom,
    ignoredColumns: source.ignoredColumns,
    indexes: table.indexes.map((index) => ({
      ...index,
      concurrently: concurrent.has(index.name),
    })),
    columns: table.columns.map((column) => ({
      ...column,
      renamedFrom: sources.get(column.name),
    })),
  };
}
