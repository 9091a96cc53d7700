import type {
  FunctionDefinition,
  Trigger,
  TriggerEvent,
} from "../schema/schema";
import type { FunctionRow, TriggerRow } from "./catalog-rows";

/** A function as the catalog has it. */
export function readFunction(row: FunctionRow): FunctionDefinition {
  return { ...row, volatility: volatilities[row.volatility] };
}

const volatilities: Record<
  FunctionRow["volatility"],
  FunctionDefinition["volatility"]
> = { v: "volatile", s: "stable", i: "immutable" };

const before = 2;

const events: readonly (readonly [bit: number, event: TriggerEvent])[] = [
  [4, "insert"],
  [16, "update"],
  [8, "delete"],
];

/** A trigger as the catalog has it. */
export function readTrigger(row: TriggerRow): Trigger {
  return {
    name: row.name,
    timing: (row.type & before) === 0 ? "after" : "before",
    events: events.flatMap(([bit, event]) =>
      (row.type & bit) === 0 ? [] : [event],
    ),
    functionSchema: row.functionSchema,
    function: row.function,
  };
}
