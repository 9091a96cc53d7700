import type { Expression, TableSource } from "./expression";

export interface DeleteStatement {
  readonly kind: "delete";
  readonly from: TableSource;
  readonly where: Expression | undefined;
  readonly returning: readonly string[];
}
