import type { Expression, OrderTerm } from "../../ast/expression";
import {
  InvalidArgumentError,
  UnknownColumnError,
} from "../../errors/query-error";
import type { ColumnDefinition } from "../../metadata/definition";
import { oneOf } from "../clauses";
import { familyOf } from "../conditions/operand";
import { isPlainObject } from "../conditions/values";

/** An expression with the direction that was given for it: `"desc"`, or `{ dir, nulls }`. */
export function termOf(
  expression: Expression,
  order: unknown,
  at: string,
): OrderTerm {
  const { dir, nulls, ...rest }: Readonly<Record<string, unknown>> =
    isPlainObject(order) ? order : { dir: order };
  const [unknownOption] = Object.keys(rest);
  if (unknownOption !== undefined)
    throw new UnknownColumnError(at, unknownOption, undefined, "option");
  return {
    expression,
    direction: oneOf(["asc", "desc"], dir, at),
    nulls:
      nulls === undefined
        ? undefined
        : oneOf(["first", "last"] as const, nulls, `${at}.nulls`),
  };
}

/** What is encrypted has an order that says nothing of its values. */
export function requireOrder({ at, type }: ColumnDefinition): void {
  if (type.encryption !== undefined)
    throw new InvalidArgumentError(
      `${at} is encrypted, and the database cannot sort by its values.`,
      { hint: "Load the records and sort them." },
    );
  if (familyOf(type) !== "opaque") return;
  throw new InvalidArgumentError(
    `${at} is ${type.sqlName}, which PostgreSQL cannot sort by.`,
    { hint: "Say by SQL what of it counts: { by: sql`…` }." },
  );
}
