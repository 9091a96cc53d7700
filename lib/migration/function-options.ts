import type { TableName } from "../schema/change";
import type {
  FunctionDefinition,
  Trigger,
  TriggerEvent,
} from "../schema/schema";
import { resolveTable } from "./table-reference";
import type { TableReference } from "./table-reference";

/**
 * What a function is made of.
 *
 * @example
 * ```ts
 * const one: FunctionOptions = { returns: "integer", language: "sql", volatility: "immutable", body: "select 1" };
 * m.createFunction("one", one);
 * // create function "one"() returns integer language sql immutable as $$select 1$$
 * ```
 */
export interface FunctionOptions {
  /** The types of its arguments as SQL, `a integer, b text`; none unless given. */
  readonly arguments?: string | undefined;
  /** The type that it returns: `trigger`, `uuid`. */
  readonly returns: string;
  /** `plpgsql` unless said otherwise. */
  readonly language?: string | undefined;
  /** Whether the same arguments may give another result: `volatile` unless said otherwise. */
  readonly volatility?: "volatile" | "stable" | "immutable" | undefined;
  /** What stands between `as $$` and `$$`. */
  readonly body: string;
  /** A sentence about it; `arx: …` is what arx writes at its own, and compares with the models. */
  readonly comment?: string | undefined;
}

/**
 * When a trigger runs, and what it calls, for each row.
 *
 * @example
 * ```ts
 * const options: TriggerOptions = { timing: "after", events: ["delete"], function: "note_loss" };
 * m.createTrigger("cities", "note_loss", options);
 * // create trigger "note_loss" after delete on "cities" for each row execute function "note_loss"()
 * ```
 */
export interface TriggerOptions {
  /** Whether it runs before the row is written, and may change it, or after. */
  readonly timing: "before" | "after";
  /** What it waits for. */
  readonly events: readonly TriggerEvent[];
  /** The function that it calls, which returns `trigger`. */
  readonly function: TableReference;
}

/** A function as a change carries it. */
export function buildFunction(
  { schema, name }: TableName,
  options: FunctionOptions,
): FunctionDefinition {
  return {
    schema,
    name,
    arguments: options.arguments ?? "",
    returns: options.returns,
    language: options.language ?? "plpgsql",
    volatility: options.volatility ?? "volatile",
    body: options.body,
    comment: options.comment,
  };
}

/** A trigger as a change carries it. */
export function buildTrigger(name: string, options: TriggerOptions): Trigger {
  const called = resolveTable(options.function);
  return {
    name,
    timing: options.timing,
    events: options.events,
    functionSchema: called.schema,
    function: called.name,
  };
}
