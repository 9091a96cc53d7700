import type { Expression } from "./expression";
import type { TableSource } from "./select";

export interface DeleteStatement {
  readonly kind: "delete";
  readonly from: TableSource;
  readonly where: Expression | undefined;
  readonly returning: readonly string[];
}
