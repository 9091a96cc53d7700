import { isDate } from "node:util/types";
import { isArrayType } from "./array";
import type { ColumnType } from "./column-type";
import { comparesWhole, innermostType, wrapAround } from "./wrapped-type";

/** The value that another one stands for, or the same when it stands for none. */
type Coerce = (value: unknown) => unknown;

/**
 * A type that also takes what plainly stands for one of its values: `"25"` for
 * 25. What stands for none is refused as ever.
 */
export function coercedType(type: ColumnType): ColumnType {
  // What is encrypted is kept as text, whatever it is.
  const coerce = findCoercion(innermostType(type));
  if (coerce === undefined) return type;
  return wrapAround(type, (inner) => ({
    ...inner,
    coerce,
    encode: (value, at) => inner.encode(coerce(value), at),
    ...(inner.storedTexts === undefined
      ? {}
      : {
          storedTexts: (value: unknown, at: string) =>
            inner.storedTexts?.(coerce(value), at) ?? [],
        }),
  }));
}

/** How values become those of a type; undefined where nothing but them is taken. */
function findCoercion(type: ColumnType): Coerce | undefined {
  if (!isArrayType(type)) return findScalarCoercion(type);
  const element = findScalarCoercion(type.items);
  if (element === undefined) return undefined;
  return (value) =>
    Array.isArray(value) ? coerceItems(value, element) : value;
}

/** The numbers of an enum that are kept by their names are no texts. */
function findScalarCoercion(type: ColumnType): Coerce | undefined {
  return comparesWhole(type) ? undefined : byType[type.name]?.(type.valueName);
}

/** The list itself when none of its elements had to be changed. */
function coerceItems(items: readonly unknown[], element: Coerce): unknown {
  const coerced = items.map((item) =>
    Array.isArray(item) ? coerceItems(item, element) : element(item),
  );
  return coerced.every((item, index) => item === items[index])
    ? items
    : coerced;
}

const byType: Readonly<Record<string, (valueName: string) => Coerce>> = {
  smallint: () => toInteger,
  integer: () => toInteger,
  bigint: (valueName) => integersByName[valueName] ?? toInteger,
  real: () => toNumber,
  "double precision": () => toNumber,
  numeric: () => toText,
  boolean: () => toBoolean,
  timestamptz: () => toInstant,
  timestamp: () => toUtc,
  text: () => toText,
  varchar: () => toText,
  char: () => toText,
  citext: () => toText,
};

const integersByName: Readonly<Record<string, Coerce>> = {
  bigint: toBigint,
  string: toText,
};

const integerText = /^\s*[+-]?\d{1,19}\s*$/;
const numberText = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*$/i;

function toInteger(value: unknown): unknown {
  if (typeof value === "bigint") return toSafe(value, Number(value));
  if (typeof value !== "string" || !integerText.test(value)) return value;
  return toSafe(value, Number(value));
}

/** Digits that a number would lose stay what they were, and are refused. */
function toSafe(value: unknown, number: number): unknown {
  return Number.isSafeInteger(number) ? number : value;
}

/** The bigint that whole digits stand for. */
export function toBigint(value: unknown): unknown {
  if (typeof value === "number" && Number.isSafeInteger(value))
    return BigInt(value);
  return typeof value === "string" && integerText.test(value)
    ? BigInt(value.trim().replace(/^\+/, ""))
    : value;
}

function toNumber(value: unknown): unknown {
  if (typeof value === "bigint") return toSafe(value, Number(value));
  if (typeof value !== "string" || !numberText.test(value)) return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

function toText(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return value;
  return ["number", "bigint", "boolean"].includes(typeof value)
    ? String(value)
    : value;
}

const truthWords: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ["true", true],
  ["1", true],
  [1, true],
  ["false", false],
  ["0", false],
  [0, false],
]);

function toBoolean(value: unknown): unknown {
  const word = typeof value === "string" ? value.trim().toLowerCase() : value;
  return truthWords.get(word) ?? value;
}

const isoText =
  /^((?:\d{4}|[+-]\d{6})-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/** The instant of a text in ISO 8601. A text without a time zone names none, unless it is a day, which ISO 8601 has begin at UTC. */
export function toInstant(value: unknown): unknown {
  const [, day, time, zone] = matchIso(value);
  if (day === undefined || (time !== undefined && zone === undefined))
    return value;
  return toValidDate(day, time, zone, value);
}

/** The Date of a timestamp in ISO 8601. It has no zone; it is taken as UTC, and a text that names another is refused. */
export function toUtc(value: unknown): unknown {
  const [, day, time, zone] = matchIso(value);
  const isUtc = zone === undefined || /^(z|[+-]00:?00)$/i.test(zone);
  return day === undefined || !isUtc
    ? value
    : toValidDate(day, time, zone, value);
}

function matchIso(value: unknown): readonly (string | undefined)[] {
  return typeof value === "string" ? (isoText.exec(value.trim()) ?? []) : [];
}

function toValidDate(
  day: string,
  time: string | undefined,
  zone: string | undefined,
  value: unknown,
): unknown {
  const offset = (zone ?? "Z").toUpperCase().replace(/^(...)(\d\d)$/, "$1:$2");
  const date = new Date(`${day}T${time ?? "00:00"}${offset}`);
  const isReal =
    isDate(date) &&
    !Number.isNaN(date.getTime()) &&
    // The 30th of February is a day of March to Date.
    new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  return isReal ? date : value;
}
