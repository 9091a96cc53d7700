import { InvalidArgumentError } from "../errors/query-error";
import { isPlainObject } from "../query/conditions/values";
import { describeValue } from "../types/describe-value";

/** What JSON can tell from anything else. */
export type PlainState =
  | string
  | number
  | boolean
  | null
  | readonly PlainState[]
  | { readonly [key: string]: PlainState };

/**
 * The state of a record as plain data. What JSON would take for the same
 * whatever it holds, as it does a promise or a map, is refused: tokens would
 * never end.
 * @throws InvalidArgumentError
 */
export function plainState(value: unknown, at: string, depth = 0): PlainState {
  const simple = simpleState(value);
  if (simple !== undefined) return simple;
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH)
    throw noState(value, at);
  const inner = (item: unknown): PlainState => plainState(item, at, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  const json = "toJSON" in value ? value.toJSON : undefined;
  if (typeof json === "function") return inner(json.call(value, ""));
  if (!isPlainObject(value)) throw noState(value, at);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, inner(item)]),
  );
}

/** Deeper is a circle. */
const MAX_DEPTH = 100;

/** The state of what is no object; undefined where there is none. */
function simpleState(value: unknown): PlainState | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return `${String(value)}n`;
  if (typeof value !== "number") return undefined;
  return Number.isFinite(value) ? value : String(value);
}

function noState(value: unknown, at: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `The state of the token ${at} is ${describeValue(value)}, of which nothing can be told.`,
    {
      hint: "Give a text, a number, a boolean, a Date, or a list or object of these; state cannot be async.",
    },
  );
}
