import { quoteName } from "../util/quote";
import type { ChangeOf } from "./change";
import type { Column, IndexKey, Schema, Table } from "./schema";
import { parseSqlType, typeNameOf } from "./sql-type";
import { indexTables, tableKey } from "./table";

type EnumRename = ChangeOf<"rename enum">;

/**
 * The enum types that only have another name: one that goes and one that comes
 * in the same column. The name of a type follows that of its table and column,
 * and a new name alone is no reason to write a table anew.
 */
export function findEnumRenames(from: Schema, to: Schema): EnumRename[] {
  const gone = missingIn(from, to);
  const added = missingIn(to, from);
  const taken = new Set<string>();
  return columnPairs(from, to).flatMap(([before, after]): EnumRename[] => {
    const source = typeNameOf(before.type);
    const target = typeNameOf(after.type);
    if (source === undefined || target === undefined) return [];
    const keys = [tableKey(source), tableKey(target)] as const;
    const isRename =
      gone.has(keys[0]) &&
      added.has(keys[1]) &&
      source.schema === target.schema &&
      !keys.some((key) => taken.has(key));
    if (!isRename) return [];
    for (const key of keys) taken.add(key);
    return [{ kind: "rename enum", enum: source, to: target.name }];
  });
}

/** The schema once the types have their new names, which PostgreSQL prints in every expression. */
export function renameEnums(
  schema: Schema,
  renames: readonly EnumRename[],
): Schema {
  return renames.reduce(renameEnum, schema);
}

function renameEnum(schema: Schema, { enum: type, to }: EnumRename): Schema {
  const rename = replaceName(type, to);
  const mayRename = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : rename(text);
  const renameKey = <Key extends IndexKey>(key: Key): Key => ({
    ...key,
    expression: mayRename(key.expression),
  });
  return {
    ...schema,
    enums: schema.enums.map((each) =>
      tableKey(each) === tableKey(type) ? { ...each, name: to } : each,
    ),
    tables: schema.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({
        ...column,
        type: rename(column.type),
        default: mayRename(column.default),
        generated: column.generated && {
          ...column.generated,
          expression: rename(column.generated.expression),
        },
      })),
      checks: table.checks.map((check) => ({
        ...check,
        expression: rename(check.expression),
      })),
      exclusions: table.exclusions.map((exclusion) => ({
        ...exclusion,
        elements: exclusion.elements.map(renameKey),
        where: mayRename(exclusion.where),
      })),
      indexes: table.indexes.map((index) => ({
        ...index,
        keys: index.keys.map(renameKey),
        where: mayRename(index.where),
      })),
    })),
  };
}

const simple = /^[a-z_][a-z0-9_$]*$/;

/** Puts a new name where the old one stands with its schema; where it guesses wrong, something is made anew. */
function replaceName(
  { schema, name }: EnumRename["enum"],
  to: string,
): (text: string) => string {
  const write = (part: string): string =>
    simple.test(part) ? part : quoteName(part);
  const forms = [schema, quoteName(schema)].flatMap((space) =>
    [name, quoteName(name)].map((last) => `${space}.${last}`),
  );
  const pattern = new RegExp(
    `(?<![\\w"$])(?:${forms.map(escape).join("|")})(?![\\w"$])`,
    "gu",
  );
  return (text) => text.replace(pattern, () => `${write(schema)}.${write(to)}`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function missingIn(schema: Schema, other: Schema): ReadonlySet<string> {
  const there = new Set(other.enums.map(tableKey));
  return new Set(schema.enums.map(tableKey).filter((key) => !there.has(key)));
}

/** The columns that both schemas have, of one type but for its name. */
function columnPairs(from: Schema, to: Schema): [Column, Column][] {
  const before = indexTables(from);
  return to.tables.flatMap((table) => {
    const source = before.get(tableKey(table));
    return source === undefined ? [] : columnsOf(source, table);
  });
}

function columnsOf(from: Table, to: Table): [Column, Column][] {
  return to.columns.flatMap((column): [Column, Column][] => {
    const source = from.columns.find(({ name }) => name === column.name);
    const isArray = parseSqlType(column.type).isArray;
    return source === undefined || parseSqlType(source.type).isArray !== isArray
      ? []
      : [[source, column]];
  });
}
