import { MigrationError } from "../errors/migration-error";
import type { Schema, Table } from "../schema/schema";

/** One `--rename`: a table, or a column of one. */
interface RenameFlag {
  /** The parts before the name that changes: a schema, a table, both or none. */
  readonly path: readonly string[];
  readonly from: string;
  readonly to: string;
}

/**
 * The wanted schema with the renames that the user typed, as if the models
 * declared them: `cities.area=size` for a column, `posts=articles` for a table.
 * @throws MigrationError when nothing in the models has the new name
 */
export function applyRenameFlags(
  schema: Schema,
  flags: readonly string[],
): Schema {
  return flags.reduce(applyFlag, schema);
}

function applyFlag(schema: Schema, text: string): Schema {
  const flag = parseFlag(text);
  const asColumn = schema.tables.map((table) => renameColumn(table, flag));
  const isColumn = asColumn.some(
    (table, index) => table !== schema.tables[index],
  );
  if (isColumn) return { ...schema, tables: asColumn };
  const asTable = schema.tables.map((table) => renameTable(table, flag));
  const isTable = asTable.some(
    (table, index) => table !== schema.tables[index],
  );
  if (isTable) return { ...schema, tables: asTable };
  throw new MigrationError(
    `--rename ${text}: the models have nothing called ${flag.to} there.`,
    undefined,
    {
      hint: "Write --rename cities.area=size for a column, --rename posts=articles for a table: the old name first.",
    },
  );
}

function parseFlag(text: string): RenameFlag {
  const [left, to, ...rest] = text.split("=");
  const path = (left ?? "").split(".");
  const from = path.pop();
  if (!from || !to || rest.length > 0) {
    throw new MigrationError(`--rename ${text} cannot be read.`, undefined, {
      hint: "Write --rename cities.area=size for a column, --rename posts=articles for a table.",
    });
  }
  return { path, from, to };
}

function renameColumn(table: Table, { path, from, to }: RenameFlag): Table {
  const [schema, name] = path.length > 1 ? path : ["public", path[0]];
  if (table.schema !== schema || table.name !== name) return table;
  if (!table.columns.some((column) => column.name === to)) return table;
  const columns = table.columns.map((column) =>
    column.name === to ? { ...column, renamedFrom: from } : column,
  );
  return { ...table, columns };
}

function renameTable(table: Table, { path, from, to }: RenameFlag): Table {
  const schema = path[0] ?? "public";
  return path.length < 2 && table.schema === schema && table.name === to
    ? { ...table, renamedFrom: from }
    : table;
}
