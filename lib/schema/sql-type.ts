import type { TableName } from "./change";

/** The parts of a type's name. */
export interface SqlType {
  /** Without length and brackets, in PostgreSQL's long form: `character varying`. */
  readonly base: string;
  /** What stands in parentheses: length, precision, scale. */
  readonly modifiers: readonly number[];
  readonly isArray: boolean;
}

const shape =
  /^(?<name>.*?)(?:\((?<modifiers>[\d, -]+)\))?(?<zone> with(?:out)? time zone)?(?<array>(?:\[\])*)$/s;

/** Short names that a migration may hold; the catalog prints the long ones. */
const longNames: Readonly<Record<string, string>> = {
  bool: "boolean",
  int: "integer",
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
  decimal: "numeric",
  varchar: "character varying",
  char: "character",
  bpchar: "character",
  time: "time without time zone",
  timetz: "time with time zone",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
};

/** A type and the collation that stands behind it, which is no part of the type's name. */
export function splitCollation(
  type: string,
): readonly [type: string, collation: string | undefined] {
  const cut = type.indexOf(" COLLATE ");
  return cut < 0 ? [type, undefined] : [type.slice(0, cut), type.slice(cut)];
}

/** Takes a type's name apart: `timestamp(3) with time zone[]`. */
export function parseSqlType(type: string): SqlType {
  const bare = splitCollation(type)[0].trim();
  const parts = shape.exec(bare)?.groups ?? {};
  const name = `${parts["name"] ?? bare}${parts["zone"] ?? ""}`;
  return {
    base: Object.hasOwn(longNames, name) ? (longNames[name] ?? name) : name,
    modifiers: (parts["modifiers"] ?? "")
      .split(",")
      .filter((modifier) => modifier !== "")
      .map(Number),
    isArray: (parts["array"] ?? "") !== "",
  };
}

const qualified =
  /^(?<schema>"(?:[^"]|"")+"|[^".]+)\.(?<name>"(?:[^"]|"")+"|[^".]+)$/s;

/** The name of a type that is not PostgreSQL's own: `app."Mood"[]`; undefined for those that stand without a schema. */
export function typeNameOf(type: string): TableName | undefined {
  const parts = qualified.exec(parseSqlType(type).base)?.groups;
  if (parts === undefined) return undefined;
  return {
    schema: unquote(parts["schema"] ?? ""),
    name: unquote(parts["name"] ?? ""),
  };
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
