import type { Expression, TableSource } from "./expression";

export interface Assignment {
  readonly column: string;
  readonly value: Expression;
}

export interface UpdateStatement {
  readonly kind: "update";
  readonly table: TableSource;
  readonly set: readonly Assignment[];
  readonly where: Expression | undefined;
  readonly returning: readonly string[];
}
