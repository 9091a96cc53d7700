import type { DeleteStatement } from "./delete";
import type { FragmentExpression, SelectStatement } from "./expression";
import type { InsertStatement } from "./insert";
import type { UpdateStatement } from "./update";

/** Everything that can be compiled and sent; a bare fragment is a statement the user wrote. */
export type Statement =
  | SelectStatement
  | InsertStatement
  | UpdateStatement
  | DeleteStatement
  | FragmentExpression;
