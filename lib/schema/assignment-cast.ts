import { quoteName } from "../util/quote";
import { parseSqlType, typeNameOf } from "./sql-type";

const numbers = [
  "smallint",
  "integer",
  "bigint",
  "numeric",
  "real",
  "double precision",
];

const timestamps = [
  "timestamp without time zone",
  "timestamp with time zone",
  "date",
];

const strings = ["text", "character varying", "character"];

/** Types between which PostgreSQL converts by itself when a value is assigned (`pg_cast.castcontext` i or a). */
const groups = [
  numbers,
  timestamps,
  strings,
  ["inet", "cidr"],
  ["json", "jsonb"],
  ["bit", "bit varying"],
  ["macaddr", "macaddr8"],
];

/** The same in one direction only. */
const oneWay: Readonly<Record<string, readonly string[]>> = {
  "timestamp without time zone": ["time without time zone"],
  "timestamp with time zone": ["time without time zone", "time with time zone"],
  "time without time zone": ["interval", "time with time zone"],
  "time with time zone": ["time without time zone"],
  interval: ["time without time zone"],
};

/**
 * The USING clause that a change of type needs, or undefined where PostgreSQL
 * converts by itself. It is left out whenever it can be: an explicit cast cuts
 * a text that is too long without a word, an assignment refuses it.
 */
export function castBetween(
  column: string,
  from: string,
  to: string,
): string | undefined {
  if (from === to || hasAssignmentCast(from, to)) return undefined;
  const type = to.replace(/ COLLATE .*$/s, "");
  const way = goesByText(from, to)
    ? `::text${parseSqlType(to).isArray ? "[]" : ""}::`
    : "::";
  return `${quoteName(column)}${way}${type}`;
}

/** A type that is not PostgreSQL's own, an enum for instance, need not have a cast from any but text. */
function goesByText(from: string, to: string): boolean {
  const isText = strings.includes(parseSqlType(from).base);
  return areRanges(from, to) || (!isText && typeNameOf(to) !== undefined);
}

/** Kinds of ranges that read each other's texts; PostgreSQL has no cast between any. */
const ranges = [
  ["int4range", "int8range", "numrange"],
  ["daterange", "tsrange", "tstzrange"],
];

function areRanges(from: string, to: string): boolean {
  const bases = [parseSqlType(from).base, parseSqlType(to).base];
  return ranges.some((kin) => bases.every((base) => kin.includes(base)));
}

/** Every type is assignable to a string, and arrays follow their elements. */
function hasAssignmentCast(fromType: string, toType: string): boolean {
  const from = parseSqlType(fromType);
  const to = parseSqlType(toType);
  if (!to.isArray && strings.includes(to.base)) return true;
  if (from.isArray !== to.isArray) return false;
  return (
    strings.includes(to.base) ||
    from.base === to.base ||
    isListed(from.base, to.base)
  );
}

function isListed(from: string, to: string): boolean {
  if (oneWay[from]?.includes(to) === true) return true;
  return groups.some((group) => group.includes(from) && group.includes(to));
}
