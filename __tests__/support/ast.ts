import type {
  BinaryOperator,
  ColumnExpression,
  Expression,
  LogicalExpression,
  ParameterExpression,
  SelectStatement,
  TableSource,
} from "../../lib/ast/expression";
import type { InsertStatement } from "../../lib/ast/insert";

/** Short ways to write query data in tests. */
export const cities: TableSource = {
  kind: "table",
  schema: undefined,
  name: "cities",
  alias: "cities",
};

export function column(name: string, table = "cities"): ColumnExpression {
  return { kind: "column", table, name };
}

export function parameter(
  value: string | null,
  cast?: string,
): ParameterExpression {
  return { kind: "parameter", value, cast };
}

export function compare(
  left: Expression,
  operator: BinaryOperator,
  right: Expression,
): Expression {
  return { kind: "binary", operator, left, right };
}

export function equals(name: string, value: string): Expression {
  return compare(column(name), "=", parameter(value));
}

export function and(...operands: readonly Expression[]): LogicalExpression {
  return { kind: "logical", operator: "and", operands };
}

export function or(...operands: readonly Expression[]): LogicalExpression {
  return { kind: "logical", operator: "or", operands };
}

export function not(operand: Expression): Expression {
  return { kind: "not", operand };
}

export function select(
  parts: Partial<Omit<SelectStatement, "kind">> = {},
): SelectStatement {
  return {
    kind: "select",
    distinct: false,
    items: [{ expression: column("id"), name: undefined }],
    from: cities,
    joins: [],
    where: undefined,
    groupBy: [],
    having: undefined,
    orderBy: [],
    limit: undefined,
    offset: undefined,
    lock: undefined,
    ...parts,
  };
}

export function insert(
  parts: Partial<Omit<InsertStatement, "kind">> = {},
): InsertStatement {
  return {
    kind: "insert",
    into: cities,
    columns: ["name"],
    rows: { kind: "values", rows: [[parameter("Rome")]] },
    onConflict: undefined,
    returning: [],
    returnInserted: false,
    ...parts,
  };
}
