import { parseSqlType } from "./sql-type";
import type { SqlType } from "./sql-type";

/** What a change of type does to the values that are there, from harmless to lossy. */
export type TypeEffect =
  /** The stored bytes stay as they are. */
  | "keeps storage"
  /** Every value survives, written anew. */
  | "rewrites"
  /** A value may have no place in the new type; then the statement fails. */
  | "can fail"
  /** Values are rounded or cut without a word. */
  | "loses values";

/** What changing a column from one type to another does; what is not known counts as able to fail. */
export function effectOfTypeChange(from: string, to: string): TypeEffect {
  const before = parseSqlType(from);
  const after = parseSqlType(to);
  if (before.isArray !== after.isArray) {
    return isUnlimitedString(after) ? "rewrites" : "can fail";
  }
  const effect = effectOfElement(before, after);
  // The elements of an array are converted one by one even where a lone value would be kept.
  return effect === "keeps storage" && before.isArray ? "rewrites" : effect;
}

function effectOfElement(from: SqlType, to: SqlType): TypeEffect {
  if (from.base === to.base) {
    const compare = sized[from.base] ?? comparePrecision;
    return compare(from.modifiers, to.modifiers);
  }
  if (isUnlimitedString(to)) return toString(from);
  const known = effects[from.base]?.[to.base] ?? "can fail";
  // A type with a limit of its own may refuse what the type alone would take.
  const isLimited = to.modifiers.length > 0 && known !== "loses values";
  return isLimited ? "can fail" : known;
}

/** Types whose values are stored as the text that stands for them. */
const texts = ["text", "character varying", "xml"];

function toString({ base }: SqlType): TypeEffect {
  return texts.includes(base) ? "keeps storage" : "rewrites";
}

function isUnlimitedString({ base, modifiers, isArray }: SqlType): boolean {
  const isString = base === "text" || base === "character varying";
  return isString && modifiers.length === 0 && !isArray;
}

type CompareModifiers = (
  from: readonly number[],
  to: readonly number[],
) => TypeEffect;

/** How types with a length or precision compare with themselves; the rest have digits of a second. */
const sized: Readonly<Record<string, CompareModifiers>> = {
  "character varying": compareLength,
  "bit varying": compareLength,
  character: compareFixedLength,
  bit: compareFixedLength,
  numeric: compareNumeric,
};

function compareLength(
  [from]: readonly number[],
  [to]: readonly number[],
): TypeEffect {
  return (from ?? Infinity) <= (to ?? Infinity) ? "keeps storage" : "can fail";
}

function compareFixedLength(
  [from = 1]: readonly number[],
  [to = 1]: readonly number[],
): TypeEffect {
  if (from === to) return "keeps storage";
  return from < to ? "rewrites" : "can fail";
}

function compareNumeric(
  from: readonly number[],
  to: readonly number[],
): TypeEffect {
  if (to.length === 0) return "keeps storage";
  if (from.length === 0) return "loses values";
  const [precision = 0, scale = 0] = from;
  const [newPrecision = 0, newScale = 0] = to;
  if (newScale < scale) return "loses values";
  if (newPrecision - newScale < precision - scale) return "can fail";
  return newScale === scale ? "keeps storage" : "rewrites";
}

function comparePrecision(
  [from = 6]: readonly number[],
  [to = 6]: readonly number[],
): TypeEffect {
  return to < from ? "loses values" : "keeps storage";
}

/** Conversions between types that differ by more than a length, where more is known than that they can fail. */
const effects: Readonly<Record<string, Readonly<Record<string, TypeEffect>>>> =
  {
    smallint: {
      integer: "rewrites",
      bigint: "rewrites",
      numeric: "rewrites",
      real: "rewrites",
      "double precision": "rewrites",
    },
    integer: {
      bigint: "rewrites",
      numeric: "rewrites",
      "double precision": "rewrites",
      real: "loses values",
      boolean: "loses values",
    },
    bigint: {
      numeric: "rewrites",
      "double precision": "loses values",
      real: "loses values",
    },
    numeric: {
      smallint: "loses values",
      integer: "loses values",
      bigint: "loses values",
      real: "loses values",
      "double precision": "loses values",
    },
    real: {
      "double precision": "rewrites",
      smallint: "loses values",
      integer: "loses values",
      bigint: "loses values",
      numeric: "loses values",
    },
    "double precision": {
      real: "loses values",
      smallint: "loses values",
      integer: "loses values",
      bigint: "loses values",
      numeric: "loses values",
    },
    boolean: { integer: "rewrites" },
    date: {
      "timestamp without time zone": "rewrites",
      "timestamp with time zone": "rewrites",
    },
    "timestamp without time zone": {
      "timestamp with time zone": "rewrites",
      date: "loses values",
      "time without time zone": "loses values",
    },
    "timestamp with time zone": {
      "timestamp without time zone": "rewrites",
      date: "loses values",
      "time without time zone": "loses values",
      "time with time zone": "loses values",
    },
    "time without time zone": {
      interval: "rewrites",
      "time with time zone": "rewrites",
    },
    "time with time zone": { "time without time zone": "loses values" },
    interval: { "time without time zone": "loses values" },
    cidr: { inet: "keeps storage" },
    macaddr: { macaddr8: "rewrites" },
    int4range: { int8range: "rewrites", numrange: "rewrites" },
    int8range: { numrange: "rewrites" },
    daterange: { tsrange: "rewrites", tstzrange: "rewrites" },
    tsrange: { tstzrange: "rewrites", daterange: "loses values" },
    tstzrange: { tsrange: "rewrites", daterange: "loses values" },
    json: { jsonb: "rewrites" },
    jsonb: { json: "rewrites" },
  };
