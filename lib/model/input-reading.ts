import { TypeMismatchError } from "../errors/query-error";
import type { ValidationProblem } from "../errors/record-error";
import { TransformError } from "../errors/value-error";
import type { ColumnDefinition } from "../metadata/definition";
import { encodeValue } from "../persistence/column-value";
import { fromPlain } from "../types/plain-value";
import type { InputAttribute } from "./input-attributes";

/** What is to be assigned, once nothing turned out to be wrong. */
export class Reading {
  readonly problems: ValidationProblem[] = [];
  readonly columns = new Map<
    ColumnDefinition,
    { readonly key: string; readonly value: unknown }
  >();
  readonly members: {
    readonly attribute: InputAttribute & { kind: "member" | "method" };
    readonly value: unknown;
  }[] = [];

  report(property: string, constraint: string, message: string): void {
    this.problems.push({ property, constraint, message });
  }

  /** A key that is given twice, flat and inside its relation, must be the same. */
  setColumn(column: ColumnDefinition, key: string, given: unknown): void {
    const value = fromPlain(column.type, given);
    if (!this.#fits(column, key, value)) return;
    const earlier = this.columns.get(column);
    if (earlier !== undefined && !isSame(column, earlier.value, value)) {
      const message = `${key} and ${earlier.key} say different things`;
      this.report(key, "conflict", message);
      return;
    }
    this.columns.set(column, { key, value });
  }

  #fits(column: ColumnDefinition, key: string, value: unknown): boolean {
    const { type, at, nullable } = column;
    try {
      if (encodeValue(column, value) === null && !nullable)
        throw new TypeMismatchError(at, type.valueName, "null");
      return true;
    } catch (error) {
      if (error instanceof TypeMismatchError) {
        const constraint = column.enumValues === undefined ? "type" : "enum";
        const message = `${key} takes ${error.expected}, not ${error.received}`;
        this.report(key, constraint, message);
        return false;
      }
      if (!(error instanceof TransformError)) throw error;
      this.report(key, "type", `${key} is nothing that the column takes`);
      return false;
    }
  }
}

function isSame(
  { type }: ColumnDefinition,
  left: unknown,
  right: unknown,
): boolean {
  return left === null || right === null
    ? left === right
    : type.equals(left, right);
}
