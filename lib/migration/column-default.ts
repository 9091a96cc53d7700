import type { FragmentExpression } from "../ast/expression";
import { MigrationError } from "../errors/migration-error";
import { compile } from "../sql/compile";
import { quoteText } from "../util/quote";

/**
 * A default in a migration: a constant, or any expression as sql`…`.
 *
 * @example
 * ```ts
 * const value: DefaultValue = sql`now() + interval '1 day'`;
 * t.timestamptz("due_at").default(value);
 * // "due_at" timestamp with time zone default now() + interval '1 day'
 * ```
 */
export type DefaultValue = string | number | boolean | FragmentExpression;

/**
 * The SQL of a default, in the words in which PostgreSQL prints it, so that a
 * migration that was generated reads back as the change it was made from.
 */
export function defaultToSql(value: DefaultValue, type: string): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberToSql(value);
  if (typeof value === "string")
    return `${quoteText(value)}::${castName(type)}`;
  return fragmentToSql(value);
}

/** The constant that stands for a default's SQL, or undefined when only an expression does. */
export function constantOf(
  sql: string,
  type: string,
): Exclude<DefaultValue, FragmentExpression> | undefined {
  const candidate = readConstant(sql);
  if (candidate === undefined) return undefined;
  return defaultToSql(candidate, type) === sql ? candidate : undefined;
}

function numberToSql(value: number): string {
  if (!Number.isFinite(value)) {
    throw new MigrationError(
      `The default ${String(value)} is not a finite number.`,
      undefined,
      { hint: "Write it as text: .default('NaN')" },
    );
  }
  return value < 0
    ? `'${String(value)}'::${numberType(value)}`
    : String(Math.abs(value));
}

/** The type that PostgreSQL gives a number that stands in a text. */
function numberType(value: number): string {
  if (!Number.isInteger(value)) return "numeric";
  return value < -(2 ** 31) ? "bigint" : "integer";
}

function fragmentToSql(fragment: FragmentExpression): string {
  const { text, parameters } = compile(fragment);
  if (parameters.length === 0) return text;
  throw new MigrationError(
    "A default cannot have values put into its sql`…`: it has no parameters.",
    undefined,
    { hint: "Write the value into the text: sql`now() + interval '1 day'`" },
  );
}

function readConstant(sql: string): string | number | boolean | undefined {
  if (sql === "true" || sql === "false") return sql === "true";
  if (/^\d+(\.\d+)?$/.test(sql)) return Number(sql);
  const negative = /^'(-\d+(?:\.\d+)?)'::(?:integer|bigint|numeric)$/;
  const number = negative.exec(sql)?.[1];
  if (number !== undefined) return Number(number);
  const literal = /^(E?)'((?:[^']|'')*)'::[^']+$/s.exec(sql);
  return literal?.[2] === undefined
    ? undefined
    : unquote(literal[2], literal[1] === "E");
}

function unquote(body: string, isEscaped: boolean): string {
  const text = body.replaceAll("''", "'");
  return isEscaped ? text.replaceAll("\\\\", "\\") : text;
}

/** The type as PostgreSQL writes it in a cast: without length, and `bpchar` for char(n). */
function castName(type: string): string {
  const bare = type.replace(/ COLLATE .*$/s, "").replace(/\([^)]*\)/, "");
  return bare.startsWith("character") && !bare.startsWith("character varying")
    ? bare.replace("character", "bpchar")
    : bare;
}
