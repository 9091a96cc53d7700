import { isDeepStrictEqual } from "node:util";
import { quoteText } from "../util/quote";
import type { Change, ChangeOf, EnumColumn } from "./change";
import type { Column, EnumType, Schema, Table } from "./schema";
import { parseSqlType, typeNameOf } from "./sql-type";
import { indexTables, nameOf, tableKey } from "./table";

export type EnumChange = ChangeOf<"create enum" | "drop enum" | "alter enum">;

/** What turns the enum types into the wanted ones; both schemas name tables, columns and types alike. */
export function diffEnums(from: Schema, to: Schema): EnumChange[] {
  const before = new Map(from.enums.map((type) => [tableKey(type), type]));
  const after = new Set(to.enums.map(tableKey));
  return [
    ...from.enums
      .filter((type) => !after.has(tableKey(type)))
      .map((type): EnumChange => ({ kind: "drop enum", enum: type })),
    ...to.enums.flatMap((type) => {
      const existing = before.get(tableKey(type));
      return existing === undefined
        ? [{ kind: "create enum" as const, enum: type }]
        : alterEnum(existing, type, from, to);
    }),
  ];
}

/** The values to add when all of the old ones stay, in their order; otherwise undefined. */
export function addedValues(
  from: EnumType,
  to: EnumType,
): readonly string[] | undefined {
  const kept = to.values.filter((value) => from.values.includes(value));
  return isDeepStrictEqual(kept, from.values)
    ? to.values.filter((value) => !from.values.includes(value))
    : undefined;
}

/** Whether a column has the type, or is an array of it. */
export function hasType({ type }: Column, wanted: EnumType): boolean {
  const name = typeNameOf(type);
  return name !== undefined && tableKey(name) === tableKey(wanted);
}

function alterEnum(
  type: EnumType,
  wanted: EnumType,
  from: Schema,
  to: Schema,
): EnumChange[] {
  if (isDeepStrictEqual(type.values, wanted.values)) return [];
  const added = addedValues(type, wanted);
  const rebuild =
    added === undefined || added.some((value) => isUsed(value, wanted, to));
  const columns = enumColumns(wanted, from, to, rebuild);
  return [{ kind: "alter enum", from: type, to: wanted, rebuild, columns }];
}

/**
 * Whether the wanted schema uses a value that is new. PostgreSQL lets nobody
 * use it in the transaction that adds it to a type, but does in one that makes
 * the type anew.
 */
function isUsed(value: string, type: EnumType, { tables }: Schema): boolean {
  const literal = quoteText(value).replace(/^E?'|'$/g, "");
  return tables.some((table) => {
    const columns = table.columns.filter((column) => hasType(column, type));
    const names = columns.map((column) => parseSqlType(column.type).base);
    return (
      columns.some((column) => column.default?.includes(literal) === true) ||
      expressionsOf(table).some(
        (text) =>
          text.includes(literal) && names.some((name) => text.includes(name)),
      )
    );
  });
}

/** The checks of a table, and the expressions of its indexes, exclusions and generated columns. */
function expressionsOf(table: Table): string[] {
  return [
    ...table.checks.map(({ expression }) => expression),
    ...table.indexes.flatMap(indexExpressions),
    ...table.exclusions.flatMap(exclusionExpressions),
    ...table.columns.flatMap(({ generated }) => generated?.expression ?? []),
  ];
}

export function exclusionExpressions({
  elements,
  where,
}: Table["exclusions"][number]): string[] {
  return [...elements.map(({ expression }) => expression), where].filter(
    (text) => text !== undefined,
  );
}

export function indexExpressions({
  keys,
  where,
}: Table["indexes"][number]): string[] {
  return [...keys.map(({ expression }) => expression), where].filter(
    (text) => text !== undefined,
  );
}

/** The columns that have the type before and after, those that are left alone among them. */
function enumColumns(
  type: EnumType,
  from: Schema,
  to: Schema,
  rebuild: boolean,
): EnumColumn[] {
  const before = indexTables(from);
  return to.tables.flatMap((table) => {
    const source = before.get(tableKey(table));
    const ignored = (source?.columns ?? []).filter(({ name }) =>
      table.ignoredColumns.includes(name),
    );
    return [...table.columns, ...ignored].flatMap((column) => {
      const old = source?.columns.find(({ name }) => name === column.name);
      const goesAlong =
        old !== undefined &&
        hasType(old, type) &&
        hasType(column, type) &&
        // A generated column is dropped and added instead.
        old.generated === undefined &&
        column.generated === undefined;
      if (!goesAlong) return [];
      return [
        {
          table: nameOf(table),
          column: column.name,
          isArray: parseSqlType(old.type).isArray,
          from: old.default,
          to: rebuild ? defaultAfter(old, column) : old.default,
        },
      ];
    });
  });
}

/** A column that becomes an array, or no longer is one, gets its default by that change. */
function defaultAfter(from: Column, to: Column): string | undefined {
  const staysSame =
    parseSqlType(from.type).isArray === parseSqlType(to.type).isArray;
  return staysSame ? to.default : undefined;
}

/** Whether a change makes an enum type anew. */
export function isRebuild(change: Change): change is ChangeOf<"alter enum"> {
  return change.kind === "alter enum" && change.rebuild;
}
