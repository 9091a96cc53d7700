import type { Expression, OrderTerm } from "../../ast/expression";
import type { QueryData } from "../query-data";
import type { GroupKey } from "./group-key";

/** What a query of groups says, as plain data; a change is a copy. */
export interface GroupedData {
  readonly query: QueryData;
  readonly keys: readonly GroupKey[];
  readonly having: readonly GroupCondition[];
  readonly orderBy: readonly GroupOrder[];
  readonly limit: number | undefined;
  readonly offset: number | undefined;
}

/** SQL, or conditions by names, which are known when it is said what is computed. */
export type GroupCondition = Expression | NamedConditions;

interface NamedConditions {
  readonly kind: "named";
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** A place in the order of groups; what it names is known when it is said what is computed. */
export interface GroupOrder extends Omit<OrderTerm, "expression"> {
  readonly name: string;
}
