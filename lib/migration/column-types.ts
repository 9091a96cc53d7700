/** The column methods of a table in a migration that take nothing but a name, with PostgreSQL's full name of their type. */
export const plainTypes = {
  smallint: "smallint",
  integer: "integer",
  bigint: "bigint",
  real: "real",
  double: "double precision",
  boolean: "boolean",
  text: "text",
  uuid: "uuid",
  date: "date",
  time: "time without time zone",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  interval: "interval",
  json: "json",
  jsonb: "jsonb",
  bytea: "bytea",
} as const;

export type PlainType = keyof typeof plainTypes;

/** How a type is written in a migration: the method, and what follows the column's name. */
export interface TypeCall {
  readonly method: PlainType | "varchar" | "char" | "numeric" | "column";
  readonly args: readonly (string | number)[];
}

const plainMethods = new Map<string, PlainType>(
  Object.entries(plainTypes).map(([method, type]) => [
    type,
    method as PlainType,
  ]),
);

const sizedTypes = [
  { method: "varchar", pattern: /^character varying(?:\((\d+)\))?$/ },
  { method: "char", pattern: /^character\((\d+)\)$/ },
  { method: "numeric", pattern: /^numeric(?:\((\d+),(\d+)\))?$/ },
] as const;

/** The call that makes a column of this type, as `format_type` prints it. */
export function typeCallOf(type: string): TypeCall {
  const plain = plainMethods.get(type);
  if (plain !== undefined) return { method: plain, args: [] };
  for (const { method, pattern } of sizedTypes) {
    const match = pattern.exec(type);
    if (match !== null) {
      // A group that took no part in the match is undefined.
      const sizes: readonly (string | undefined)[] = match.slice(1);
      const given = sizes.filter((size) => size !== undefined);
      return { method, args: given.map(Number) };
    }
  }
  return { method: "column", args: [type] };
}
